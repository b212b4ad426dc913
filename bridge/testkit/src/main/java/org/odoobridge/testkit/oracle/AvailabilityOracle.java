package org.odoobridge.testkit.oracle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a channel may sell of each SKU, computed in one SQL statement over Odoo's tables (14 to 19).
 * Leaves out what only the bridge knows: orders in flight. Slow and simple on purpose.
 */
public final class AvailabilityOracle {
  private AvailabilityOracle() {}

  /** What is kept back for others' orders. */
  public enum Mode {
    FREE,
    UNPROMISED
  }

  /**
   * @param warehouses codes
   * @param excludeLocations complete names; all below them is excluded too
   * @param wholeWarehouse count below the view location instead of the stock location
   * @param buffer units withheld per SKU
   * @param horizonSeconds demand later than this counts only what is reserved; 0 = no horizon
   */
  public record Question(
      Mode mode,
      List<String> warehouses,
      List<String> excludeLocations,
      boolean excludeOwned,
      boolean wholeWarehouse,
      int buffer,
      long horizonSeconds) {
    public Question {
      warehouses = List.copyOf(warehouses);
      excludeLocations = List.copyOf(excludeLocations);
    }

    /** The default policy for these warehouses. */
    public static Question of(String... warehouses) {
      return new Question(Mode.UNPROMISED, List.of(warehouses), List.of(), true, false, 0, 0);
    }
  }

  /** Units by SKU of every SKU that exactly one active storable product has. */
  public static Map<String, Long> ask(Connection odoo, Question question) throws SQLException {
    try (PreparedStatement statement = odoo.prepareStatement(sql(odoo))) {
      statement.setBoolean(1, question.wholeWarehouse());
      statement.setArray(2, odoo.createArrayOf("text", question.excludeLocations().toArray()));
      statement.setArray(3, odoo.createArrayOf("text", question.warehouses().toArray()));
      statement.setBoolean(4, question.excludeOwned());
      statement.setString(5, question.mode().name());
      statement.setLong(6, question.horizonSeconds());
      statement.setInt(7, question.buffer());
      Map<String, Long> answer = new TreeMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          answer.put(row.getString(1), row.getLong(2));
        }
      }
      return answer;
    }
  }

  /** The answer for one SKU; 0 when it is not published. */
  public static long ask(Connection odoo, Question question, String sku) throws SQLException {
    return ask(odoo, question).getOrDefault(sku, 0L);
  }

  private static final String SQL =
      """
      with recursive asked as (
        select ?::boolean as whole, ?::text[] as excluded, ?::text[] as codes,
               ?::boolean as no_owned, ?::text as mode, ?::bigint as horizon, ?::int as buffer),
      warehouse as (
        select w.id, case when a.whole then w.view_location_id else w.lot_stock_id end as root,
               c.partner_id
        from asked a, stock_warehouse w join res_company c on c.id = w.company_id
        where w.active and %5$s and w.code = any (a.codes)),
      below as (
        select root as location, id as warehouse, partner_id from warehouse
        union all
        select l.id, b.warehouse, b.partner_id
        from below b join stock_location l on l.location_id = b.location),
      barred as (
        select l.id from asked a, stock_location l where l.complete_name = any (a.excluded)
        union
        select l.id from barred b join stock_location l on l.location_id = b.id),
      scope as (
        select b.* from below b join stock_location l on l.id = b.location
        where l.usage = 'internal' and b.location not in (select id from barred)),
      shelf as (
        select s.warehouse, q.product_id, q.quantity::numeric as quantity,
               q.reserved_quantity::numeric as reserved
        from asked a, stock_quant q join scope s on s.location = q.location_id
        where not (a.no_owned and q.owner_id is not null and q.owner_id <> s.partner_id)),
      open_move as (
        select m.* from stock_move m
        where m.state in ('waiting', 'confirmed', 'partially_available', 'assigned')),
      step as (
        select m.id as first, m.id as last from open_move m
        union
        select t.first, r.move_dest_id from step t
        join stock_move_move_rel r on r.move_orig_id = t.last
        join open_move m on m.id = r.move_dest_id),
      leaving as (
        select distinct t.first as id from step t join open_move m on m.id = t.last
        where m.location_dest_id not in (select location from scope) or %1$s),
      reserved as (
        select l.move_id, sum(l.%2$s::numeric) as quantity from stock_move_line l
        where l.state not in ('done', 'cancel') group by l.move_id),
      demand as (
        select s.warehouse, m.product_id,
          case when m.procure_method = 'make_to_order'
                 or (a.horizon > 0
                     and m.date > (now() at time zone 'UTC') + a.horizon * interval '1 second')
               then coalesce(r.quantity, 0) else m.product_qty::numeric end as quantity
        from asked a, open_move m
        join leaving v on v.id = m.id
        join scope s on s.location = m.location_id
        left join reserved r on r.move_id = m.id
        where a.mode = 'UNPROMISED'
          and not (a.no_owned and m.restrict_partner_id is not null
                   and m.restrict_partner_id <> s.partner_id)
        union all
        select h.warehouse, h.product_id, h.reserved from asked a, shelf h where a.mode = 'FREE'
        %3$s),
      rest as (
        select t.warehouse, t.product_id, greatest(0, sum(t.quantity)) as quantity
        from (select warehouse, product_id, quantity from shelf
              union all select warehouse, product_id, -quantity from demand) t
        group by t.warehouse, t.product_id),
      sellable as (
        select product_id, sum(quantity) as quantity from rest group by product_id),
      named as (
        select trim(p.default_code) as sku, p.id, %4$s as storable,
               count(*) over (partition by trim(p.default_code)) as namesakes
        from product_product p join product_template t on t.id = p.product_tmpl_id
        where p.active and t.active and trim(coalesce(p.default_code, '')) <> '')
      select n.sku,
             greatest(0, floor(round(coalesce(s.quantity, 0), 4) - a.buffer))::bigint
      from asked a, named n left join sellable s on s.product_id = n.id
      where n.storable and n.namesakes = 1""";

  private static final String TILLS =
      """
      union all
      select s.warehouse, pl.product_id, pl.qty::numeric
      from pos_order_line pl
      join pos_order o on o.id = pl.order_id
      join pos_session ps on ps.id = o.session_id
      join pos_config pc on pc.id = ps.config_id
      join stock_picking_type pt on pt.id = pc.picking_type_id
      left join stock_picking_type rt on rt.id = pt.return_picking_type_id
      join res_company c on c.id = o.company_id
      join scope s on s.location = case when pl.qty < 0 and rt.id is not null
        then rt.default_location_dest_id else pt.default_location_src_id end
      where ps.state <> 'closed' and ps.update_stock_at_closing
        and o.state in ('paid', 'invoiced', 'done') and not (%1$s)
        and not (coalesce(c.anglo_saxon_accounting, false) and coalesce(o.to_invoice, false))""";

  private static String sql(Connection odoo) throws SQLException {
    Set<String> columns = columns(odoo);
    boolean finals = columns.contains("stock_move.location_final_id");
    String leaves =
        finals
            ? "(m.location_final_id is not null"
                + " and m.location_final_id not in (select location from scope))"
            : "false";
    String reserved =
        Stream.of("quantity_product_uom", "reserved_qty", "product_qty")
            .filter(column -> columns.contains("stock_move_line." + column))
            .findFirst()
            .orElseThrow();
    return SQL.formatted(
        leaves,
        reserved,
        columns.contains("pos_session.update_stock_at_closing")
            ? TILLS.formatted(shipsLater(columns))
            : "",
        columns.contains("product_template.is_storable")
            ? "(coalesce(t.is_storable, false) and t.type = 'consu')"
            : "t.type = 'product'",
        columns.contains("res_company.active") ? "c.active" : "true");
  }

  /** A delivery of its own takes the goods: that is a move already. */
  private static String shipsLater(Set<String> columns) {
    return columns.contains("pos_order.shipping_date")
        ? "o.shipping_date is not null"
        : columns.contains("pos_order.to_ship") ? "coalesce(o.to_ship, false)" : "false";
  }

  private static Set<String> columns(Connection odoo) throws SQLException {
    List<String> tables =
        new ArrayList<>(
            List.of(
                "stock_move",
                "stock_move_line",
                "pos_session",
                "pos_order",
                "product_template",
                "res_company"));
    Set<String> columns = new HashSet<>();
    try (PreparedStatement statement =
        odoo.prepareStatement(
            "select c.relname || '.' || a.attname from pg_attribute a join pg_class c"
                + " on c.oid = a.attrelid where c.oid = any (select to_regclass(n) from"
                + " unnest(?) n) and a.attnum > 0 and not a.attisdropped")) {
      statement.setArray(1, odoo.createArrayOf("text", tables.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          columns.add(row.getString(1));
        }
      }
    }
    return columns;
  }
}
