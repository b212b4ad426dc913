package org.odoobridge.app.preflight.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.runtime.PgUrl;

/** Looks at the journal's database as its owner. */
public final class JournalCheck implements Check {
  private final PgUrl journal;
  private final PgUrl odoo;

  public JournalCheck(PgUrl journal, PgUrl odoo) {
    this.journal = journal;
    this.odoo = odoo;
  }

  @Override
  public String about() {
    return "journal";
  }

  @Override
  public List<Finding> look() throws SQLException {
    try (Connection connection = Connections.open(journal)) {
      return findings(connection);
    } catch (SQLException e) {
      if (!Connections.isRefusal(e)) {
        throw e;
      }
      return List.of(Connections.refused(about(), journal, e));
    }
  }

  private List<Finding> findings(Connection connection) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    boolean sameAddress =
        journal.host().equals(odoo.host())
            && journal.port() == odoo.port()
            && journal.database().equals(odoo.database());
    if (sameAddress
        || holds(connection, "select to_regclass('public.ir_model_data') is not null")) {
      findings.add(
          Finding.problem(
              about(),
              "database "
                  + journal.database()
                  + " is Odoo's own: every journal write would be"
                  + " decoded again",
              "create a database of its own: 'check --sql' prints how"));
      return findings;
    }
    if (!holds(connection, "select has_schema_privilege(current_schema(), 'CREATE')")) {
      findings.add(
          Finding.problem(
              about(),
              "role " + journal.user() + " may not create tables in " + journal.database(),
              "ALTER DATABASE %s OWNER TO %s;"
                  .formatted(
                      SqlRecipe.quoted(journal.database()), SqlRecipe.quoted(journal.user()))));
      return findings;
    }
    if (holds(connection, "select rolsuper from pg_roles where rolname = current_user")) {
      findings.add(
          Finding.warning(
              about(),
              "role " + journal.user() + " is a superuser",
              "let a role of its own own the journal: 'check --sql' prints how"));
    }
    boolean migrated = holds(connection, "select to_regclass('flyway_schema_history') is not null");
    findings.add(
        Finding.ok(
            about(),
            migrated
                ? "database " + journal.database() + " holds a journal"
                : "database "
                    + journal.database()
                    + " is empty; the first start creates the tables"));
    return findings;
  }

  private static boolean holds(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
