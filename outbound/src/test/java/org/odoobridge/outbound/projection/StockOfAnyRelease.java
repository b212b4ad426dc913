package org.odoobridge.outbound.projection;

import java.util.List;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * Rows for Odoo's tables in whatever shape they have: each row names the columns of every release,
 * and a table takes those it has. Products of every kind, stock of several owners, moves in every
 * state, till orders, and an archived company where companies can be archived.
 */
public final class StockOfAnyRelease {
  /** Rows only need what is read. */
  private static final String NOTHING_ELSE_IS_NEEDED =
      """
      do $$ declare c record; begin
        for c in select a.attrelid::regclass as tab, a.attname from pg_attribute a
            join pg_class t on t.oid = a.attrelid and t.relkind = 'r'
            where t.relnamespace = 'public'::regnamespace and a.attnum > 0 and a.attnotnull
              and not exists (select from pg_index i
                where i.indrelid = t.oid and i.indisprimary and a.attnum = any (i.indkey)) loop
          execute format('alter table %s alter column %I drop not null', c.tab, c.attname);
        end loop;
      end $$""";

  private static final String KIND =
      "case when i % 50 = 0 then 'service' when i % 41 = 0 then 'consu'"
          + " when (select count(*) from pg_attribute where attname = 'is_storable'"
          + " and attrelid = 'product_template'::regclass) = 1 then 'consu' else 'product' end";

  private static final String STOCK = "(select lot_stock_id from stock_warehouse where id = 1)";
  private static final String CUSTOMERS =
      "(select min(id) from stock_location where usage = 'customer')";

  private record Rows(String table, int count, String columns) {
    String sql() {
      return "insert into %1$s select (jsonb_populate_record(null::%1$s, jsonb_build_object(%3$s))).*"
              .formatted(table, count, columns)
          + " from generate_series(1, "
          + count
          + ") i";
    }
  }

  private StockOfAnyRelease() {}

  /** Fills a fresh database with {@code products} products and what belongs to them. */
  public static void fill(PostgresFixture postgres, String database, int products) {
    postgres.execute(database, NOTHING_ELSE_IS_NEEDED);
    for (Rows rows : rows(products)) {
      postgres.execute(database, rows.sql());
    }
  }

  private static List<Rows> rows(int products) {
    return List.of(
        new Rows(
            "stock_location",
            20,
            "'id', 100 + i, 'name', 'Shelf ' || i, 'complete_name', 'WH/Stock/Shelf ' || i, 'usage',"
                + " 'internal', 'active', true, 'location_id', "
                + STOCK),
        new Rows("res_partner", 1, "'id', 9001, 'name', 'Consignor', 'active', true"),
        new Rows(
            "product_template",
            products,
            "'id', 1000 + i, 'name', jsonb_build_object('en_US', 'Product ' || i, 'de_DE',"
                + " 'Ware ' || i), 'type', "
                + KIND
                + ", 'is_storable', i % 41 <> 0, 'categ_id', 1, 'uom_id', 1, 'uom_po_id', 1,"
                + " 'active', i % 97 <> 0"),
        new Rows(
            "product_product",
            products,
            "'id', 1000 + i, 'product_tmpl_id', 1000 + i, 'active', i % 89 <> 0, 'default_code',"
                + " case when i % 101 = 0 then null when i % 103 = 0 then 'TWIN-' || i / 206"
                + " else 'SKU-' || i end"),
        new Rows(
            "stock_quant",
            products * 5,
            "'id', i, 'product_id', 1001 + i % "
                + products
                + ", 'location_id', 101 + i % 20, 'owner_id',"
                + " case when i % 17 = 0 then 9001 when i % 19 = 0 then 1 end, 'quantity',"
                + " (i * 7919) % 41 / 4.0 - 1, 'reserved_quantity', i % 3"),
        new Rows(
            "stock_move",
            products * 3,
            "'id', i, 'date', now() at time zone 'UTC' + i % 9 * interval '1 day', 'company_id', 1,"
                + " 'product_id', 1001 + i % "
                + products
                + ", 'product_qty', i % 5, 'product_uom_qty', i % 5, 'quantity', i % 4, 'picked',"
                + " i % 8 = 0, 'location_id', "
                + STOCK
                + ", 'location_dest_id', case when i % 4 = 0 then 101 + i % 20 else "
                + CUSTOMERS
                + " end, 'location_final_id', case when i % 8 = 0 then "
                + CUSTOMERS
                + " when i % 8 = 4 then 101 end, 'state', (array['draft', 'waiting', 'confirmed',"
                + " 'partially_available', 'assigned', 'done', 'cancel'])[1 + i % 7],"
                + " 'procure_method', case when i % 6 = 0 then 'make_to_order' else 'make_to_stock'"
                + " end"),
        new Rows(
            "stock_move_line",
            products * 3,
            "'id', i, 'move_id', i, 'product_qty', i % 3, 'reserved_qty', i % 3,"
                + " 'quantity_product_uom', i % 3, 'state', (select m.state from stock_move m"
                + " where m.id = i)"),
        new Rows(
            "pos_config",
            1,
            "'id', 500, 'picking_type_id', (select pos_type_id from stock_warehouse where id = 1)"),
        new Rows(
            "pos_session",
            3,
            "'id', 500 + i, 'config_id', 500, 'update_stock_at_closing', i <> 2, 'state',"
                + " (array['opened', 'closing_control', 'closed'])[i]"),
        new Rows(
            "pos_order",
            60,
            "'id', 500 + i, 'name', 'Till/' || i, 'session_id', 501 + i % 3, 'company_id', 1,"
                + " 'to_invoice', i % 5 = 0, 'to_ship', i % 7 = 0, 'shipping_date',"
                + " case when i % 7 = 0 then current_date end, 'state',"
                + " (array['draft', 'paid', 'done', 'invoiced', 'cancel'])[1 + i % 5]"),
        new Rows(
            "pos_order_line",
            120,
            "'id', 500 + i, 'order_id', 501 + i % 60, 'product_id', 1001 + i % 90, 'qty',"
                + " case when i % 11 = 0 then -1 else 1 + i % 3 end"));
  }

  /** A second company that is archived, with a warehouse of the same code as the first's. */
  public static void archivedCompany(PostgresFixture postgres, String database) {
    postgres.execute(
        database,
        """
        update res_company set active = true;
        insert into res_company select (jsonb_populate_record(c, jsonb_build_object(
            'id', 70, 'name', 'Closed', 'active', false))).* from res_company c where id = 1;
        insert into stock_warehouse select (jsonb_populate_record(w, jsonb_build_object(
            'id', 70, 'name', 'Closed', 'company_id', 70))).*
          from stock_warehouse w where id = 1""");
  }
}
