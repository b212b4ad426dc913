package org.odoobridge.app.preflight.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.projection.TableSpec;

/**
 * The SQL that makes the bridge's least-privileged role, its publication and its slot in Odoo's
 * database, and the journal's database. Safe to run again: it sets what differs.
 */
public final class SqlRecipe {
  private SqlRecipe() {}

  /**
   * One statement.
   *
   * @param why for the person who reviews it before running it
   */
  public record Step(String why, String sql) {}

  /** To be run in Odoo's database by a superuser, each in a transaction of its own. */
  public static List<Step> odoo(SourceNeeds needs) {
    String role = quoted(needs.role());
    return List.of(
        new Step(
            "The role: it may read the WAL, and nothing else yet.", createRole(needs.role(), "")),
        new Step(
            "It owns nothing and creates nothing. Set its password afterwards: \\password "
                + needs.role(),
            "ALTER ROLE " + role + " LOGIN REPLICATION NOSUPERUSER NOCREATEDB NOCREATEROLE"),
        new Step("It may connect.", grantConnect(role)),
        new Step("It may see the schema.", "GRANT USAGE ON SCHEMA public TO " + role),
        new Step(
            "It may read these tables; those of modules that are not installed are passed over.",
            grants(needs, role)),
        new Step(
            "The publication names the tables whose changes are read, and no other.",
            publication(needs)),
        new Step(
            "The slot remembers how far the bridge has read. Drop it when the bridge is"
                + " decommissioned, or WAL piles up: SELECT pg_drop_replication_slot('"
                + needs.slot()
                + "')",
            slot(needs)));
  }

  /** To be run by a superuser of the journal's server, in any database; not inside Odoo's. */
  public static List<Step> journal(PgUrl journal) {
    return List.of(
        new Step(
            "The journal's owner. Set its password afterwards: \\password " + journal.user(),
            createRole(journal.user(), " LOGIN")),
        new Step(
            "The journal: a database of its own, so that its writes are not decoded again.",
            "CREATE DATABASE " + quoted(journal.database()) + " OWNER " + quoted(journal.user())));
  }

  /** As psql takes it. */
  public static String text(List<Step> steps) {
    return steps.stream()
        .map(step -> "-- " + step.why() + "\n" + step.sql() + ";\n")
        .collect(Collectors.joining("\n"));
  }

  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String createRole(String role, String attributes) {
    return """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = %s) THEN
            CREATE ROLE %s%s;
          END IF;
        END $$"""
        .formatted(literal(role), quoted(role), attributes);
  }

  private static String grantConnect(String role) {
    return """
        DO $$ BEGIN
          EXECUTE format('GRANT CONNECT ON DATABASE %%I TO %s', current_database());
        END $$"""
        .formatted(role.replace("'", "''"));
  }

  private static String grants(SourceNeeds needs, String role) {
    List<String> wanted = new ArrayList<>();
    needs.tables().forEach(table -> wanted.add("(" + literal(table.table()) + ", NULL)"));
    needs
        .lookedUp()
        .forEach(
            (table, columns) ->
                wanted.add("(" + literal(table) + ", ARRAY[" + literals(columns) + "])"));
    return """
        DO $$
        DECLARE
          wanted record;
          present text;
        BEGIN
          FOR wanted IN SELECT * FROM (VALUES
            %s
          ) AS needed(tab, cols) LOOP
            -- No column list: the whole table, since all that is read of it comes over the WAL.
            SELECT string_agg(quote_ident(attname), ', ') INTO present FROM pg_attribute
              WHERE attrelid = to_regclass('public.' || quote_ident(wanted.tab))
                AND attnum > 0 AND NOT attisdropped
                AND (wanted.cols IS NULL OR attname = ANY (wanted.cols));
            IF present IS NOT NULL AND wanted.cols IS NULL THEN
              EXECUTE format('GRANT SELECT ON public.%%I TO %s', wanted.tab);
            ELSIF present IS NOT NULL THEN
              EXECUTE format('GRANT SELECT (%%s) ON public.%%I TO %s', present, wanted.tab);
            END IF;
          END LOOP;
        END $$"""
        .formatted(
            String.join(",\n    ", wanted), role.replace("'", "''"), role.replace("'", "''"));
  }

  private static String publication(SourceNeeds needs) {
    String name = quoted(needs.publication());
    return """
        DO $$
        DECLARE
          present text;
        BEGIN
          SELECT string_agg('public.' || quote_ident(tab), ', ') INTO present
            FROM unnest(ARRAY[%s]) AS tab
            WHERE to_regclass('public.' || quote_ident(tab)) IS NOT NULL;
          -- One that is for all tables or filters rows cannot be altered into ours.
          IF EXISTS (SELECT FROM pg_publication WHERE pubname = %s AND puballtables) THEN
            DROP PUBLICATION %s;
          END IF;
          IF EXISTS (SELECT FROM pg_publication WHERE pubname = %s) THEN
            EXECUTE 'ALTER PUBLICATION %s SET TABLE ' || present;
            EXECUTE 'ALTER PUBLICATION %s SET (publish = ''insert, update, delete, truncate'')';
          ELSE
            EXECUTE 'CREATE PUBLICATION %s FOR TABLE ' || present;
          END IF;
        END $$"""
        .formatted(
            literals(
                needs.tables().stream()
                    .filter(TableSpec::published)
                    .map(TableSpec::table)
                    .toList()),
            literal(needs.publication()),
            name,
            literal(needs.publication()),
            name,
            name,
            name);
  }

  private static String slot(SourceNeeds needs) {
    return "SELECT pg_create_logical_replication_slot(%1$s, 'pgoutput')\n"
            .formatted(literal(needs.slot()))
        + "  WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = %s)"
            .formatted(literal(needs.slot()));
  }

  private static String literals(List<String> texts) {
    return texts.stream().map(SqlRecipe::literal).collect(Collectors.joining(", "));
  }
}
