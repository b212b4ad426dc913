package org.odoobridge.testkit.odoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * The Odoo 14 tables that a bridge reads and writes, with the content of a fresh database: one
 * company in euro, warehouse {@code WH}, users {@code admin} and {@code bridge-bot} (password =
 * login). Names, types, keys and indexes are the recorded ones; a test compares them.
 */
public final class OdooSchema {

  /** The role that owns the tables, as in a usual Odoo installation; its password is the same. */
  public static final String OWNER = "odoo";

  private static final List<String> TABLES =
      List.of("base", "product", "stock", "sale", "pos", "catalog", "coupon");
  private static final List<String> ROWS = List.of("constants", "countries", "company");

  private OdooSchema() {}

  /** A many-to-one column: {@code table.column} holds an id of {@code target}. */
  record Key(String table, String column, String target, String onDelete) {}

  /** Odoo 14: {@link #install(PostgresFixture, String, OdooRelease)}. */
  public static void install(PostgresFixture postgres, String database) {
    install(postgres, database, OdooRelease.V14);
  }

  /**
   * Creates the owner role if needed, the database, its tables and its first rows, then changes
   * them release by release up to the one asked for.
   */
  public static void install(PostgresFixture postgres, String database, OdooRelease release) {
    postgres.execute(
        PostgresFixture.SUPERUSER,
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'odoo') THEN
            CREATE ROLE odoo LOGIN PASSWORD 'odoo';
          END IF;
        END $$""");
    postgres.createDatabase(database, OWNER);
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(database), OWNER, OWNER);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String part : TABLES) {
        statement.execute(resource(part + ".sql"));
      }
      for (String part : ROWS) {
        statement.execute(resource(part + ".sql"));
      }
      for (Key key : keys()) {
        statement.addBatch(
            "ALTER TABLE %s ADD FOREIGN KEY (%s) REFERENCES %s (id) ON DELETE %s"
                .formatted(key.table(), key.column(), key.target(), key.onDelete()));
      }
      statement.executeBatch();
      for (OdooRelease step : OdooRelease.values()) {
        if (step != OdooRelease.V14 && step.compareTo(release) <= 0) {
          statement.execute(resource("to-" + step.number() + ".sql"));
        }
      }
      finish(statement);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("Odoo's tables were not created in " + database, e);
    }
  }

  /** Foreign keys between the tables; in Odoo's words, the many-to-one fields. */
  static List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    for (String line : resource("keys.txt").lines().filter(l -> !l.startsWith("#")).toList()) {
      String[] word = line.split(" ", 3);
      String[] place = word[0].split("\\.", 2);
      keys.add(new Key(place[0], place[1], word[1], word[2]));
    }
    return List.copyOf(keys);
  }

  /** Stamps the rows, moves id sequences past them and creates the sequences behind names. */
  private static void finish(Statement statement) throws SQLException {
    List<String> after = new ArrayList<>();
    String stamped =
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'create_uid'";
    for (String table : strings(statement, stamped)) {
      after.add(
          "UPDATE %s SET create_uid = 1, write_uid = 1, create_date = now() AT TIME ZONE 'UTC', write_date = now() AT TIME ZONE 'UTC'"
              .formatted(table));
    }
    String counted =
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_default LIKE 'nextval%'";
    for (String table : strings(statement, counted)) {
      after.add(
          "SELECT setval('%1$s_id_seq', greatest((SELECT coalesce(max(id), 0) FROM %1$s), 1), EXISTS (SELECT FROM %1$s))"
              .formatted(table));
    }
    String named = "SELECT to_char(id, 'FM000') FROM ir_sequence WHERE implementation = 'standard'";
    for (String id : strings(statement, named)) {
      after.add("CREATE SEQUENCE ir_sequence_" + id);
    }
    for (String sql : after) {
      statement.execute(sql);
    }
  }

  private static List<String> strings(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(Objects.requireNonNull(rows.getString(1)));
      }
    }
    return values;
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(OdooSchema.class.getResourceAsStream("schema/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
