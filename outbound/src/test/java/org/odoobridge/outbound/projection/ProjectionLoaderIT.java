package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.desired.Cause;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.DesiredState;
import org.odoobridge.outbound.desired.DesiredStock;
import org.odoobridge.outbound.desired.StockSink;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.oracle.AvailabilityOracle;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** Loading from a real PostgreSQL with Odoo's tables, as a role that may read little else. */
final class ProjectionLoaderIT {
  private static PostgresFixture postgres;
  private static PgSession reader;

  @BeforeAll
  static void odooWithAHundredThousandQuants() throws SQLException {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    postgres.execute("odoo", FILL);
    postgres.createRole("bridge_reader", "secret", "LOGIN");
    SourceTables.grants("bridge_reader", ExistingTables.of(postgres.connect("odoo")))
        .forEach(grant -> postgres.execute("odoo", grant));
    reader = session("bridge_reader", "secret", "odoo");
  }

  private static final String FILL =
      """
      insert into stock_location (id, name, complete_name, usage, location_id, active)
        select 100 + i, 'Shelf ' || i, 'WH/Stock/Shelf ' || i, 'internal',
               (select lot_stock_id from stock_warehouse limit 1), true
        from generate_series(1, 20) i;
      insert into product_template
          (id, name, type, categ_id, uom_id, uom_po_id, active, tracking, sale_line_warn,
           purchase_line_warn)
        select 1000 + i, 'Product ' || i, case when i % 50 = 0 then 'service' else 'product' end,
               1, (select min(id) from uom_uom), (select min(id) from uom_uom), i % 97 <> 0,
               'none', 'no-message', 'no-message'
        from generate_series(1, 10000) i;
      insert into product_product (id, product_tmpl_id, default_code, active)
        select 1000 + i, 1000 + i,
               case when i % 101 = 0 then null when i % 103 = 0 then 'TWIN-' || i / 206
                    else 'SKU-' || i end, i % 97 <> 0
        from generate_series(1, 10000) i;
      insert into res_partner (id, name, active) values (9001, 'Consignor', true);
      insert into stock_quant
          (id, product_id, location_id, owner_id, quantity, reserved_quantity, in_date)
        select i, 1001 + i % 10000, 101 + i % 20,
               case when i % 17 = 0 then 9001 when i % 19 = 0 then 1 end,
               (i * 7919) % 41 / 4.0 - 1, i % 3, now()
        from generate_series(1, 100000) i;
      insert into stock_move
          (id, name, date, company_id, product_id, product_qty, product_uom_qty, product_uom,
           location_id, location_dest_id, state, procure_method)
        select i, 'move', now() at time zone 'UTC' + i % 9 * interval '1 day', 1, 1001 + i % 10000,
               i % 5, i % 5, (select min(id) from uom_uom),
               (select lot_stock_id from stock_warehouse limit 1),
               case when i % 4 = 0 then 101 + i % 20
                    else (select id from stock_location where usage = 'customer' order by id limit 1)
               end,
               (array['draft', 'waiting', 'confirmed', 'partially_available', 'assigned', 'done',
                      'cancel'])[1 + i % 7],
               case when i % 6 = 0 then 'make_to_order' else 'make_to_stock' end
        from generate_series(1, 30000) i;
      insert into stock_move_line
          (id, move_id, company_id, product_id, product_uom_id, product_qty, product_uom_qty,
           qty_done, date, location_id, location_dest_id, state)
        select m.id, m.id, 1, m.product_id, m.product_uom, 1, 1, 0, now(), m.location_id,
               m.location_dest_id, m.state
        from stock_move m where m.state in ('assigned', 'partially_available', 'done')\
      """;

  @AfterAll
  static void close() {
    reader.close();
    postgres.close();
  }

  private static PgSession session(String user, String password, String database) {
    PgUrl url =
        new PgUrl(
            "postgresql://" + user + "@127.0.0.1:" + postgres.port() + "/" + database,
            Secret.of(password));
    return PgSession.open(url, "projection-it", 2);
  }

  static Stream<StockPolicy> policies() {
    List<String> shelves = List.of("WH/Stock/Shelf 3", "WH/Stock/Shelf 7");
    return Stream.of(
        StockPolicy.of("WH"),
        new StockPolicy(
            StockPolicy.Mode.FREE, List.of("WH"), shelves, true, false, 1, Duration.ZERO),
        new StockPolicy(
            StockPolicy.Mode.UNPROMISED,
            List.of("WH"),
            shelves,
            false,
            true,
            3,
            Duration.ofDays(5)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyNumberEqualsTheOracle(StockPolicy policy) throws SQLException {
    OdooTables tables =
        new ProjectionLoader(reader, new Kept(false, false)).load(List.of()).tables();
    Map<String, Long> ours = new HashMap<>();
    Availability availability = new Availability(tables, policy, Scope.resolve(tables, policy));
    for (Sku sku : tables.catalog().skus()) {
      tables
          .productOf(sku)
          .ifPresent(
              product -> {
                long rest =
                    availability.of(product, System.currentTimeMillis(), Explained.NOT)
                        - policy.buffer() * Millionths.UNIT;
                ours.put(
                    sku.value(),
                    Math.max(0, Millionths.floorUnits(rest, tables.rounding(product))));
              });
    }
    try (Connection connection = postgres.connect("odoo")) {
      Map<String, Long> right =
          AvailabilityOracle.ask(
              connection,
              new Question(
                  AvailabilityOracle.Mode.valueOf(policy.mode().name()),
                  policy.warehouses(),
                  policy.excludeLocations(),
                  policy.excludeOwned(),
                  policy.includeViewLocation(),
                  policy.buffer(),
                  policy.demandHorizon().toSeconds()));
      assertThat(right).hasSizeGreaterThan(9_000);
      assertThat(right.values().stream().filter(units -> units > 0).count()).isGreaterThan(3_000);
      assertThat(ours).isEqualTo(right);
    }
  }

  @Test
  void aHundredThousandQuantsLoadQuicklyAndCostLittleMemory() {
    ProjectionLoader loader = new ProjectionLoader(reader, new Kept(false, false));
    loader.load(List.of());
    long before = usedBytes();
    long began = System.nanoTime();
    OdooTables tables = loader.load(List.of()).tables();
    long millis = (System.nanoTime() - began) / 1_000_000;
    long bytes = usedBytes() - before;
    System.out.printf("loaded %s in %d ms, %d KiB held%n", tables.sizes(), millis, bytes / 1024);
    assertThat(tables.sizes()).containsEntry("quants", 100_000);
    assertThat(bytes).isLessThan(80L << 20);
  }

  @Test
  void aSingleQuantChangeIsFoldedAndComputedInMicroseconds() {
    OdooTables tables =
        new ProjectionLoader(reader, new Kept(false, false)).load(List.of()).tables();
    List<DesiredStock> offers = new ArrayList<>();
    StockSink sink =
        new StockSink() {
          @Override
          public void offer(DesiredStock desired, boolean replayed) {
            offers.add(desired);
          }

          @Override
          public void forget(ChannelId channel, Sku sku) {}
        };
    DesiredState desired =
        new DesiredState(
            List.of(new ChannelPolicy(new ChannelId("shop"), StockPolicy.of("WH"))),
            new InFlightDemand(),
            sink,
            Clock.systemUTC());
    desired.attach(tables);
    Cause cause = new Cause(Lsn.ZERO, Instant.now());
    desired.recomputeAll(cause, Set.of());
    offers.clear();
    long[] nanos = new long[50_000];
    for (int i = 0; i < nanos.length; i++) {
      long began = System.nanoTime();
      tables.apply(Rows.quant(200_000 + i, 1001 + i * 7 % 10_000, 101, null, 50, 0));
      desired.recompute(tables.touched().skus(), cause, false);
      tables.touched().clear();
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "one quant to one number: p50 %.1f us, p99 %.1f us%n",
        nanos[nanos.length / 2] / 1e3, nanos[nanos.length * 99 / 100] / 1e3);
    assertThat(offers).hasSizeGreaterThan(40_000);
  }

  @Test
  void theMarkerIsCommittedAfterTheSnapshot() throws SQLException {
    postgres.execute(
        "odoo", "select pg_create_logical_replication_slot('gate_it', 'test_decoding')");
    TableSource.Loaded loaded =
        new ProjectionLoader(reader, new Kept(false, false)).load(List.of());
    try (Connection connection = postgres.connect("odoo");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select data from pg_logical_slot_get_changes('gate_it', null, null)")) {
      StringBuilder seen = new StringBuilder();
      while (rows.next()) {
        seen.append(rows.getString(1)).append('\n');
      }
      assertThat(seen.toString()).contains("odoo_bridge.gate").contains(loaded.nonce());
    } finally {
      postgres.execute("odoo", "select pg_drop_replication_slot('gate_it')");
    }
  }

  @Test
  void whatTheRoleMayNotReadIsNamed() throws SQLException {
    postgres.createRole("half_reader", "secret", "LOGIN");
    Set<String> most = ExistingTables.of(postgres.connect("odoo"));
    most.remove("stock_quant");
    SourceTables.grants("half_reader", most).forEach(grant -> postgres.execute("odoo", grant));
    try (PgSession half = session("half_reader", "secret", "odoo")) {
      ProjectionLoader loader = new ProjectionLoader(half, new Kept(false, false));
      assertThatThrownBy(() -> loader.load(List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("stock_quant");
    }
  }

  @Test
  void aDatabaseWithoutPointOfSaleAndSalesLoads() {
    OdooSchema.install(postgres, "small");
    postgres.execute(
        "small",
        "drop table pos_order_line, pos_order, pos_session, pos_config, sale_order_line, sale_order"
            + " cascade");
    try (PgSession small = session("postgres", "postgres", "small")) {
      OdooTables tables =
          new ProjectionLoader(small, new Kept(true, false)).load(List.of("shop~order~1")).tables();
      assertThat(tables.warehouses().size()).isEqualTo(1);
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      runtime.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
