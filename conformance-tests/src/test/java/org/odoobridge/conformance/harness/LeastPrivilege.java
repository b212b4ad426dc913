package org.odoobridge.conformance.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.odoobridge.app.preflight.database.SourceNeeds;
import org.odoobridge.app.preflight.database.SqlRecipe;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.BotUserRecipe;
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

  private static final String JDBC = "jdbc:postgresql://";
  private static final String UNUSED_SLOT = "not_created_here";

  private LeastPrivilege() {}

  /** A database role and the publication it reads; the role's password is its name. */
  record Reader(String role, String publication, boolean catalog) {}

  /** For bridges that tell stock. */
  static final Reader STOCK = new Reader(ROLE, PUBLICATION, false);

  /** For bridges that tell products, too. */
  static final Reader CATALOG = new Reader("bridge_catalog_reader", "odoo_bridge_catalog", true);

  /** Role, grants and publication in Odoo's database; may be repeated. */
  static void database(OdooHost odoo, Reader reader) {
    database(odoo.jdbcUrl(), odoo.superuser(), odoo.superuserPassword(), reader);
  }

  /** The same for a database whose superuser has these credentials. */
  static void database(String jdbcUrl, String superuser, String password, Reader who) {
    PgUrl reader =
        new PgUrl(
            "postgresql://" + who.role() + "@" + jdbcUrl.substring(JDBC.length()),
            Secret.of(who.role()));
    SourceNeeds needs =
        SourceNeeds.of(
            reader, UNUSED_SLOT, who.publication(), new ByteSize(1L << 29), who.catalog());
    try (Connection connection = DriverManager.getConnection(jdbcUrl, superuser, password);
        Statement statement = connection.createStatement()) {
      for (SqlRecipe.Step step : SqlRecipe.odoo(needs)) {
        if (!step.sql().contains(UNUSED_SLOT)) { // each bridge creates its own slot
          statement.execute(step.sql());
        }
      }
      statement.execute("alter role " + who.role() + " password '" + who.role() + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bot user, made when this Odoo has none; may be repeated. */
  static OdooHost.Bot bot(OdooHost odoo, OdooClient admin) {
    return odoo.bot().orElseGet(() -> made(admin));
  }

  private static OdooHost.Bot made(OdooClient admin) {
    OdooHost.Bot bot = new OdooHost.Bot(BOT, BOT_PASSWORD);
    Object found = admin.call("res.users", "search", List.of(List.of("login", "=", BOT)));
    if (found instanceof List<?> users && !users.isEmpty()) {
      return bot;
    }
    List<Integer> groups = new ArrayList<>();
    for (String group : BotUserRecipe.GROUPS) {
      Object id = admin.call("ir.model.data", "xmlid_to_res_id", group);
      groups.add(((Number) Objects.requireNonNull(id, group)).intValue());
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
    return bot;
  }
}
