-- Odoo 14 tables, base: names, types, keys and indexes as the real ones.

CREATE TABLE res_currency (
  id serial PRIMARY KEY, name varchar NOT NULL, symbol varchar NOT NULL, rounding numeric,
  decimal_places integer, active boolean, position varchar, currency_unit_label varchar,
  currency_subunit_label varchar, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, CONSTRAINT res_currency_rounding_gt_zero CHECK ((rounding > (0)::numeric)),
  CONSTRAINT res_currency_unique_name UNIQUE (name)
);

CREATE TABLE res_country (
  id serial PRIMARY KEY, name varchar NOT NULL, code character varying(2), address_format text,
  address_view_id integer, currency_id integer, phone_code integer, name_position varchar, vat_label varchar,
  state_required boolean, zip_required boolean, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, CONSTRAINT res_country_code_uniq UNIQUE (code),
  CONSTRAINT res_country_name_uniq UNIQUE (name)
);

CREATE TABLE res_country_state (
  id serial PRIMARY KEY, country_id integer NOT NULL, name varchar NOT NULL, code varchar NOT NULL,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT res_country_state_name_code_uniq UNIQUE (country_id, code)
);

CREATE TABLE res_company (
  id serial PRIMARY KEY, name varchar NOT NULL, partner_id integer NOT NULL, currency_id integer NOT NULL,
  sequence integer, create_date timestamp, email varchar, phone varchar, create_uid integer,
  write_uid integer, write_date timestamp, period_lock_date date, fiscalyear_lock_date date,
  chart_template_id integer, account_sale_tax_id integer, account_purchase_tax_id integer,
  tax_calculation_rounding_method varchar, anglo_saxon_accounting boolean,
  internal_transit_location_id integer, stock_move_sms_validation boolean,
  has_received_warning_stock_sms boolean, point_of_sale_update_stock_quantities varchar,
  quotation_validity_days integer, security_lead float8 NOT NULL,
  CONSTRAINT res_company_check_quotation_validity_days CHECK ((quotation_validity_days > 0)),
  CONSTRAINT res_company_name_uniq UNIQUE (name)
);

CREATE TABLE res_partner (
  id serial PRIMARY KEY, name varchar, company_id integer, create_date timestamp, display_name varchar,
  date date, title integer, parent_id integer, ref varchar, lang varchar, tz varchar, user_id integer,
  vat varchar, website varchar, comment text, credit_limit float8, active boolean, employee boolean,
  function varchar, type varchar, street varchar, street2 varchar, zip varchar, city varchar,
  state_id integer, country_id integer, partner_latitude numeric, partner_longitude numeric, email varchar,
  phone varchar, mobile varchar, is_company boolean, industry_id integer, color integer,
  partner_share boolean, commercial_partner_id integer, commercial_company_name varchar, company_name varchar,
  create_uid integer, write_uid integer, write_date timestamp, message_main_attachment_id integer,
  email_normalized varchar, message_bounce integer, signup_token varchar, signup_type varchar,
  signup_expiration timestamp, team_id integer, partner_gid integer, additional_info varchar,
  phone_sanitized varchar, debit_limit numeric, last_time_entries_checked timestamp, invoice_warn varchar,
  invoice_warn_msg text, supplier_rank integer, customer_rank integer, picking_warn varchar,
  picking_warn_msg text, purchase_warn varchar, purchase_warn_msg text, sale_warn varchar, sale_warn_msg text,
  CONSTRAINT res_partner_check_name CHECK (((((type)::text = 'contact'::text) AND (name IS NOT NULL)) OR ((type)::text <> 'contact'::text)))
);
CREATE INDEX res_partner_commercial_partner_id_index ON res_partner (commercial_partner_id);
CREATE INDEX res_partner_company_id_index ON res_partner (company_id);
CREATE INDEX res_partner_date_index ON res_partner (date);
CREATE INDEX res_partner_display_name_index ON res_partner (display_name);
CREATE INDEX res_partner_name_index ON res_partner (name);
CREATE INDEX res_partner_parent_id_index ON res_partner (parent_id);
CREATE INDEX res_partner_ref_index ON res_partner (ref);
CREATE INDEX res_partner_vat_index ON res_partner (vat);

CREATE TABLE res_users (
  id serial PRIMARY KEY, active boolean DEFAULT true, login varchar NOT NULL, password varchar,
  company_id integer NOT NULL, partner_id integer NOT NULL, create_date timestamp, signature text,
  action_id integer, share boolean, create_uid integer, write_uid integer, write_date timestamp,
  totp_secret varchar, notification_type varchar NOT NULL, odoobot_state varchar, odoobot_failed boolean,
  sale_team_id integer, CONSTRAINT res_users_login_key UNIQUE (login)
);

CREATE TABLE res_company_users_rel (
  cid integer NOT NULL, user_id integer NOT NULL, PRIMARY KEY (cid, user_id)
);
CREATE INDEX res_company_users_rel_user_id_cid_idx ON res_company_users_rel (user_id, cid);

CREATE TABLE ir_model_data (
  id serial PRIMARY KEY, create_uid integer, create_date timestamp DEFAULT (now() AT TIME ZONE 'UTC'::text),
  write_date timestamp DEFAULT (now() AT TIME ZONE 'UTC'::text), write_uid integer,
  noupdate boolean DEFAULT false, name varchar NOT NULL, module varchar NOT NULL, model varchar NOT NULL,
  res_id integer, CONSTRAINT ir_model_data_name_nospaces CHECK (((name)::text !~~ '% %'::text))
);
CREATE INDEX ir_model_data_model_res_id_index ON ir_model_data (model, res_id);
CREATE UNIQUE INDEX ir_model_data_module_name_uniq_index ON ir_model_data (module, name);

CREATE TABLE ir_module_module (
  id serial PRIMARY KEY, create_uid integer, create_date timestamp, write_date timestamp, write_uid integer,
  summary varchar, name varchar NOT NULL, author varchar, state character varying(16), latest_version varchar,
  application boolean DEFAULT false, CONSTRAINT ir_module_module_name_uniq UNIQUE (name),
  CONSTRAINT name_uniq UNIQUE (name)
);
CREATE INDEX ir_module_module_name_index ON ir_module_module (name);
CREATE INDEX ir_module_module_state_index ON ir_module_module (state);

CREATE TABLE ir_sequence (
  id serial PRIMARY KEY, name varchar NOT NULL, code varchar, implementation varchar NOT NULL, active boolean,
  prefix varchar, suffix varchar, number_next integer NOT NULL, number_increment integer NOT NULL,
  padding integer NOT NULL, company_id integer, use_date_range boolean, create_uid integer,
  create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE ir_property (
  id serial PRIMARY KEY, name varchar, res_id varchar, company_id integer, fields_id integer NOT NULL,
  value_float float8, value_integer integer, value_text text, value_binary bytea, value_reference varchar,
  value_datetime timestamp, type varchar NOT NULL, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp
);
CREATE INDEX ir_property_company_id_index ON ir_property (company_id);
CREATE INDEX ir_property_name_index ON ir_property (name);
CREATE INDEX ir_property_res_id_index ON ir_property (res_id);
CREATE INDEX ir_property_type_index ON ir_property (type);
CREATE UNIQUE INDEX ir_property_unique_index ON ir_property (fields_id, COALESCE(company_id, 0), COALESCE(res_id, ''::character varying));

CREATE TABLE ir_config_parameter (
  id serial PRIMARY KEY, key varchar NOT NULL, value text NOT NULL, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp, CONSTRAINT ir_config_parameter_key_uniq UNIQUE (key)
);
CREATE INDEX ir_config_parameter_key_index ON ir_config_parameter (key);

CREATE TABLE decimal_precision (
  id serial PRIMARY KEY, name varchar NOT NULL, digits integer NOT NULL, create_uid integer,
  create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT decimal_precision_name_uniq UNIQUE (name)
);
CREATE INDEX decimal_precision_name_index ON decimal_precision (name);

CREATE TABLE account_tax_group (
  id serial PRIMARY KEY, name varchar NOT NULL, sequence integer, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp
);

CREATE TABLE account_tax (
  id serial PRIMARY KEY, name varchar NOT NULL, type_tax_use varchar NOT NULL, tax_scope varchar,
  amount_type varchar NOT NULL, active boolean, company_id integer NOT NULL, sequence integer NOT NULL,
  amount numeric NOT NULL, description varchar, price_include boolean, include_base_amount boolean,
  analytic boolean, tax_group_id integer NOT NULL, tax_exigibility varchar,
  cash_basis_transition_account_id integer, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp,
  CONSTRAINT account_tax_name_company_uniq UNIQUE (name, company_id, type_tax_use, tax_scope)
);

CREATE TABLE account_fiscal_position (
  id serial PRIMARY KEY, sequence integer, name varchar NOT NULL, active boolean, company_id integer NOT NULL,
  note text, auto_apply boolean, vat_required boolean, country_id integer, country_group_id integer,
  zip_from varchar, zip_to varchar, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp
);

CREATE TABLE account_fiscal_position_tax (
  id serial PRIMARY KEY, position_id integer NOT NULL, company_id integer, tax_src_id integer NOT NULL,
  tax_dest_id integer, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT account_fiscal_position_tax_tax_src_dest_uniq UNIQUE (position_id, tax_src_id, tax_dest_id)
);

CREATE TABLE crm_team (
  id serial PRIMARY KEY, message_main_attachment_id integer, name varchar NOT NULL, sequence integer,
  active boolean, company_id integer, user_id integer, color integer, create_uid integer,
  create_date timestamp, write_uid integer, write_date timestamp, use_quotations boolean,
  invoiced_target float8
);
CREATE INDEX crm_team_company_id_index ON crm_team (company_id);
