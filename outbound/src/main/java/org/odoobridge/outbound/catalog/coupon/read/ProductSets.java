package org.odoobridge.outbound.catalog.coupon.read;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.catalog.coupon.ProductSet;

/** Which products conditions mean, each looked up once in a snapshot. */
final class ProductSets {
  private static final String SELLABLE =
      " from product_product p join product_template t on t.id = p.product_tmpl_id"
          + " where p.active and t.active and t.sale_ok";

  private final Sql sql;
  private final Map<DomainSql, ProductSet> known = new HashMap<>();
  private @Nullable Integer all;

  ProductSets(Sql sql) {
    this.sql = sql;
  }

  /** Whether some condition was more than "any". */
  boolean anyAsked() {
    return !known.isEmpty();
  }

  /**
   * @param domain as Odoo keeps it
   */
  ProductSet of(String domain) throws SQLException {
    return of(DomainSql.everything(), domain);
  }

  /** What meets both. */
  ProductSet of(DomainSql chosen, String domain) throws SQLException {
    try {
      DomainSql condition = DomainSql.of(domain, sql.catalogue());
      if (condition.isEverything()) {
        return of(chosen);
      }
      return of(chosen.isEverything() ? condition : chosen.and(condition));
    } catch (PythonLiteral.Unreadable e) {
      return new ProductSet.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private ProductSet of(DomainSql condition) throws SQLException {
    if (condition.isEverything()) {
      return new ProductSet.Everything();
    }
    ProductSet before = known.get(condition);
    if (before != null) {
      return before;
    }
    Map<Integer, Integer> templates = new HashMap<>();
    sql.rows(
        "select p.id, p.product_tmpl_id" + SELLABLE + " and " + condition.sql(),
        condition.parameters(),
        row -> templates.put(row.getInt(1), row.getInt(2)));
    ProductSet found =
        !templates.isEmpty() && templates.size() == all()
            ? new ProductSet.Everything()
            : ProductSet.Only.of(templates);
    known.put(condition, found);
    return found;
  }

  private int all() throws SQLException {
    Integer count = all;
    if (count == null) {
      count = sql.rows("select count(*)" + SELLABLE, List.of(), row -> row.getInt(1)).getFirst();
      all = count;
    }
    return count;
  }
}
