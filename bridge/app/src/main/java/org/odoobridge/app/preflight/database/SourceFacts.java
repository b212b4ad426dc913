package org.odoobridge.app.preflight.database;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * What Odoo's database says about itself and about the role that asked.
 *
 * @param versionNumber as {@code server_version_num}, e.g. 150004
 * @param keepSizeMb {@code max_slot_wal_keep_size} in megabytes; -1 = no limit
 * @param columns of every table in schema public, by table
 * @param readable columns the role may SELECT, as {@code table.column}
 */
record SourceFacts(
    int versionNumber,
    String version,
    String walLevel,
    Room slots,
    Room senders,
    long keepSizeMb,
    Role role,
    Map<String, Collection<String>> columns,
    Set<String> readable,
    Optional<Publication> publication,
    Optional<Slot> slot) {

  /** How many there may be and how many there are. */
  record Room(int most, int used) {
    boolean isFull() {
      return used >= most;
    }
  }

  /**
   * @param readsAll whether it is a member of {@code pg_read_all_data}
   */
  record Role(String name, boolean superuser, boolean replication, boolean readsAll) {}

  /**
   * @param allTables whether it was made FOR ALL TABLES
   * @param allOperations whether inserts, updates, deletes and truncates are published
   * @param narrowed whether some table has a row filter or column list
   */
  record Publication(
      boolean allTables, boolean allOperations, boolean narrowed, SortedSet<String> tables) {}

  /**
   * @param heldBytes WAL between the server's position and what was confirmed
   * @param holder process id of its reader, empty when nobody reads it
   */
  record Slot(
      String plugin,
      String database,
      Optional<Integer> holder,
      String walStatus,
      long heldBytes,
      boolean ofThisDatabase) {}
}
