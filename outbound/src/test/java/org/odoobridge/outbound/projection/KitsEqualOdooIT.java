package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;

/**
 * More than 200 random kits in a real Odoo 14: every number equals Odoo's own. The test starts an
 * Odoo for itself and installs module mrp there; see {@link OdooServer} for how to switch it on.
 */
@ResourceLock("real-odoo")
final class KitsEqualOdooIT {
  private static final long SEED = 20261124;
  private static final int TEMPLATES = 230;
  private static final StockPolicy FREE =
      new StockPolicy(
          StockPolicy.Mode.FREE, List.of("WH"), List.of(), true, false, 0, Duration.ZERO);
  private static OdooClient odoo;
  private static OdooPerson person;
  private static PgSession reader;
  private static RandomKits random;

  @BeforeAll
  static void fill() {
    Optional<OdooServer> server = OdooServer.own();
    if (server.isEmpty()) {
      System.out.println("KitsEqualOdooIT is skipped: set " + OdooServer.SWITCH + "=14");
    }
    Assumptions.assumeTrue(server.isPresent(), OdooServer.SWITCH + " is not set");
    OdooServer real = server.orElseThrow();
    person = OdooPerson.login(real.url(), real.database(), real.adminLogin(), real.adminPassword());
    odoo = person.client();
    List<Integer> mrp = odoo.search("ir.module.module", List.of(List.of("name", "=", "mrp")));
    odoo.call("ir.module.module", "button_immediate_install", mrp);
    random = new RandomKits(odoo, SEED);
    random.stock(person.stock(), person.createLocation("Kit shelf", person.stock(), "internal"));
    random.create(TEMPLATES);
    reader =
        PgSession.open(
            new PgUrl(
                "postgresql://"
                    + real.superuser()
                    + "@127.0.0.1:"
                    + real.postgresPort()
                    + "/"
                    + real.database(),
                Secret.of(real.superuserPassword())),
            "kits-it",
            2);
  }

  @AfterAll
  static void close() {
    if (reader != null) {
      reader.close();
    }
  }

  /** Odoo's fields of all kits, as of the stock location. */
  private static Map<Integer, Map<?, ?>> ask() {
    Object answer =
        odoo.execute(
            "product.product",
            "read",
            List.of(
                List.copyOf(random.kits.keySet()),
                List.of("qty_available", "free_qty", "virtual_available", "default_code")),
            Map.of("context", Map.of("location", person.stock())));
    Map<Integer, Map<?, ?>> byId = new TreeMap<>();
    for (Object row : (List<?>) Objects.requireNonNull(answer)) {
      Map<?, ?> fields = (Map<?, ?>) row;
      byId.put(((Number) Objects.requireNonNull(fields.get("id"))).intValue(), fields);
    }
    return byId;
  }

  /** What differs from Odoo's {@code field}, kit by kit. */
  private static List<String> differences(StockPolicy policy, String field) {
    OdooTables tables =
        new ProjectionLoader(reader, new Kept(false, false)).load(List.of()).tables();
    Availability availability = new Availability(tables, policy, Scope.resolve(tables, policy));
    KitAvailability kits = new KitAvailability(tables, availability);
    Map<Integer, Map<?, ?>> answers = ask();
    List<String> differences = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (RandomKits.Kit kit : random.kits.values()) {
      Recipe recipe = availability.kits().recipe(kit.product());
      Map<?, ?> answer = Objects.requireNonNull(answers.get(kit.product()));
      double odoos = ((Number) Objects.requireNonNull(answer.get(field))).doubleValue();
      if (recipe == null) {
        differences.add(answer.get("default_code") + " is no kit for us");
        continue;
      }
      assertThat(recipe.makes()).isEqualTo(Math.round(kit.bill() * Millionths.UNIT));
      // Odoo 14 says how often the bill can be carried out, whatever number of kits it makes.
      Recipe once = new Recipe(recipe.bom(), recipe.parts(), Millionths.UNIT, recipe.problem());
      long bills =
          kits.of(once, Clock.systemUTC().millis(), (part, terms) -> 0, Explained.NOT)
              / Millionths.UNIT;
      seen.merge(bills == 0 ? "none" : "some", 1, Integer::sum);
      if (bills != Math.max(0, Math.round(odoos))) {
        differences.add(answer.get("default_code") + ": Odoo " + odoos + ", ours " + bills);
      }
    }
    assertThat(seen.getOrDefault("some", 0)).as("kits that can be made").isGreaterThan(100);
    return differences;
  }

  @Test
  void everyKitsNumberIsOdoos() {
    assertThat(random.kits).hasSizeGreaterThan(200);
    assertThat(differences(FREE, "qty_available")).isEmpty();
    int out = type("outgoing");
    int in = type("incoming");
    random.move(out, in, person.stock(), place("customer"), place("supplier"));
    assertThat(differences(FREE, "free_qty")).isEmpty();
    StockPolicy forecast = StockPolicy.of("WH").forecasting(Duration.ZERO);
    assertThat(differences(forecast, "virtual_available")).isEmpty();
  }

  private static int type(String code) {
    return odoo.search(
            "stock.picking.type",
            List.of(List.of("code", "=", code), List.of("warehouse_id", "=", person.warehouse())))
        .getFirst();
  }

  private static int place(String usage) {
    return odoo.search("stock.location", List.of(List.of("usage", "=", usage))).getFirst();
  }
}
