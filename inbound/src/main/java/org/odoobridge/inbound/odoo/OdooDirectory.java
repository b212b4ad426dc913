package org.odoobridge.inbound.odoo;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;

/**
 * Looks things up in Odoo's own database, with a role that may read only what {@link
 * DirectoryGrants} names. Each call sees what is committed when it runs; only master data is kept,
 * for {@code keep} at most. Every call may throw {@link org.odoobridge.core.runtime.SqlFailure}, or
 * {@link org.odoobridge.inbound.odoo.rpc.OdooFailure} when the server's version cannot be asked.
 */
public final class OdooDirectory {
  private final PgSession odoo;
  private final String login;
  private final Clock clock;
  private final Duration keep;
  private final Supplier<OdooVersion> version;
  private volatile @Nullable Kept kept;

  private record Kept(
      OdooMasterData data, Instant readAt, OdooCatalogue tables, OdooVersion version) {}

  /**
   * @param login of the bridge's Odoo user, whose company is the default one
   * @param keep how long master data may be reused
   * @param version asks the server for its version: once, and again when its tables have changed
   */
  public OdooDirectory(
      PgSession odoo, String login, Clock clock, Duration keep, Supplier<OdooVersion> version) {
    this.odoo = odoo;
    this.login = login;
    this.clock = clock;
    this.keep = keep;
    this.version = version;
  }

  /** Taxes, warehouses, currencies and the like; at most {@code keep} old. */
  public OdooMasterData masterData() {
    Kept current = kept;
    if (current != null && clock.instant().isBefore(current.readAt().plus(keep))) {
      return current.data();
    }
    return freshMasterData();
  }

  /** As {@link #masterData()}, but read now: for a look-up that found nothing. */
  public OdooMasterData freshMasterData() {
    Instant now = clock.instant();
    OdooCatalogue tables = odoo.read(OdooDialect::catalogue);
    Kept before = kept;
    OdooVersion server =
        before != null && before.tables().equals(tables) ? before.version() : version.get();
    OdooMasterData data =
        odoo.read(
            connection ->
                MasterDataSql.read(
                    connection, tables, OdooDialect.read(connection, tables, server), login));
    kept = new Kept(data, now, tables, server);
    return data;
  }

  /** All variants with one of the SKUs, archived ones included. */
  public Map<Sku, List<OdooProduct>> products(Collection<Sku> skus) {
    return odoo.read(
        connection -> {
          Map<Sku, List<OdooProduct>> found = new HashMap<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT p.id, p.default_code, p.active, t.uom_id, coalesce(t.company_id, 0)
                    FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id
                   WHERE p.default_code = ANY(?) ORDER BY p.id
                  """)) {
            query.setArray(1, texts(connection, skus.stream().map(Sku::value).toList()));
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
              Sku sku = new Sku(rows.getString(2));
              found
                  .computeIfAbsent(sku, key -> new ArrayList<>())
                  .add(
                      new OdooProduct(
                          rows.getInt(1), sku, rows.getBoolean(3), rows.getInt(4), rows.getInt(5)));
            }
          }
          return found;
        });
  }

  /** What rules about units need to know of the active products with these SKUs. */
  public MeasuredProducts measured(Collection<Sku> skus) {
    OdooDialect dialect = masterData().dialect();
    return odoo.read(
        connection -> UnitSql.read(connection, OdooDialect.catalogue(connection), dialect, skus));
  }

  /** Database ids of the records of {@code model} that carry our references. */
  public Map<ExternalRef, Integer> ids(String model, Collection<ExternalRef> refs) {
    return odoo.read(
        connection -> {
          Map<ExternalRef, Integer> found = new HashMap<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT name, res_id FROM ir_model_data"
                      + " WHERE module = ? AND name = ANY(?) AND model = ?")) {
            query.setString(1, ExternalRef.MODULE);
            query.setArray(2, texts(connection, refs.stream().map(ExternalRef::name).toList()));
            query.setString(3, model);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
              found.put(new ExternalRef(rows.getString(1)), rows.getInt(2));
            }
          }
          return found;
        });
  }

  /** Contacts by database id. */
  public Map<Integer, OdooPartner> partners(Collection<Integer> ids) {
    return odoo.read(
        connection -> {
          Map<Integer, OdooPartner> found = new HashMap<>();
          for (OdooPartner partner :
              partners(connection, "id = ANY(?)", connection.createArrayOf("int", ids.toArray()))) {
            found.put(partner.id(), partner);
          }
          return found;
        });
  }

  /**
   * Active contacts by e-mail in lower case, without surrounding white space; per address those
   * that stand alone first, then the oldest.
   */
  public Map<String, List<OdooPartner>> partnersByEmail(Collection<String> emails, int company) {
    return odoo.read(
        connection -> {
          Map<String, List<OdooPartner>> found = new HashMap<>();
          String where =
              "active AND coalesce(company_id, "
                  + company
                  + ") = "
                  + company
                  + " AND lower(btrim(email)) = ANY(?)";
          for (OdooPartner partner :
              partners(connection, where, texts(connection, List.copyOf(emails)))) {
            String email = partner.email().strip().toLowerCase(Locale.ROOT);
            found.computeIfAbsent(email, key -> new ArrayList<>()).add(partner);
          }
          return found;
        });
  }

  /** The orders that carry our references, with all their lines, as they are now. */
  public Map<ExternalRef, OdooOrder> orders(Collection<ExternalRef> refs) {
    OdooDialect dialect = masterData().dialect();
    return odoo.inTransaction(connection -> OrderSql.read(connection, dialect, refs));
  }

  /** How far the orders that carry our references are delivered and invoiced, as of now. */
  public Map<ExternalRef, OdooFulfilment> fulfilments(Collection<ExternalRef> refs) {
    OdooCatalogue tables = tables();
    return odoo.inTransaction(connection -> FulfilmentSql.read(connection, tables, refs));
  }

  /** Numbers of pickings by id. */
  public Map<Integer, String> pickingNames(Collection<Integer> ids) {
    return odoo.read(
        connection -> {
          Map<Integer, String> found = new HashMap<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT id, coalesce(name, '') FROM stock_picking WHERE id = ANY(?)")) {
            query.setArray(1, connection.createArrayOf("int", ids.toArray()));
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
              found.put(rows.getInt(1), rows.getString(2));
            }
          }
          return found;
        });
  }

  /** How this Odoo takes goods back. */
  public OdooReturns returns() {
    OdooMasterData unused = masterData();
    Kept now = Optional.ofNullable(kept).orElseThrow();
    return OdooReturns.of(now.tables(), now.version());
  }

  /** The entries of accounting that carry our references. */
  public Map<ExternalRef, OdooEntry> entries(Collection<ExternalRef> refs) {
    if (!tables().has("account_move", "move_type")) {
      return Map.of();
    }
    return odoo.read(
        connection -> {
          Map<ExternalRef, OdooEntry> found = new HashMap<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  SELECT d.name, v.id, coalesce(v.name, '/'), v.state, abs(coalesce(v.amount_untaxed, 0)),
                         abs(coalesce(v.amount_tax, 0)), abs(coalesce(v.amount_total, 0))
                    FROM ir_model_data d JOIN account_move v ON v.id = d.res_id
                   WHERE d.module = ? AND d.name = ANY(?) AND d.model = 'account.move'
                  """)) {
            query.setString(1, ExternalRef.MODULE);
            query.setArray(2, texts(connection, refs.stream().map(ExternalRef::name).toList()));
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
              found.put(
                  new ExternalRef(rows.getString(1)),
                  new OdooEntry(
                      rows.getInt(2),
                      rows.getString(3),
                      rows.getString(4),
                      rows.getBigDecimal(5),
                      rows.getBigDecimal(6),
                      rows.getBigDecimal(7)));
            }
          }
          return found;
        });
  }

  private OdooCatalogue tables() {
    OdooMasterData unused = masterData();
    return Optional.ofNullable(kept).orElseThrow().tables();
  }

  private static List<OdooPartner> partners(Connection connection, String where, Array argument)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT id, coalesce(active, false), coalesce(parent_id, 0),
                   coalesce(is_company, false), coalesce(name, ''), coalesce(email, ''),
                   coalesce(street, ''), coalesce(street2, ''), coalesce(zip, ''),
                   coalesce(city, ''), coalesce(country_id, 0)
              FROM res_partner WHERE %s
             ORDER BY (parent_id IS NOT NULL), (coalesce(is_company, false)), id
            """
                .formatted(where))) {
      query.setArray(1, argument);
      ResultSet row = query.executeQuery();
      List<OdooPartner> result = new ArrayList<>();
      while (row.next()) {
        result.add(
            new OdooPartner(
                row.getInt(1),
                row.getBoolean(2),
                row.getInt(3),
                row.getBoolean(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getInt(11)));
      }
      return result;
    }
  }

  private static Array texts(Connection connection, List<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
