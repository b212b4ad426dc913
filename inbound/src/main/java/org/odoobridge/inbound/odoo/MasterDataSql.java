package org.odoobridge.inbound.odoo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link OdooMasterData}, statement by statement, on one connection. */
final class MasterDataSql {
  private final Connection connection;
  private final OdooDialect dialect;

  private MasterDataSql(Connection connection, OdooDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  static OdooMasterData read(Connection connection, String login) throws SQLException {
    OdooDialect dialect = OdooDialect.read(connection);
    return new MasterDataSql(connection, dialect).read(login);
  }

  private OdooMasterData read(String login) throws SQLException {
    List<OdooMasterData.Named> users =
        list(
            "SELECT id, login, company_id FROM res_users WHERE active ORDER BY id",
            MasterDataSql::named);
    int company =
        users.stream()
            .filter(user -> user.name().equals(login))
            .mapToInt(OdooMasterData.Named::company)
            .findFirst()
            .orElse(0);
    return new OdooMasterData(
        dialect,
        company,
        list("SELECT id, name, id FROM res_company ORDER BY id", MasterDataSql::named),
        list(
            "SELECT id, name, greatest(0, ceil(-log(rounding)))::int FROM res_currency"
                + " WHERE active AND rounding > 0",
            row -> new OdooMasterData.Currency(row.getInt(1), row.getString(2), row.getInt(3))),
        list(
            "SELECT id, %s, currency_id, coalesce(company_id, 0) FROM product_pricelist"
                    .formatted(dialect.name("name"))
                + " WHERE active ORDER BY sequence, id",
            row ->
                new OdooMasterData.Pricelist(
                    row.getInt(1), row.getString(2), row.getInt(3), row.getInt(4))),
        list(
            "SELECT id, code, company_id FROM stock_warehouse WHERE active ORDER BY id",
            row -> new OdooMasterData.Warehouse(row.getInt(1), row.getString(2), row.getInt(3))),
        list(
            "SELECT id, %s, coalesce(company_id, 0) FROM crm_team WHERE active ORDER BY id"
                .formatted(dialect.name("name")),
            MasterDataSql::named),
        users,
        list(
            "SELECT id, %s, coalesce(company_id, 0) FROM account_fiscal_position"
                    .formatted(dialect.name("name"))
                + " WHERE active ORDER BY id",
            MasterDataSql::named),
        taxes(),
        map("SELECT code, id FROM res_country WHERE code IS NOT NULL"),
        map(
            "SELECT c.code || '/' || s.code, s.id FROM res_country_state s"
                + " JOIN res_country c ON c.id = s.country_id WHERE s.code IS NOT NULL"),
        map("SELECT name, digits FROM decimal_precision"));
  }

  private List<OdooMasterData.Tax> taxes() throws SQLException {
    return list(
        "SELECT id, %s, amount, coalesce(%s, false), company_id FROM account_tax"
                .formatted(dialect.name("name"), dialect.taxIncludeColumn())
            + " WHERE active AND type_tax_use = 'sale' AND amount_type = 'percent'"
            + " ORDER BY sequence, id",
        row ->
            new OdooMasterData.Tax(
                row.getInt(1),
                row.getString(2),
                row.getBigDecimal(3),
                row.getBoolean(4),
                row.getInt(5)));
  }

  private static OdooMasterData.Named named(ResultSet row) throws SQLException {
    return new OdooMasterData.Named(row.getInt(1), row.getString(2), row.getInt(3));
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
