package org.odoobridge.conformance.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.app.preflight.database.SourceNeeds;
import org.odoobridge.app.preflight.database.SqlRecipe;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;
import org.odoobridge.testkit.odoo.person.OdooClient;

/**
 * The identities under which a bridge is tested, as {@code check --sql} prescribes them: a database
 * role that reads, a bot user that sells. Never an administrator. In somebody's own Odoo they have
 * names that nobody else uses, and are taken away again.
 *
 * @param role the database role; its password is its name
 * @param botLogin of a user to be made
 * @param catalog whether products and coupons are told, too, which takes more tables
 */
record LeastPrivilege(String role, String publication, String botLogin, boolean catalog) {
  private static final String BOT = "bridge-bot@example.com";

  /** For bridges that tell stock, in a database of the tests' own. */
  static final LeastPrivilege STOCK =
      new LeastPrivilege("bridge_reader", "odoo_bridge", BOT, false);

  /** For bridges that tell products, too. */
  static final LeastPrivilege CATALOG =
      new LeastPrivilege("bridge_catalog_reader", "odoo_bridge_catalog", BOT, true);

  private static final String BOT_PASSWORD = "bridge-bot-password";
  private static final String UNUSED_SLOT = "not_created_here";

  /** The same under names of one scene in somebody's Odoo. */
  LeastPrivilege marked(String mark) {
    String name = "bridge_test_" + mark;
    return new LeastPrivilege(name, name, "bridge-" + mark + "@example.com", catalog);
  }

  /** Role, grants and publication in Odoo's database; may be repeated. */
  void database(OdooHost.Postgres odoo) {
    PgUrl reader = new PgUrl(odoo.urlOf(role), Secret.of(role));
    SourceNeeds needs =
        SourceNeeds.of(reader, UNUSED_SLOT, publication, new ByteSize(1L << 29), catalog, catalog);
    List<String> statements = new ArrayList<>();
    for (SqlRecipe.Step step : SqlRecipe.odoo(needs)) {
      if (!step.sql().contains(UNUSED_SLOT)) { // each bridge creates its own slot
        statements.add(step.sql());
      }
    }
    statements.add("alter role " + role + " password '" + role + "'");
    execute(odoo, statements);
  }

  /** Takes role and publication away. */
  void removeFrom(OdooHost.Postgres odoo) {
    execute(
        odoo,
        List.of(
            "drop publication if exists " + publication,
            "drop owned by " + role,
            "drop role " + role));
  }

  private static void execute(OdooHost.Postgres odoo, List<String> statements) {
    try (Connection connection =
            DriverManager.getConnection(odoo.jdbcUrl(), odoo.superuser(), odoo.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bot user, made with exactly the recipe's groups when this Odoo has none. */
  OdooHost.Bot bot(OdooHost odoo, OdooClient admin) {
    return odoo.bot().orElseGet(() -> made(admin));
  }

  private OdooHost.Bot made(OdooClient admin) {
    OdooHost.Bot bot = new OdooHost.Bot(botLogin, BOT_PASSWORD);
    if (!admin.search("res.users", List.of(List.of("login", "=", botLogin))).isEmpty()) {
      return bot;
    }
    OdooVersion version =
        new OdooVersion(Integer.parseInt(admin.release().number()), 0, admin.release().series());
    List<Integer> groups =
        BotUserRecipe.groups(version).stream().map(g -> group(admin, g)).toList();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "Odoo bridge");
    values.put("login", botLogin);
    values.put("password", BOT_PASSWORD);
    values.put("email", botLogin);
    values.put(BotUserRecipe.groupsField(version), List.of(List.of(6, 0, groups)));
    if (admin.create("res.users", values) <= 0) {
      throw new IllegalStateException("no bot user");
    }
    return bot;
  }

  private static int group(OdooClient admin, String externalId) {
    String[] parts = externalId.split("\\.", 2);
    return admin
        .searchRead(
            "ir.model.data",
            List.of(List.of("module", "=", parts[0]), List.of("name", "=", parts[1])),
            "res_id")
        .stream()
        .map(row -> ((Number) row.getOrDefault("res_id", 0)).intValue())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Odoo has no group " + externalId));
  }
}
