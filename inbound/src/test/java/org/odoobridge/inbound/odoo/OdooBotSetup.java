package org.odoobridge.inbound.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;

/**
 * Makes the two least-privileged identities that the bridge has in Odoo, as {@link BotUserRecipe}
 * and {@link DirectoryGrants} say: the bot user, over RPC as an administrator, and the reading
 * database role. Repeatable.
 */
public final class OdooBotSetup {
  private static final String LOGIN = "bridge-test-bot";
  private static final String PASSWORD = "bridge-test-bot-password";
  private static final String ROLE = "bridge_test_reader";

  private OdooBotSetup() {}

  /** Credentials of the bot user of this Odoo. */
  public static OdooRpcConfig bot(OdooRpcConfig admin, OdooRpc rpc, PgSession superuser) {
    JsonNode found =
        rpc.call("res.users", "search", List.of(List.of(List.of("login", "=", LOGIN))));
    if (found.isEmpty()) {
      List<Integer> groups =
          BotUserRecipe.GROUPS.stream().map(group -> record(superuser, group)).toList();
      JsonNode made =
          rpc.call(
              "res.users",
              "create",
              List.of(
                  Map.of(
                      "name",
                      "Odoo bridge (test)",
                      "login",
                      LOGIN,
                      "password",
                      PASSWORD,
                      "email",
                      "bridge-test@example.com",
                      "groups_id",
                      List.of(List.of(6, 0, groups)))));
      if (!made.canConvertToInt()) {
        throw new IllegalStateException("no bot user: " + made);
      }
    }
    return OdooRpcConfig.of(admin.url(), admin.database(), LOGIN, Secret.of(PASSWORD));
  }

  /** Address of Odoo's database for the reading role. */
  public static PgUrl reader(PgUrl superuserUrl, PgSession superuser) {
    superuser.transact(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            ResultSet there =
                statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + ROLE + "'");
            if (!there.next()) {
              statement.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + ROLE + "'");
            }
            Map<String, Set<String>> columns = OdooDialect.columns(connection);
            for (String grant : DirectoryGrants.sql(ROLE, columns)) {
              statement.execute(grant);
            }
          }
        });
    return new PgUrl(
        "postgresql://"
            + ROLE
            + "@"
            + superuserUrl.host()
            + ":"
            + superuserUrl.port()
            + "/"
            + superuserUrl.database(),
        Secret.of(ROLE));
  }

  /** Database id of the record with an external id. */
  public static int record(PgSession superuser, String qualified) {
    int dot = qualified.indexOf('.');
    return superuser.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT res_id FROM ir_model_data WHERE module = ? AND name = ?")) {
            query.setString(1, qualified.substring(0, dot));
            query.setString(2, qualified.substring(dot + 1));
            ResultSet row = query.executeQuery();
            if (!row.next()) {
              throw new IllegalStateException("no record " + qualified);
            }
            return row.getInt(1);
          }
        });
  }
}
