package org.odoobridge.outbound.catalog.read;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductSource;

/**
 * Reads a channel's documents from Odoo's database by SQL: 100 templates in a dozen statements, in
 * one read-only snapshot. What this Odoo has is looked up each time, so that a module installed
 * meanwhile counts at once.
 */
public final class OdooProductReader implements ProductSource {
  private static final int BATCH = 100;

  private final ChannelId channel;
  private final CatalogConfig config;
  private final PgSession odoo;
  private final Mapping mapping;
  private final IntFunction<BigDecimal> pieces;

  /** Of a channel in which every piece is one unit of Odoo's. */
  public OdooProductReader(ChannelId channel, CatalogConfig config, PgSession odoo) {
    this(channel, config, odoo, product -> BigDecimal.ONE);
  }

  /**
   * @param odoo Odoo's database, as a role that may read {@code SourceTables}
   * @param pieces how much of its unit a piece of a product is in the channel
   */
  public OdooProductReader(
      ChannelId channel, CatalogConfig config, PgSession odoo, IntFunction<BigDecimal> pieces) {
    this.pieces = pieces;
    this.channel = channel;
    this.config = config;
    this.odoo = odoo;
    this.mapping = new Mapping(config.expressions());
  }

  @Override
  public List<Integer> templates(int afterId, int limit) {
    return snapshot(
        (query, shape) -> {
          SelectionSql selection = SelectionSql.of(config.selection(), shape);
          List<Object> parameters = new ArrayList<>(selection.parameters());
          parameters.add(afterId);
          parameters.add(limit);
          List<Integer> ids = new ArrayList<>();
          query.each(
              "select t.id from product_template t where "
                  + selection.condition()
                  + " and t.id > ? order by t.id limit ?",
              parameters,
              row -> ids.add(row.getInt(1)));
          return ids;
        });
  }

  @Override
  public int count() {
    return snapshot(
        (query, shape) -> {
          SelectionSql selection = SelectionSql.of(config.selection(), shape);
          AtomicInteger count = new AtomicInteger();
          query.each(
              "select count(*) from product_template t where " + selection.condition(),
              selection.parameters(),
              row -> count.set(row.getInt(1)));
          return count.get();
        });
  }

  @Override
  public List<DesiredProduct> read(Collection<Integer> templates) {
    List<Integer> ids = templates.stream().distinct().sorted().toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    return snapshot(
        (query, shape) -> {
          List<String> misfits = new ConfigCheck(config, mapping, query, shape).misfits();
          if (!misfits.isEmpty()) {
            return ids.stream().map(id -> withheld(id, misfits)).toList();
          }
          SelectionSql selection = SelectionSql.of(config.selection(), shape);
          Mapping here = mapping.in(shape);
          Set<String> names = new TreeSet<>(here.columns());
          names.addAll(new StockSettings(config.backorders(), shape).columns());
          List<DesiredProduct> documents = new ArrayList<>();
          for (int from = 0; from < ids.size(); from += BATCH) {
            List<Integer> part = ids.subList(from, Math.min(ids.size(), from + BATCH));
            Batch batch =
                new BatchReader(query, shape, selection, names)
                    .read(part, new BranchReader(config));
            DocumentBuilder builder =
                new DocumentBuilder(channel, config, shape, here, batch, pieces);
            part.forEach(id -> documents.add(builder.build(id)));
          }
          return List.copyOf(documents);
        });
  }

  /** A document that says why nothing is written, rather than that the product is not wanted. */
  private DesiredProduct withheld(int template, List<String> misfits) {
    return new DesiredProduct(
        channel,
        template,
        DesiredProduct.Kind.SIMPLE,
        true,
        Optional.empty(),
        Map.of(),
        List.of(),
        misfits.stream().map(misfit -> "catalog." + misfit).toList());
  }

  /**
   * What the configuration says that this Odoo does not have, each with the remedy; empty when all
   * is well.
   */
  public List<String> problems() {
    return snapshot((query, shape) -> new ConfigCheck(config, mapping, query, shape).problems());
  }

  /** Work on one snapshot. */
  @FunctionalInterface
  private interface Reading<T> {
    T apply(Query query, Shape shape) throws SQLException;
  }

  private <T> T snapshot(Reading<T> reading) {
    return odoo.inTransaction(
        connection -> {
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          connection.setReadOnly(true);
          Shape shape = Shape.read(connection, config.language());
          return reading.apply(new Query(connection), shape);
        });
  }
}
