package org.odoobridge.inbound.odoo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.odoo.OdooCatalogue;

/** Reads {@link OdooMasterData}, statement by statement, on one connection. */
final class MasterDataSql {
  private final Connection connection;
  private final OdooCatalogue tables;
  private final OdooDialect dialect;
  private final String language;

  private MasterDataSql(
      Connection connection, OdooCatalogue tables, OdooDialect dialect, String language) {
    this.connection = connection;
    this.tables = tables;
    this.dialect = dialect;
    this.language = language;
  }

  /**
   * Reads everything.
   *
   * @param login of the bridge's user: its company is the default, its language that of names
   */
  static OdooMasterData read(
      Connection connection, OdooCatalogue tables, OdooDialect dialect, String login)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT u.company_id, coalesce(nullif(p.lang, ''), 'en_US')
              FROM res_users u LEFT JOIN res_partner p ON p.id = u.partner_id
             WHERE u.login = ? AND u.active
            """)) {
      query.setString(1, login);
      ResultSet user = query.executeQuery();
      boolean known = user.next();
      return new MasterDataSql(connection, tables, dialect, known ? user.getString(2) : "en_US")
          .read(known ? user.getInt(1) : 0);
    }
  }

  private OdooMasterData read(int userCompany) throws SQLException {
    return new OdooMasterData(
        dialect,
        userCompany,
        list(
            "SELECT id, name, currency_id,"
                + " coalesce(tax_calculation_rounding_method, '') = 'round_globally'"
                + " FROM res_company ORDER BY id",
            row ->
                new OdooMasterData.Company(
                    row.getInt(1), row.getString(2), row.getInt(3), row.getBoolean(4))),
        list(
            "SELECT id, name, greatest(0, ceil(-log(rounding)))::int FROM res_currency"
                + " WHERE active AND rounding > 0",
            row -> new OdooMasterData.Currency(row.getInt(1), row.getString(2), row.getInt(3))),
        list(
            "SELECT t.id, %s, %s, t.currency_id, coalesce(t.company_id, 0)"
                    .formatted(name(), allNames("product.pricelist"))
                + " FROM product_pricelist t WHERE t.active ORDER BY t.sequence, t.id",
            row ->
                new OdooMasterData.Pricelist(
                    row.getInt(1), names(row, 2), row.getInt(4), row.getInt(5))),
        list(
            "SELECT id, code, company_id FROM stock_warehouse WHERE active ORDER BY id",
            row -> new OdooMasterData.Warehouse(row.getInt(1), row.getString(2), row.getInt(3))),
        named("crm_team", "crm.team"),
        list(
            "SELECT id, login, company_id FROM res_users WHERE active ORDER BY id",
            row ->
                new OdooMasterData.Named(
                    row.getInt(1), new Names(row.getString(2)), row.getInt(3))),
        named("account_fiscal_position", "account.fiscal.position"),
        taxes(),
        map("SELECT code, id FROM res_country WHERE code IS NOT NULL"),
        map(
            "SELECT c.code || '/' || s.code, s.id FROM res_country_state s"
                + " JOIN res_country c ON c.id = s.country_id WHERE s.code IS NOT NULL"),
        map("SELECT name, digits FROM decimal_precision"));
  }

  private List<OdooMasterData.Tax> taxes() throws SQLException {
    return list(
        "SELECT t.id, %s, %s, t.amount, %s, t.company_id"
                .formatted(name(), allNames("account.tax"), dialect.taxIncluded(tables))
            + " FROM account_tax t JOIN res_company c ON c.id = t.company_id"
            + " WHERE t.active AND t.type_tax_use = 'sale' AND t.amount_type = 'percent'"
            + " ORDER BY t.sequence, t.id",
        row ->
            new OdooMasterData.Tax(
                row.getInt(1),
                names(row, 2),
                row.getBigDecimal(4),
                row.getBoolean(5),
                row.getInt(6)));
  }

  private List<OdooMasterData.Named> named(String table, String model) throws SQLException {
    return list(
        "SELECT t.id, %s, %s, coalesce(t.company_id, 0) FROM %s t WHERE t.active ORDER BY t.id"
            .formatted(name(), allNames(model), table),
        row -> new OdooMasterData.Named(row.getInt(1), names(row, 2), row.getInt(4)));
  }

  private String name() {
    return dialect.name("t", language);
  }

  private String allNames(String model) {
    return dialect.allNames("t", model);
  }

  /** A name in {@code column}, all names in the next. */
  private static Names names(ResultSet row, int column) throws SQLException {
    String shown = row.getString(column);
    return new Names(
        shown == null ? "" : shown,
        new HashSet<>(Arrays.asList((String[]) row.getArray(column + 1).getArray())));
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> list(String sql, RowReader<T> reader) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      ResultSet rows = query.executeQuery();
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return List.copyOf(result);
    }
  }

  private Map<String, Integer> map(String sql) throws SQLException {
    Map<String, Integer> result = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        result.put(rows.getString(1), rows.getInt(2));
      }
    }
    return Map.copyOf(result);
  }
}
