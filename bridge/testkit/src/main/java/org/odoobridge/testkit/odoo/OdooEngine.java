package org.odoobridge.testkit.odoo;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.business.Business;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Catalog;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Registry;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.orm.SqlFailure;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * Runs RPC calls, each in one REPEATABLE READ transaction, retried up to five times when it loses a
 * race. Direct style: call it on a virtual thread.
 */
final class OdooEngine {

  private static final int TRIES = 5;

  private static final Set<String> GENERIC =
      Set.of(
          "search",
          "search_count",
          "search_read",
          "read",
          "create",
          "write",
          "unlink",
          "exists",
          "fields_get",
          "name_get",
          "name_search",
          "load");

  private final HikariDataSource pool;
  private final OdooRelease release;
  private final Catalog catalog;
  private final Registry registry;
  private final Records records;
  private final Ops ops = new Ops();
  private final Business business;
  private final Duration retryWait;

  /**
   * @param retryWait first wait of a retry; doubles each time (Odoo's own is a second)
   */
  OdooEngine(HikariDataSource pool, OdooRelease release, Duration retryWait) throws SQLException {
    this.pool = pool;
    this.release = release;
    this.retryWait = retryWait;
    try (Connection connection = pool.getConnection()) {
      this.catalog = Catalog.read(connection);
      connection.rollback();
    }
    this.registry = new Registry(catalog, release);
    this.records = new Records(registry, ops);
    this.business = Business.register(ops, records, registry, release);
    ops.method("res.users", "context_get", OdooEngine::contextOfUser);
  }

  /** The user of a login and a password or API key; 0 when they do not match. */
  int authenticate(String login, String secret) {
    return transaction(
        env ->
            env.row("SELECT id FROM res_users WHERE login = ? AND active", login)
                .map(Row::id)
                .filter(uid -> Keys.isSecretOf(env, uid, secret))
                .orElse(0),
        1,
        Map.of());
  }

  /** The user of an API key; 0 when there is none or it has expired. */
  int userOfKey(String key) {
    return transaction(env -> Keys.user(env, key), 1, Map.of());
  }

  /** A new API key of the user. */
  String createKey(String login) {
    return transaction(env -> Keys.create(env, login), 1, Map.of());
  }

  boolean hasModel(String model) {
    return registry.find(model).isPresent() || ops.hasMethods(model);
  }

  boolean hasMethod(String model, String method) {
    return GENERIC.contains(method) || ops.method(model, method).isPresent();
  }

  /** Runs a method; null is Python's None. */
  @Nullable Object call(
      int uid,
      String secret,
      String model,
      String method,
      List<Object> args,
      Map<String, Object> kwargs) {
    return run(
        uid,
        env -> {
          if (!Keys.isSecretOf(env, uid, secret)) {
            throw OdooError.denied();
          }
        },
        model,
        method,
        args,
        kwargs);
  }

  /** Runs a method for a user who is known already. */
  @Nullable Object callAs(int uid, String model, String method, Map<String, Object> kwargs) {
    return run(uid, env -> {}, model, method, List.of(), kwargs);
  }

  private @Nullable Object run(
      int uid,
      Consumer<Env> guard,
      String model,
      String method,
      List<Object> args,
      Map<String, Object> kwargs) {
    Map<String, Object> context = Args.map(kwargs.getOrDefault("context", Map.of()));
    Map<String, Object> named = Args.map(kwargs);
    named.remove("context");
    return transaction(
        env -> {
          guard.accept(env);
          return invoke(env, model, method, new Args(args, named));
        },
        uid,
        context);
  }

  private @Nullable Object invoke(Env env, String model, String method, Args args) {
    if (method.startsWith("_")) {
      throw OdooError.access(
          "Private methods (such as %s) cannot be called remotely.".formatted(method));
    }
    if (ops.method(model, method).isPresent()) {
      return ops.method(model, method).get().call(env, args);
    }
    if (registry.find(model).isEmpty()) {
      throw OdooError.user("Object %s doesn't exist".formatted(model));
    }
    return switch (method) {
      case "search" ->
          records.search(
              env,
              model,
              args.list(0, release.searchArgument()),
              args.number(1, "offset", 0),
              args.number(2, "limit", 0),
              args.text(3, "order"));
      case "search_count" -> records.count(env, model, args.list(0, release.searchArgument()));
      case "search_read" ->
          records.read(
              env,
              model,
              records.search(
                  env,
                  model,
                  args.list(0, "domain"),
                  args.number(2, "offset", 0),
                  args.number(3, "limit", 0),
                  args.text(4, "order")),
              texts(args.list(1, "fields")));
      case "read" -> records.read(env, model, args.ids(), texts(args.list(1, "fields")));
      case "create" -> create(env, model, args);
      case "write" -> {
        records.write(env, model, args.ids(), args.values(1, "vals"));
        yield true;
      }
      case "unlink" -> {
        records.unlink(env, model, args.ids());
        yield true;
      }
      case "exists" ->
          records.search(
              env.with("active_test", false),
              model,
              List.of(List.of("id", "in", args.ids())),
              0,
              0,
              "");
      case "fields_get" ->
          records.fieldsGet(model, args.list(0, "allfields"), args.list(1, "attributes"));
      case "name_get" -> names(env, model, args.ids());
      case "name_search" ->
          names(
              env,
              model,
              records.search(
                  env,
                  model,
                  List.of(List.of("name", "ilike", args.text(0, "name"))),
                  0,
                  args.number(3, "limit", 100),
                  ""));
      case "load" -> business.loader().load(env, model, args);
      default ->
          throw OdooError.other(
              "builtins.AttributeError",
              release.explainsUnknownMethods()
                  ? "The method '%s' does not exist on the model '%s'".formatted(method, model)
                  : "type object '%s' has no attribute '%s'".formatted(model, method));
    };
  }

  private Object create(Env env, String model, Args args) {
    Object values = args.get(0, "vals_list").orElse(Map.of());
    if (values instanceof List<?> several) {
      return several.stream().map(one -> records.create(env, model, Args.map(one))).toList();
    }
    return records.create(env, model, Args.map(values));
  }

  private List<List<Object>> names(Env env, String model, List<Integer> ids) {
    Map<Integer, String> names = records.names(env, model, ids);
    return ids.stream().map(id -> List.<Object>of(id, names.getOrDefault(id, ""))).toList();
  }

  /** What the calling user's calls run with; by it an API key tells whose it is. */
  private static Map<String, Object> contextOfUser(Env env, Args args) {
    return Map.of("lang", "en_US", "tz", false, "uid", env.uid());
  }

  private static List<String> texts(List<Object> values) {
    return values.stream().map(String::valueOf).toList();
  }

  private interface Work<T extends @Nullable Object> {
    T run(Env env);
  }

  private <T extends @Nullable Object> T transaction(
      Work<T> work, int uid, Map<String, Object> context) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection()) {
        try {
          T result = work.run(new Env(connection, catalog, release, uid, context));
          connection.commit();
          return result;
        } catch (SqlFailure e) {
          connection.rollback();
          if (!e.isConcurrency()) {
            throw refused(e);
          }
          if (attempt == TRIES) {
            throw OdooError.other("psycopg2.errors.SerializationFailure", e.getMessage() + "");
          }
        } catch (SQLException e) {
          if (attempt == TRIES || !"40001".equals(e.getSQLState())) {
            throw e;
          }
        } catch (RuntimeException e) {
          connection.rollback();
          throw e;
        }
      } catch (SQLException e) {
        throw OdooError.other("psycopg2.OperationalError", String.valueOf(e.getMessage()));
      }
      pause(attempt);
    }
  }

  /** What Odoo makes of a constraint that PostgreSQL enforced. */
  private static RuntimeException refused(SqlFailure failure) {
    return switch (failure.state()) {
      case "23502" ->
          OdooError.validation(
              "The operation cannot be completed:\n"
                  + "- Create/update: a mandatory field is not set.\n"
                  + "- Delete: another model requires the record being deleted. If possible,"
                  + " archive it instead.\n\n"
                  + failure.getMessage());
      case "23503", "23001" ->
          OdooError.validation(
              "The operation cannot be completed: another model requires the record being deleted."
                  + " If possible, archive it instead.\n\n"
                  + failure.getMessage());
      case "23505", "23514" -> OdooError.validation(String.valueOf(failure.getMessage()));
      default -> OdooError.other("psycopg2.Error", String.valueOf(failure.getMessage()));
    };
  }

  private void pause(int attempt) {
    long longest = Math.max(1, retryWait.toMillis() << attempt);
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(longest) + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between retries", e);
    }
  }
}
