package org.odoobridge.conformance.harness;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * An embedded PostgreSQL with Odoo's tables and a catalogue of a chosen size: four of five products
 * are simple, every fifth has four sizes; two hundred categories on three levels; barcodes; a
 * picture on every second one; a quant each; one percentage rule for all in the public pricelist.
 * Beside them some products that are not sold in shops, whose stock may be changed at will.
 */
public final class CatalogDatabase implements AutoCloseable {
  public static final String DATABASE = "odoo";

  /** Every so many templates one has variants. */
  public static final int VARIABLE_EVERY = 5;

  public static final int VARIANTS = 4;
  private static final int FIRST_TEMPLATE = 20_000;
  private static final int FIRST_PRODUCT = 1_000_000;
  private static final int FIRST_LIVE = 10_000;
  private static final int SLOTS = 10;

  private final PostgresFixture postgres;
  private final HikariDataSource odoo;
  private final int products;

  /**
   * @param products templates a shop is to have
   * @param live further products, outside every catalogue
   */
  public CatalogDatabase(int products, int live) throws SQLException {
    this.products = products;
    postgres = PostgresFixture.start(PostgresOptions.throwaway().withFsync(true));
    OdooSchema.install(postgres, DATABASE);
    postgres.createRole("bridge", "bridge", "LOGIN");
    postgres.createDatabase("bridge", "bridge");
    odoo = postgres.dataSource(DATABASE, "postgres", "postgres", 4);
    execute(
        ROWS.formatted(
            products,
            FIRST_TEMPLATE,
            FIRST_PRODUCT,
            VARIABLE_EVERY,
            VARIANTS,
            SLOTS,
            live,
            FIRST_LIVE));
    LeastPrivilege.CATALOG.database(
        new OdooHost.Postgres(
            "127.0.0.1",
            postgres.port(),
            DATABASE,
            PostgresFixture.SUPERUSER,
            PostgresFixture.SUPERUSER));
  }

  private static final String ROWS =
      """
      update product_template set sale_ok = false;
      insert into product_category (id, name, complete_name, parent_id, parent_path) values
        (5000, 'Shop', 'Shop', null, '5000/');
      insert into product_category (id, name, complete_name, parent_id, parent_path)
        select 5000 + g, 'Range ' || g, 'Shop / Range ' || g, 5000, '5000/' || 5000 + g || '/'
        from generate_series(1, 20) g;
      insert into product_category (id, name, complete_name, parent_id, parent_path)
        select 5100 + g, 'Group ' || g, 'Shop / Range ' || 1 + g %% 20 || ' / Group ' || g,
          5001 + g %% 20, '5000/' || 5001 + g %% 20 || '/' || 5100 + g || '/'
        from generate_series(1, 180) g;
      insert into product_template (id, name, type, uom_id, uom_po_id, categ_id, active, sale_ok,
          purchase_ok, list_price, tracking, purchase_line_warn, sale_line_warn, description_sale)
        select %2$d + g, 'Product ' || g, 'product', 1, 1, 5101 + g %% 180, true, true, true,
          5 + g %% 200, 'none', 'no-message', 'no-message',
          'Text of product ' || g || repeat(' and what it is good for', 10)
        from generate_series(1, %1$d) g;
      insert into product_product (id, product_tmpl_id, default_code, active, barcode, weight)
        select %3$d + g * %6$d, %2$d + g, 'C-' || g, true, e || (10 - (
            select sum(substr(e, i, 1)::int * (1 + 2 * ((i + 1) %% 2)))
            from generate_series(1, 12) i) %% 10) %% 10, 1 + g %% 7
        from generate_series(1, %1$d) g, lateral (select '400' || lpad(g::text, 9, '0') as e) ean
        where g %% %4$d <> 0;
      insert into product_attribute (id, name, sequence, create_variant, display_type) values
        (600, 'Size', 1, 'always', 'radio');
      insert into product_attribute_value (id, name, sequence, attribute_id)
        select 600 + v, 'Size ' || v, v, 600 from generate_series(1, %5$d) v;
      insert into product_template_attribute_line (id, active, product_tmpl_id, attribute_id)
        select %2$d + g, true, %2$d + g, 600 from generate_series(%4$d, %1$d, %4$d) g;
      insert into product_attribute_value_product_template_attribute_line_rel
          (product_template_attribute_line_id, product_attribute_value_id)
        select %2$d + g, 600 + v
        from generate_series(%4$d, %1$d, %4$d) g, generate_series(1, %5$d) v;
      insert into product_template_attribute_value (id, ptav_active, product_attribute_value_id,
          attribute_line_id, product_tmpl_id, attribute_id)
        select %3$d + g * %6$d + v, true, 600 + v, %2$d + g, %2$d + g, 600
        from generate_series(%4$d, %1$d, %4$d) g, generate_series(1, %5$d) v;
      insert into product_product (id, product_tmpl_id, default_code, active, weight,
          combination_indices)
        select %3$d + g * %6$d + v, %2$d + g, 'C-' || g || '-' || v, true, 1 + v,
          (%3$d + g * %6$d + v)::text
        from generate_series(%4$d, %1$d, %4$d) g, generate_series(1, %5$d) v;
      insert into product_variant_combination
          (product_product_id, product_template_attribute_value_id)
        select id, id from product_template_attribute_value where attribute_id = 600;
      insert into ir_attachment (id, name, res_model, res_field, res_id, type, checksum, mimetype)
        select %2$d + g, 'image_1920', 'product.template', 'image_1920', %2$d + g, 'binary',
          md5(g::text) || substr(md5('x' || g), 1, 8), 'image/jpeg'
        from generate_series(2, %1$d, 2) g;
      insert into product_pricelist_item (id, applied_on, base, pricelist_id, compute_price,
          percent_price, min_quantity, active)
        select 9000, '3_global', 'list_price', id, 'percentage', 5, 0, true
        from product_pricelist where name = 'Public Pricelist';
      insert into product_template (id, name, type, uom_id, uom_po_id, categ_id, active, sale_ok,
          purchase_ok, list_price, tracking, purchase_line_warn, sale_line_warn)
        select %8$d + g, 'Live ' || g, 'product', 1, 1, 5000, true, false, true, 10, 'none',
          'no-message', 'no-message' from generate_series(1, %7$d) g;
      insert into product_product (id, product_tmpl_id, default_code, active)
        select %8$d + g, %8$d + g, 'LIVE-' || g, true from generate_series(1, %7$d) g;
      insert into stock_quant (product_id, location_id, company_id, quantity, reserved_quantity,
          in_date)
        select p.id, w.lot_stock_id, 1, 20 + p.id %% 50, 0, now()
        from product_product p, stock_warehouse w
        where w.code = 'WH' and (p.default_code like 'C-%%' or p.default_code like 'LIVE-%%');
      update stock_quant set quantity = 1000000 where product_id between %8$d and %8$d + %7$d;
      analyze;
      """;

  /** SKU of the live product with this number, from 1. */
  public static String liveSku(int number) {
    return "LIVE-" + number;
  }

  /** Its {@code product_product.id}. */
  public static int liveProduct(int number) {
    return FIRST_LIVE + number;
  }

  /** {@code product_template.id} of the product with this number, from 1. */
  public static int template(int number) {
    return FIRST_TEMPLATE + number;
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = odoo.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute(sql);
    }
  }

  /** Connections as the superuser: writes as Odoo would. */
  public HikariDataSource dataSource() {
    return odoo;
  }

  public int products() {
    return products;
  }

  public PostgresFixture postgres() {
    return postgres;
  }

  /** Odoo's database as the least-privileged role, as a configuration wants it. */
  public String readerUrl() {
    return "postgresql://"
        + LeastPrivilege.CATALOG.role()
        + "@127.0.0.1:"
        + postgres.port()
        + "/"
        + DATABASE;
  }

  /** A journal database on the same server. */
  public String journalUrl() {
    return "postgresql://bridge@127.0.0.1:" + postgres.port() + "/bridge";
  }

  /** SKUs of the catalogue with their stock in Odoo. */
  public Map<String, Integer> stock() throws SQLException {
    Map<String, Integer> result = new HashMap<>();
    each(
        "select p.default_code, q.quantity from product_product p join stock_quant q"
            + " on q.product_id = p.id where p.default_code like 'C-%'",
        row -> result.put(row.getString(1), row.getInt(2)));
    return result;
  }

  /**
   * One product as a connector sees it.
   *
   * @param price without any rule
   * @param image content hash; empty = none
   * @param variants SKUs by option; empty for a simple product
   */
  public record Item(
      String sku,
      String name,
      String text,
      String price,
      String category,
      String image,
      Map<String, String> variants) {}

  /** The first products in order of their number. */
  public List<Item> items(int limit) throws SQLException {
    List<Item> items = new ArrayList<>();
    each(
        """
        select coalesce(min(p.default_code) filter (where p.combination_indices is null), ''),
            t.name, t.description_sale, t.list_price, c.name, coalesce(min(a.checksum), ''),
            string_agg(v.name || '=' || p.default_code, ',' order by v.id)
          from product_template t join product_product p on p.product_tmpl_id = t.id
          join product_category c on c.id = t.categ_id
          left join ir_attachment a on a.res_id = t.id
          left join product_template_attribute_value x on x.id = p.id
          left join product_attribute_value v on v.id = x.product_attribute_value_id
         where t.sale_ok and t.id > %d and t.id <= %d group by t.id, c.name order by t.id
        """
            .formatted(FIRST_TEMPLATE, FIRST_TEMPLATE + limit),
        row -> {
          Map<String, String> variants = new HashMap<>();
          String pairs = row.getString(7);
          if (pairs != null) {
            for (String pair : pairs.split(",", -1)) {
              variants.put(
                  pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
          }
          items.add(
              new Item(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  variants));
        });
    return items;
  }

  /** Takes one row. */
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, RowReader reader) throws SQLException {
    try (Connection connection = odoo.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  @Override
  public void close() {
    odoo.close();
    postgres.close();
  }
}
