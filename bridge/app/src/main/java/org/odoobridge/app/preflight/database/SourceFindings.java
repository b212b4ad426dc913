package org.odoobridge.app.preflight.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.outbound.projection.TableSpec;

/** Judges {@link SourceFacts} against {@link SourceNeeds}. Pure. */
final class SourceFindings {
  private static final String ABOUT = "odoo database";
  private static final int OLDEST_SERVER = 140_000;
  private static final String RECIPE = "run the SQL that 'check --sql' prints";

  private final SourceNeeds needs;
  private final SourceFacts facts;
  private final List<Finding> findings = new ArrayList<>();

  private SourceFindings(SourceNeeds needs, SourceFacts facts) {
    this.needs = needs;
    this.facts = facts;
  }

  static List<Finding> of(SourceNeeds needs, SourceFacts facts) {
    SourceFindings all = new SourceFindings(needs, facts);
    all.server();
    all.role();
    all.tables();
    all.publication();
    all.slot();
    return all.findings;
  }

  private void server() {
    if (facts.versionNumber() < OLDEST_SERVER) {
      problem("PostgreSQL " + facts.version() + " is too old", "upgrade it to 14 or later");
    } else {
      ok("PostgreSQL " + facts.version());
    }
    if (!facts.walLevel().equals("logical")) {
      problem(
          "wal_level is " + facts.walLevel() + ", so changes cannot be read",
          "ALTER SYSTEM SET wal_level = logical; then restart PostgreSQL");
    } else {
      ok("wal_level is logical");
    }
    if (facts.slot().isEmpty() && facts.slots().isFull()) {
      full("max_replication_slots", "replication slots", facts.slots());
    }
    boolean reading = facts.slot().flatMap(SourceFacts.Slot::holder).isPresent();
    if (!reading && facts.senders().isFull()) {
      full("max_wal_senders", "WAL senders", facts.senders());
    }
    if (facts.keepSizeMb() < 0) {
      warning(
          "max_slot_wal_keep_size has no limit: a bridge that is down for long could fill the disk",
          "ALTER SYSTEM SET max_slot_wal_keep_size = '20GB'; SELECT pg_reload_conf();"
              + " (a part of the free disk; when it is exceeded the bridge reads everything anew)");
    } else {
      ok("max_slot_wal_keep_size is " + facts.keepSizeMb() + " MB");
    }
  }

  private void full(String setting, String what, SourceFacts.Room room) {
    problem(
        "all " + room.most() + " " + what + " are in use",
        "ALTER SYSTEM SET " + setting + " = " + (room.most() + 4) + "; then restart PostgreSQL");
  }

  private void role() {
    SourceFacts.Role role = facts.role();
    if (role.superuser()) {
      warning(
          "role " + role.name() + " is a superuser: far more than the bridge needs",
          "make a role of its own with " + "'check --sql' and put it into odoo.database.url");
    } else if (!role.replication()) {
      problem(
          "role " + role.name() + " may not read the write-ahead log",
          "ALTER ROLE " + SqlRecipe.quoted(role.name()) + " REPLICATION;");
    } else {
      ok("role " + role.name() + " has REPLICATION and is no superuser");
    }
    if (role.readsAll()) {
      warning(
          "role " + role.name() + " may read every table (pg_read_all_data)",
          "REVOKE pg_read_all_data FROM " + SqlRecipe.quoted(role.name()) + "; then " + RECIPE);
    }
  }

  private void tables() {
    Set<String> refused = new TreeSet<>();
    boolean odoo = true;
    for (TableSpec table : needs.tables()) {
      Collection<String> columns = facts.columns().get(table.table());
      if (columns == null) {
        odoo &= table.mayBeMissing();
        missingTable(table);
        continue;
      }
      Set<String> there = Set.copyOf(columns);
      List<String> missing = table.missing(there);
      if (!missing.isEmpty()) {
        problem(
            "table %s has no column %s".formatted(table.table(), String.join(", ", missing)),
            "this Odoo version is not known to this bridge; see the README for those that are");
      }
      refuse(refused, table.table(), table.readable(there));
    }
    needs
        .lookedUp()
        .forEach(
            (table, columns) -> {
              Collection<String> there = facts.columns().get(table);
              if (there != null) {
                refuse(refused, table, columns.stream().filter(there::contains).toList());
              }
            });
    if (!refused.isEmpty()) {
      problem(
          "role %s may not read %s".formatted(facts.role().name(), String.join(", ", refused)),
          RECIPE);
    } else if (odoo) {
      ok("the role may read every table that is needed");
    }
  }

  private void missingTable(TableSpec table) {
    if (table.ofSomeReleases()) {
      return; // other releases keep the same elsewhere: there is nothing to say
    }
    if (table.mayBeMissing()) {
      findings.add(
          Finding.note(
              ABOUT,
              "no table %s: module %s is not installed, and not needed"
                  .formatted(table.table(), table.module())));
    } else {
      problem(
          "there is no table " + table.table(),
          "name Odoo's database in odoo.database.url, and install Odoo's Inventory (stock)");
    }
  }

  private void refuse(Set<String> refused, String table, Collection<String> columns) {
    if (columns.stream().anyMatch(column -> !facts.readable().contains(table + "." + column))) {
      refused.add(table);
    }
  }

  private void publication() {
    String name = "publication " + needs.publication();
    if (facts.publication().isEmpty()) {
      problem(name + " does not exist", RECIPE);
      return;
    }
    SourceFacts.Publication publication = facts.publication().get();
    if (!publication.allOperations() || publication.narrowed()) {
      problem(
          name + " leaves out changes (an operation, rows or columns)",
          "let it publish everything of its tables: " + RECIPE);
    }
    Set<String> missing = new TreeSet<>(needs.publishedOf(facts.columns()));
    missing.removeAll(publication.tables());
    if (!missing.isEmpty()) {
      problem(name + " lacks " + String.join(", ", missing), RECIPE);
    }
    Set<String> extra = new TreeSet<>(publication.tables());
    extra.removeAll(needs.publishedOf(facts.columns()));
    if (publication.allTables()) {
      warning(
          name + " is for all tables: every mail and log row of Odoo goes over the wire",
          "DROP PUBLICATION " + SqlRecipe.quoted(needs.publication()) + "; then " + RECIPE);
    } else if (!extra.isEmpty()) {
      warning(
          name + " has tables that nobody reads: " + String.join(", ", extra),
          RECIPE + "; it sets exactly the needed ones");
    } else if (missing.isEmpty()) {
      ok(name + " names exactly the needed tables");
    }
  }

  private void slot() {
    String name = "slot " + needs.slot();
    if (facts.slot().isEmpty()) {
      findings.add(
          Finding.note(ABOUT, name + " does not exist yet; the first start or --fix creates it"));
      return;
    }
    SourceFacts.Slot slot = facts.slot().get();
    if (!slot.plugin().equals("pgoutput") || !slot.ofThisDatabase()) {
      problem(
          "%s belongs to something else: plugin %s, database %s"
              .formatted(name, slot.plugin(), slot.database()),
          "give outbound.capture.slot another name");
      return;
    }
    switch (slot.walStatus()) {
      case "lost" ->
          problem(
              name + " has lost its WAL: changes are missing",
              "SELECT pg_drop_replication_slot('%s'); the next start makes it anew and reads"
                      .formatted(needs.slot())
                  + " everything once");
      case "unreserved" ->
          warning(
              name + " is about to lose its WAL",
              "start the bridge now, or raise max_slot_wal_keep_size");
      default -> slotInUse(name, slot);
    }
  }

  private void slotInUse(String name, SourceFacts.Slot slot) {
    if (slot.heldBytes() > needs.lagAlarm().bytes()) {
      warning(
          "%s holds back %d MB of WAL".formatted(name, slot.heldBytes() >> 20),
          slot.holder().isPresent()
              ? "the bridge reads it now: watch bridge_capture_lag_bytes until it has caught up"
              : "start the bridge, or drop the slot if this bridge is not used any more");
    } else {
      ok(
          name
              + slot.holder()
                  .map(pid -> " is read by process " + pid + ": a bridge is running")
                  .orElse(" is free"));
    }
  }

  private void ok(String message) {
    findings.add(Finding.ok(ABOUT, message));
  }

  private void warning(String message, String remedy) {
    findings.add(Finding.warning(ABOUT, message, remedy));
  }

  private void problem(String message, String remedy) {
    findings.add(Finding.problem(ABOUT, message, remedy));
  }
}
