package org.odoobridge.conformance.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.DirectoryGrants;
import org.odoobridge.inbound.odoo.OdooDialect;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.testkit.odoo.person.OdooClient;

/**
 * The identities under which a bridge is tested, as {@code check --sql} prescribes them: a database
 * role that reads, a bot user that sells. Never an administrator.
 */
final class LeastPrivilege {
  static final String ROLE = "bridge_reader";
  static final String BOT = "bridge-bot@example.com";
  static final String BOT_PASSWORD = "bridge-bot-password";
  static final String PUBLICATION = "odoo_bridge";

  private LeastPrivilege() {}

  /** Role, grants and publication in Odoo's database; may be repeated. */
  static void database(String jdbcUrl) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
        statement.execute("create role " + ROLE + " login replication password '" + ROLE + "'");
      }
      Map<String, Set<String>> columns = OdooDialect.columns(connection);
      Set<String> tables = new HashSet<>(columns.keySet());
      List<String> grants = new ArrayList<>(SourceTables.grants(ROLE, tables));
      grants.addAll(DirectoryGrants.sql(ROLE, columns));
      for (String grant : grants) {
        statement.execute(grant);
      }
      if (!exists(
          statement, "select 1 from pg_publication where pubname = '" + PUBLICATION + "'")) {
        statement.execute(
            "create publication "
                + PUBLICATION
                + " for table "
                + String.join(", ", SourceTables.publicationTables(tables)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bot user; may be repeated. */
  static void bot(OdooClient admin) {
    Object found = admin.call("res.users", "search", List.of(List.of("login", "=", BOT)));
    if (found instanceof List<?> users && !users.isEmpty()) {
      return;
    }
    List<Integer> groups = new ArrayList<>();
    for (String group : BotUserRecipe.GROUPS) {
      Object id = admin.call("ir.model.data", "xmlid_to_res_id", group);
      groups.add(((Number) java.util.Objects.requireNonNull(id, group)).intValue());
    }
    Object made =
        admin.call(
            "res.users",
            "create",
            Map.of(
                "name", "Odoo bridge",
                "login", BOT,
                "password", BOT_PASSWORD,
                "email", BOT,
                "groups_id", List.of(List.of(6, 0, groups))));
    if (!(made instanceof Number)) {
      throw new IllegalStateException("no bot user: " + made);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next();
    }
  }
}
