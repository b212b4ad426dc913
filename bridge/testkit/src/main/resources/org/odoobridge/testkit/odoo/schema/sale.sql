-- Odoo 14 tables, sale: names, types, keys and indexes as the real ones.

CREATE TABLE delivery_carrier (
  id serial PRIMARY KEY, name varchar NOT NULL, active boolean, sequence integer, integration_level varchar,
  prod_environment boolean, debug_logging boolean, company_id integer, product_id integer NOT NULL,
  invoice_policy varchar NOT NULL, zip_from varchar, zip_to varchar, margin float8, free_over boolean,
  amount float8, return_label_on_delivery boolean, get_return_label_from_portal boolean, fixed_price float8,
  delivery_type varchar NOT NULL, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp,
  CONSTRAINT delivery_carrier_margin_not_under_100_percent CHECK ((margin >= ('-100'::integer)::double precision))
);

CREATE TABLE sale_order (
  id serial PRIMARY KEY, campaign_id integer, source_id integer, medium_id integer, access_token varchar,
  message_main_attachment_id integer, name varchar NOT NULL, origin varchar, client_order_ref varchar,
  reference varchar, state varchar, date_order timestamp NOT NULL, validity_date date,
  require_signature boolean, require_payment boolean, create_date timestamp, user_id integer,
  partner_id integer NOT NULL, partner_invoice_id integer NOT NULL, partner_shipping_id integer NOT NULL,
  pricelist_id integer NOT NULL, currency_id integer, analytic_account_id integer, invoice_status varchar,
  note text, amount_untaxed numeric, amount_tax numeric, amount_total numeric, currency_rate numeric,
  payment_term_id integer, fiscal_position_id integer, company_id integer NOT NULL, team_id integer,
  signed_by varchar, signed_on timestamp, commitment_date timestamp, show_update_pricelist boolean,
  create_uid integer, write_uid integer, write_date timestamp, code_promo_program_id integer,
  sale_order_template_id integer, incoterm integer, picking_policy varchar NOT NULL,
  warehouse_id integer NOT NULL, procurement_group_id integer, effective_date date, carrier_id integer,
  delivery_message varchar, delivery_rating_success boolean, recompute_delivery_price boolean,
  CONSTRAINT sale_order_date_order_conditional_required CHECK (((((state)::text = ANY ((ARRAY['sale'::character varying, 'done'::character varying])::text[])) AND (date_order IS NOT NULL)) OR ((state)::text <> ALL ((ARRAY['sale'::character varying, 'done'::character varying])::text[]))))
);
CREATE INDEX sale_order_company_id_index ON sale_order (company_id);
CREATE INDEX sale_order_create_date_index ON sale_order (create_date);
CREATE INDEX sale_order_date_order_index ON sale_order (date_order);
CREATE INDEX sale_order_name_index ON sale_order (name);
CREATE INDEX sale_order_partner_id_index ON sale_order (partner_id);
CREATE INDEX sale_order_state_index ON sale_order (state);
CREATE INDEX sale_order_user_id_index ON sale_order (user_id);

CREATE TABLE sale_order_line (
  id serial PRIMARY KEY, order_id integer NOT NULL, name text NOT NULL, sequence integer,
  invoice_status varchar, price_unit numeric NOT NULL, price_subtotal numeric, price_tax float8,
  price_total numeric, price_reduce numeric, price_reduce_taxinc numeric, price_reduce_taxexcl numeric,
  discount numeric, product_id integer, product_uom_qty numeric NOT NULL, product_uom integer,
  qty_delivered_method varchar, qty_delivered numeric, qty_delivered_manual numeric, qty_to_invoice numeric,
  qty_invoiced numeric, untaxed_amount_invoiced numeric, untaxed_amount_to_invoice numeric,
  salesman_id integer, currency_id integer, company_id integer, order_partner_id integer, is_expense boolean,
  is_downpayment boolean, state varchar, customer_lead float8 NOT NULL, display_type varchar,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp, is_reward_line boolean,
  product_packaging integer, route_id integer, is_delivery boolean,
  CONSTRAINT sale_order_line_accountable_required_fields CHECK (((display_type IS NOT NULL) OR ((product_id IS NOT NULL) AND (product_uom IS NOT NULL)))),
  CONSTRAINT sale_order_line_non_accountable_null_fields CHECK (((display_type IS NULL) OR ((product_id IS NULL) AND (price_unit = (0)::numeric) AND (product_uom_qty = (0)::numeric) AND (product_uom IS NULL) AND (customer_lead = (0)::double precision))))
);
CREATE INDEX sale_order_line_company_id_index ON sale_order_line (company_id);
CREATE INDEX sale_order_line_order_id_index ON sale_order_line (order_id);

CREATE TABLE account_tax_sale_order_line_rel (
  sale_order_line_id integer NOT NULL, account_tax_id integer NOT NULL,
  PRIMARY KEY (sale_order_line_id, account_tax_id)
);
CREATE INDEX account_tax_sale_order_line_r_account_tax_id_sale_order_lin_idx ON account_tax_sale_order_line_rel (account_tax_id, sale_order_line_id);
