-- Odoo 14 tables, promotions: coupon, sale_coupon. Recorded where the recording has them; rules and
-- rewards as the server of the recordings has them.

CREATE TABLE coupon_rule (
  id serial PRIMARY KEY, rule_date_from timestamp, rule_date_to timestamp, rule_partners_domain varchar,
  rule_products_domain varchar, rule_min_quantity integer, rule_minimum_amount double precision,
  rule_minimum_amount_tax_inclusion varchar,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE coupon_reward (
  id serial PRIMARY KEY, reward_description varchar, reward_type varchar, reward_product_id integer,
  reward_product_quantity integer, discount_type varchar, discount_percentage double precision,
  discount_apply_on varchar, discount_max_amount double precision, discount_fixed_amount double precision,
  discount_line_product_id integer,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE coupon_reward_product_product_rel (
  coupon_reward_id integer NOT NULL, product_product_id integer NOT NULL,
  PRIMARY KEY (coupon_reward_id, product_product_id)
);

CREATE TABLE coupon_program (
  id serial PRIMARY KEY, name varchar NOT NULL, active boolean, rule_id integer NOT NULL, reward_id integer NOT NULL,
  sequence integer, maximum_use_number integer, program_type varchar, promo_code_usage varchar, promo_code varchar,
  promo_applicability varchar, company_id integer, validity_duration integer,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE coupon_coupon (
  id serial PRIMARY KEY, code varchar NOT NULL, state varchar NOT NULL, partner_id integer, program_id integer,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp, order_id integer,
  sales_order_id integer, CONSTRAINT coupon_coupon_unique_coupon_code UNIQUE (code)
);
