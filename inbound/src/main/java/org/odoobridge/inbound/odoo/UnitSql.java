package org.odoobridge.inbound.odoo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.core.units.UnitOfMeasure;

/** Reads {@link MeasuredProducts}. */
final class UnitSql {
  private static final int DEEPEST = 100;

  private UnitSql() {}

  private record Category(int parent, String completeName) {}

  static MeasuredProducts read(
      Connection connection, OdooCatalogue tables, OdooDialect dialect, Collection<Sku> skus)
      throws SQLException {
    Map<Integer, UnitOfMeasure> units = units(connection, tables, dialect);
    Map<Integer, Category> categories = categories(connection);
    Map<Sku, List<ShopUnits.Product>> bySku = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT p.default_code, coalesce(t.categ_id, 0), coalesce(t.uom_id, 0)
              FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id
             WHERE p.default_code = ANY(?) AND p.active ORDER BY p.id
            """)) {
      query.setArray(1, connection.createArrayOf("text", skus.stream().map(Sku::value).toArray()));
      ResultSet row = query.executeQuery();
      while (row.next()) {
        UnitOfMeasure unit = units.get(row.getInt(3));
        if (unit != null) {
          bySku
              .computeIfAbsent(new Sku(row.getString(1)), sku -> new ArrayList<>())
              .add(new ShopUnits.Product(row.getString(1), path(categories, row.getInt(2)), unit));
        }
      }
    }
    return new MeasuredProducts(bySku, List.copyOf(units.values()));
  }

  private static Map<Integer, UnitOfMeasure> units(
      Connection connection, OdooCatalogue tables, OdooDialect dialect) throws SQLException {
    String kind = tables.has("uom_uom", "category_id") ? "coalesce(u.category_id, 0)" : "0";
    String rounding = tables.has("uom_uom", "rounding") ? "coalesce(u.rounding, 0)" : "0";
    boolean inReference = tables.has("uom_uom", "relative_factor");
    Map<Integer, UnitOfMeasure> units = new HashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT u.id, coalesce(%s, ''), %s, u.factor::numeric, (%s)::numeric FROM uom_uom u"
                    .formatted(dialect.name("u", "en_US"), kind, rounding));
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        BigDecimal factor = row.getBigDecimal(4);
        if (factor != null && factor.signum() > 0) {
          units.put(
              row.getInt(1),
              new UnitOfMeasure(
                  row.getInt(1),
                  row.getString(2),
                  row.getInt(3),
                  factor,
                  inReference,
                  row.getBigDecimal(5)));
        }
      }
    }
    return units;
  }

  private static Map<Integer, Category> categories(Connection connection) throws SQLException {
    Map<Integer, Category> categories = new HashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT id, coalesce(parent_id, 0), coalesce(complete_name, '')"
                    + " FROM product_category");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        categories.put(row.getInt(1), new Category(row.getInt(2), row.getString(3)));
      }
    }
    return categories;
  }

  private static List<ShopUnits.Category> path(Map<Integer, Category> categories, int first) {
    List<ShopUnits.Category> path = new ArrayList<>();
    int id = first;
    for (Category row = categories.get(id);
        row != null && path.size() < DEEPEST;
        row = categories.get(id)) {
      path.add(new ShopUnits.Category(id, row.completeName()));
      id = row.parent();
    }
    return path;
  }
}
