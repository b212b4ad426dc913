package org.odoobridge.app.preflight.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;

/** Looks at Odoo's database as the bridge's role. */
public final class SourceCheck implements Check {
  private final SourceNeeds needs;

  public SourceCheck(SourceNeeds needs) {
    this.needs = needs;
  }

  @Override
  public String about() {
    return "odoo database";
  }

  @Override
  public List<Finding> look() throws SQLException {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = Connections.open(needs.database())) {
      SourceFacts facts = new SourceFactsReader(connection).read(needs.publication(), needs.slot());
      findings.addAll(SourceFindings.of(needs, facts));
      if (facts.role().replication() || facts.role().superuser()) {
        findings.addAll(replication());
      }
    } catch (SQLException e) {
      if (!Connections.isRefusal(e)) {
        throw e;
      }
      findings.add(Connections.refused(about(), needs.database(), e));
    }
    return findings;
  }

  /** A replication connection has rules of its own in pg_hba.conf. */
  private List<Finding> replication() {
    try (Connection connection = Connections.openReplication(needs.database());
        Statement statement = connection.createStatement()) {
      statement.execute("IDENTIFY_SYSTEM");
      return List.of(Finding.ok(about(), "a replication connection can be opened"));
    } catch (SQLException e) {
      return List.of(
          Finding.problem(
              about(),
              "a replication connection is refused: " + Connections.firstLine(e),
              "let role %s connect to database %s in pg_hba.conf, then SELECT pg_reload_conf();"
                  .formatted(needs.role(), needs.database().database())));
    }
  }
}
