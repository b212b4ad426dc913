package org.odoobridge.testkit.odoo;

import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * Makes of an Odoo database one as grown over years: hundreds of custom columns of every type on
 * the tables that stock moves through, tables of modules nobody asked for, names in several
 * languages, long texts out of line (TOAST), an archived company whose warehouse has a code in use.
 */
public final class WideOdoo {
  private static final String COLUMNS =
      """
      do $$
      declare
        changed text;
        kinds text[] := array[
          'character varying default ''a custom value''', 'integer default 4711', 'text', 'numeric',
          'boolean default true', 'timestamp', 'jsonb', 'double precision', 'bytea', 'integer[]',
          'date', 'uuid'];
        added text;
      begin
        foreach changed in array array['product_template', 'product_product', 'stock_quant',
            'stock_move'] loop
          select string_agg('add column x_custom_' || g || ' ' || kinds[1 + g %% 12], ', ')
            into added from generate_series(1, %1$d) g;
          execute 'alter table ' || changed || ' ' || added;
        end loop;
        for g in 1..%1$d loop
          execute 'create table x_module_' || g || ' (id serial primary key, name jsonb)';
        end loop;
      end $$""";

  private static final String LANGUAGES =
      """
      do $$ begin
        if (select format_type(atttypid, null) from pg_attribute
            where attrelid = 'product_template'::regclass and attname = 'name') <> 'jsonb' then
          alter table product_template alter column name type jsonb
            using jsonb_build_object('en_US', name);
        end if;
      end $$;
      update product_template set name = name || jsonb_build_object(
        'de_DE', 'Deutsch ' || id, 'fr_FR', 'Français ' || id, 'ar_001', 'عربي ' || id)""";

  private static final String LONG_TEXTS =
      """
      alter table product_template add column x_story text;
      update product_template t set x_story = (
        select string_agg(md5(t.id::text || g), '') from generate_series(1, 500) g)""";

  private static final String ARCHIVED_COMPANY =
      """
      alter table res_company add column if not exists active boolean;
      update res_company set active = true;
      insert into res_company select (jsonb_populate_record(c, jsonb_build_object(
          'id', 7000, 'name', 'Closed company', 'active', false))).* from res_company c where id = 1;
      insert into stock_warehouse select (jsonb_populate_record(w, jsonb_build_object(
          'id', 7000, 'name', 'Closed warehouse', 'company_id', 7000))).*
        from stock_warehouse w where code = 'WH' limit 1""";

  private WideOdoo() {}

  /**
   * Widens a database that holds a company and perhaps products.
   *
   * @param extra custom columns a table, and tables of further modules
   */
  public static void widen(PostgresFixture postgres, String database, int extra) {
    postgres.execute(database, COLUMNS.formatted(extra));
    postgres.execute(database, LANGUAGES);
    postgres.execute(database, LONG_TEXTS);
    postgres.execute(database, ARCHIVED_COMPANY);
  }
}
