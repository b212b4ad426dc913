package org.odoobridge.app.preflight.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.runtime.PgUrl;

/**
 * Runs the printed SQL in Odoo's database, as far as the given role may. A refused statement is a
 * note: the checks that follow say whether it was needed.
 */
public final class SourceFix implements Check {
  private final SourceNeeds needs;
  private final PgUrl as;

  /**
   * @param as who runs it: the bridge's own role, or an administrator
   */
  public SourceFix(SourceNeeds needs, PgUrl as) {
    this.needs = needs;
    this.as = as;
  }

  @Override
  public String about() {
    return "fix";
  }

  @Override
  public List<Finding> look() throws SQLException {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = Connections.open(as);
        Statement statement = connection.createStatement()) {
      for (SqlRecipe.Step step : SqlRecipe.odoo(needs)) {
        findings.add(run(statement, step));
      }
    } catch (SQLException e) {
      if (!Connections.isRefusal(e)) {
        throw e;
      }
      findings.add(Connections.refused(about(), as, e));
    }
    return findings;
  }

  private Finding run(Statement statement, SqlRecipe.Step step) throws SQLException {
    String what = step.why().lines().findFirst().orElse("").split("\\. ", 2)[0];
    try {
      statement.execute(step.sql());
      return Finding.ok(about(), "done: " + what);
    } catch (SQLException e) {
      if (Connections.isRefusal(e)) {
        throw e;
      }
      return Finding.note(
          about(), "not done by " + as.user() + ": " + what + ": " + Connections.firstLine(e));
    }
  }
}
