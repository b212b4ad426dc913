-- Odoo 14 tables, catalogue: languages, rates, files, lots, packages, bills of material, keys.
-- Recorded where the recording has them; the others follow Odoo's source.

CREATE TABLE res_lang (
  id serial PRIMARY KEY, name varchar NOT NULL, code varchar NOT NULL, iso_code varchar, url_code varchar NOT NULL,
  active boolean, direction varchar NOT NULL, date_format varchar NOT NULL, time_format varchar NOT NULL,
  week_start varchar NOT NULL, grouping varchar NOT NULL, decimal_point varchar NOT NULL, thousands_sep varchar,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT res_lang_code_uniq UNIQUE (code), CONSTRAINT res_lang_name_uniq UNIQUE (name)
);

CREATE TABLE ir_translation (
  id serial PRIMARY KEY, name varchar NOT NULL, res_id integer, lang varchar, type varchar, src text, value text,
  module varchar, state varchar, comments text
);
CREATE INDEX ir_translation_ltn ON ir_translation (name, lang, type);
CREATE UNIQUE INDEX ir_translation_model_unique ON ir_translation (type, lang, name, res_id) WHERE ((type)::text = 'model'::text);

CREATE TABLE res_currency_rate (
  id serial PRIMARY KEY, name date NOT NULL, rate numeric, currency_id integer NOT NULL, company_id integer,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT res_currency_rate_currency_rate_check CHECK ((rate > (0)::numeric)),
  CONSTRAINT res_currency_rate_unique_name_per_day UNIQUE (name, currency_id, company_id)
);

CREATE TABLE ir_attachment (
  id serial PRIMARY KEY, name varchar NOT NULL, description text, res_model varchar, res_field varchar,
  res_id integer, company_id integer, type varchar NOT NULL, url character varying(1024), public boolean,
  access_token varchar, db_datas bytea, store_fname varchar, file_size integer, checksum character varying(40),
  mimetype varchar, index_content text, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, original_id integer
);
CREATE INDEX ir_attachment_res_idx ON ir_attachment (res_model, res_id);
CREATE INDEX ir_attachment_checksum_index ON ir_attachment (checksum);

CREATE TABLE res_users_apikeys (
  id serial PRIMARY KEY, name varchar NOT NULL, user_id integer NOT NULL, scope varchar,
  index character varying(8), key varchar, create_date timestamp DEFAULT (now() AT TIME ZONE 'utc'::text),
  CONSTRAINT res_users_apikeys_index_check CHECK ((char_length((index)::text) = 8))
);
CREATE INDEX res_users_apikeys_user_id_index_idx ON res_users_apikeys (user_id, index);

CREATE TABLE account_tax_filiation_rel (
  parent_tax integer NOT NULL, child_tax integer NOT NULL, PRIMARY KEY (parent_tax, child_tax)
);

CREATE TABLE product_template_attribute_exclusion (
  id serial PRIMARY KEY, product_template_attribute_value_id integer, product_tmpl_id integer NOT NULL,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE product_packaging (
  id serial PRIMARY KEY, name varchar NOT NULL, sequence integer, product_id integer, qty numeric, barcode varchar,
  company_id integer, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE stock_quant_package (
  id serial PRIMARY KEY, name varchar, packaging_id integer, location_id integer, company_id integer,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE stock_production_lot (
  id serial PRIMARY KEY, message_main_attachment_id integer, name varchar NOT NULL, ref varchar,
  product_id integer NOT NULL, product_uom_id integer, note text, company_id integer NOT NULL,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  expiration_date timestamp, use_date timestamp, removal_date timestamp, alert_date timestamp,
  product_expiry_reminded boolean,
  CONSTRAINT stock_production_lot_name_ref_uniq UNIQUE (name, product_id, company_id)
);
ALTER TABLE product_template ADD use_expiration_date boolean, ADD expiration_time integer, ADD use_time integer,
  ADD removal_time integer, ADD alert_time integer;

CREATE TABLE mrp_bom (
  id serial PRIMARY KEY, message_main_attachment_id integer, code varchar, active boolean, type varchar NOT NULL,
  product_tmpl_id integer NOT NULL, product_id integer, product_qty numeric NOT NULL, product_uom_id integer NOT NULL,
  sequence integer, ready_to_produce varchar NOT NULL DEFAULT 'asap', picking_type_id integer, company_id integer,
  consumption varchar NOT NULL DEFAULT 'warning', create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, CONSTRAINT mrp_bom_qty_positive CHECK ((product_qty > (0)::numeric))
);
CREATE INDEX mrp_bom_product_tmpl_id_index ON mrp_bom (product_tmpl_id);

CREATE TABLE mrp_bom_line (
  id serial PRIMARY KEY, product_id integer NOT NULL, product_qty numeric NOT NULL, product_uom_id integer NOT NULL,
  sequence integer, bom_id integer NOT NULL, operation_id integer, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp,
  CONSTRAINT mrp_bom_line_bom_qty_zero CHECK ((product_qty >= (0)::numeric))
);
CREATE INDEX mrp_bom_line_bom_id_index ON mrp_bom_line (bom_id);

CREATE TABLE mrp_bom_line_product_template_attribute_value_rel (
  mrp_bom_line_id integer NOT NULL, product_template_attribute_value_id integer NOT NULL,
  PRIMARY KEY (mrp_bom_line_id, product_template_attribute_value_id)
);

INSERT INTO res_lang (id, name, code, iso_code, url_code, active, direction, date_format, time_format, week_start,
  grouping, decimal_point, thousands_sep) VALUES
  (1, 'English (US)', 'en_US', 'en', 'en', true, 'ltr', '%m/%d/%Y', '%H:%M:%S', '7', '[3,0]', '.', ','),
  (2, 'German / Deutsch', 'de_DE', 'de', 'de', false, 'ltr', '%d.%m.%Y', '%H:%M:%S', '1', '[3,0]', ',', '.'),
  (3, 'French / Français', 'fr_FR', 'fr', 'fr', false, 'ltr', '%d/%m/%Y', '%H:%M:%S', '1', '[3,0]', ',', ' ');
