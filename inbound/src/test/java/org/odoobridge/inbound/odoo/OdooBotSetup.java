package org.odoobridge.inbound.odoo;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.inbound.odoo.rpc.Protocol;

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
  public static OdooRpcConfig bot(OdooRpcConfig config, OdooAdmin admin, PgSession superuser) {
    if (admin.search("res.users", "login", LOGIN).isEmpty()) {
      user(admin, superuser, LOGIN, PASSWORD, BotUserRecipe.groups(admin.rpc().version()));
    }
    return config.as(LOGIN, Secret.of(PASSWORD));
  }

  /** The bot of a bridge that also makes credit notes. */
  public static OdooRpcConfig biller(OdooRpcConfig config, OdooAdmin admin, PgSession superuser) {
    String login = LOGIN + "-billing";
    if (admin.search("res.users", "login", login).isEmpty()) {
      user(admin, superuser, login, PASSWORD, BotUserRecipe.groups(admin.rpc().version(), true));
    }
    return config.as(login, Secret.of(PASSWORD));
  }

  /** The same with a name of its own; it signs in by its password, which JSON-2 does not take. */
  public static OdooRpcConfig botOf(
      String login, OdooRpcConfig config, OdooAdmin admin, PgSession tables) {
    int unused = user(admin, tables, login, PASSWORD, BotUserRecipe.groups(admin.rpc().version()));
    return config.by(Protocol.JSONRPC).as(login, Secret.of(PASSWORD));
  }

  /** A user in exactly these groups, with an e-mail address. */
  public static int user(
      OdooAdmin admin, PgSession superuser, String login, String password, List<String> groups) {
    List<Integer> ids = groups.stream().map(group -> record(superuser, group)).toList();
    return admin.create(
        "res.users",
        Map.of(
            "name",
            login,
            "login",
            login,
            "password",
            password,
            "email",
            "bridge-test@example.com",
            BotUserRecipe.groupsField(admin.rpc().version()),
            List.of(List.of(6, 0, ids))));
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
            for (String grant : DirectoryGrants.sql(ROLE, OdooDialect.catalogue(connection))) {
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
