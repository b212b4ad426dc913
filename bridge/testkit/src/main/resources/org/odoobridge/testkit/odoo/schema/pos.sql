-- Odoo 14 tables, pos: names, types, keys and indexes as the real ones.

CREATE TABLE pos_config (
  id serial PRIMARY KEY, name varchar NOT NULL, picking_type_id integer NOT NULL,
  iface_tax_included varchar NOT NULL, cash_control boolean, active boolean, uuid varchar,
  sequence_id integer, sequence_line_id integer, pricelist_id integer NOT NULL, company_id integer NOT NULL,
  module_account boolean, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  crm_team_id integer
);
CREATE INDEX pos_config_name_index ON pos_config (name);

CREATE TABLE pos_payment_method (
  id serial PRIMARY KEY, name varchar NOT NULL, receivable_account_id integer NOT NULL, is_cash_count boolean,
  cash_journal_id integer, split_transactions boolean, company_id integer, use_payment_terminal varchar,
  active boolean, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE pos_config_pos_payment_method_rel (
  pos_config_id integer NOT NULL, pos_payment_method_id integer NOT NULL,
  PRIMARY KEY (pos_config_id, pos_payment_method_id)
);
CREATE INDEX pos_config_pos_payment_method_pos_payment_method_id_pos_con_idx ON pos_config_pos_payment_method_rel (pos_payment_method_id, pos_config_id);

CREATE TABLE pos_session (
  id serial PRIMARY KEY, message_main_attachment_id integer, config_id integer NOT NULL,
  name varchar NOT NULL, user_id integer NOT NULL, start_at timestamp, stop_at timestamp,
  state varchar NOT NULL, sequence_number integer, login_number integer, cash_journal_id integer,
  cash_register_id integer, cash_real_difference numeric, cash_real_transaction numeric,
  cash_real_expected numeric, rescue boolean, move_id integer, update_stock_at_closing boolean,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT pos_session_uniq_name UNIQUE (name)
);
CREATE INDEX pos_session_config_id_index ON pos_session (config_id);
CREATE INDEX pos_session_state_index ON pos_session (state);
CREATE INDEX pos_session_user_id_index ON pos_session (user_id);

CREATE TABLE pos_order (
  id serial PRIMARY KEY, name varchar NOT NULL, date_order timestamp, user_id integer,
  amount_tax numeric NOT NULL, amount_total numeric NOT NULL, amount_paid numeric NOT NULL,
  amount_return numeric NOT NULL, company_id integer NOT NULL, pricelist_id integer NOT NULL,
  partner_id integer, sequence_number integer, session_id integer NOT NULL, currency_rate numeric,
  state varchar, account_move integer, note text, nb_print integer, pos_reference varchar,
  sale_journal integer, fiscal_position_id integer, to_invoice boolean, is_tipped boolean, tip_amount numeric,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp, crm_team_id integer
);
CREATE INDEX pos_order_date_order_index ON pos_order (date_order);
CREATE INDEX pos_order_partner_id_index ON pos_order (partner_id);
CREATE INDEX pos_order_session_id_index ON pos_order (session_id);

CREATE TABLE pos_order_line (
  id serial PRIMARY KEY, company_id integer, name varchar NOT NULL, notice varchar,
  product_id integer NOT NULL, price_unit numeric, qty numeric, price_subtotal numeric NOT NULL,
  price_subtotal_incl numeric NOT NULL, discount numeric, order_id integer NOT NULL,
  full_product_name varchar, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp
);

CREATE TABLE account_tax_pos_order_line_rel (
  pos_order_line_id integer NOT NULL, account_tax_id integer NOT NULL,
  PRIMARY KEY (pos_order_line_id, account_tax_id)
);
CREATE INDEX account_tax_pos_order_line_re_account_tax_id_pos_order_line_idx ON account_tax_pos_order_line_rel (account_tax_id, pos_order_line_id);

CREATE TABLE pos_payment (
  id serial PRIMARY KEY, name varchar, pos_order_id integer NOT NULL, amount numeric NOT NULL,
  payment_method_id integer NOT NULL, payment_date timestamp NOT NULL, session_id integer, card_type varchar,
  cardholder_name varchar, transaction_id varchar, payment_status varchar, ticket varchar, is_change boolean,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);
