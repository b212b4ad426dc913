-- Odoo 14 tables, product: names, types, keys and indexes as the real ones.

CREATE TABLE uom_category (
  id serial PRIMARY KEY, name varchar NOT NULL, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, is_pos_groupable boolean
);

CREATE TABLE uom_uom (
  id serial PRIMARY KEY, name varchar NOT NULL, category_id integer NOT NULL, factor numeric NOT NULL,
  rounding numeric NOT NULL, active boolean, uom_type varchar NOT NULL, create_uid integer,
  create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT uom_uom_factor_gt_zero CHECK ((factor <> (0)::numeric)),
  CONSTRAINT uom_uom_factor_reference_is_one CHECK (((((uom_type)::text = 'reference'::text) AND (factor = 1.0)) OR ((uom_type)::text <> 'reference'::text))),
  CONSTRAINT uom_uom_rounding_gt_zero CHECK ((rounding > (0)::numeric))
);

CREATE TABLE product_category (
  id serial PRIMARY KEY, name varchar NOT NULL, complete_name varchar, parent_id integer, parent_path varchar,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  removal_strategy_id integer
);
CREATE INDEX product_category_name_index ON product_category (name);
CREATE INDEX product_category_parent_id_index ON product_category (parent_id);
CREATE INDEX product_category_parent_path_index ON product_category (parent_path);

CREATE TABLE product_template (
  id serial PRIMARY KEY, message_main_attachment_id integer, name varchar NOT NULL, sequence integer,
  description text, description_purchase text, description_sale text, type varchar NOT NULL,
  categ_id integer NOT NULL, list_price numeric, volume numeric, weight numeric, sale_ok boolean,
  purchase_ok boolean, uom_id integer NOT NULL, uom_po_id integer NOT NULL, company_id integer,
  active boolean, color integer, default_code varchar, can_image_1024_be_zoomed boolean,
  has_configurable_attributes boolean, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, sale_delay float8, tracking varchar NOT NULL, description_picking text,
  description_pickingout text, description_pickingin text, purchase_method varchar,
  purchase_line_warn varchar NOT NULL, purchase_line_warn_msg text, available_in_pos boolean,
  to_weight boolean, pos_categ_id integer, service_type varchar, sale_line_warn varchar NOT NULL,
  sale_line_warn_msg text, expense_policy varchar, invoice_policy varchar, service_to_purchase boolean,
  hs_code varchar,
  CONSTRAINT product_template_service_to_purchase CHECK (((((type)::text <> 'service'::text) AND (service_to_purchase <> true)) OR ((type)::text = 'service'::text)))
);
CREATE INDEX product_template_company_id_index ON product_template (company_id);
CREATE INDEX product_template_name_index ON product_template (name);

CREATE TABLE product_product (
  id serial PRIMARY KEY, message_main_attachment_id integer, default_code varchar, active boolean,
  product_tmpl_id integer NOT NULL, barcode varchar, combination_indices varchar, volume numeric,
  weight numeric, can_image_variant_1024_be_zoomed boolean, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp, CONSTRAINT product_product_barcode_uniq UNIQUE (barcode)
);
CREATE INDEX product_product_combination_indices_index ON product_product (combination_indices);
CREATE UNIQUE INDEX product_product_combination_unique ON product_product (product_tmpl_id, combination_indices) WHERE (active IS TRUE);
CREATE INDEX product_product_default_code_index ON product_product (default_code);
CREATE INDEX product_product_product_tmpl_id_index ON product_product (product_tmpl_id);

CREATE TABLE product_taxes_rel (
  prod_id integer NOT NULL, tax_id integer NOT NULL, PRIMARY KEY (prod_id, tax_id)
);
CREATE INDEX product_taxes_rel_tax_id_prod_id_idx ON product_taxes_rel (tax_id, prod_id);

CREATE TABLE product_attribute (
  id serial PRIMARY KEY, name varchar NOT NULL, sequence integer, create_variant varchar NOT NULL,
  display_type varchar NOT NULL, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp
);
CREATE INDEX product_attribute_sequence_index ON product_attribute (sequence);

CREATE TABLE product_attribute_value (
  id serial PRIMARY KEY, name varchar NOT NULL, sequence integer, attribute_id integer NOT NULL,
  is_custom boolean, html_color varchar, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, CONSTRAINT product_attribute_value_value_company_uniq UNIQUE (name, attribute_id)
);
CREATE INDEX product_attribute_value_attribute_id_index ON product_attribute_value (attribute_id);
CREATE INDEX product_attribute_value_sequence_index ON product_attribute_value (sequence);

CREATE TABLE product_attribute_product_template_rel (
  product_attribute_id integer NOT NULL, product_template_id integer NOT NULL,
  PRIMARY KEY (product_attribute_id, product_template_id)
);
CREATE INDEX product_attribute_product_tem_product_template_id_product_a_idx ON product_attribute_product_template_rel (product_template_id, product_attribute_id);

CREATE TABLE product_template_attribute_line (
  id serial PRIMARY KEY, active boolean, product_tmpl_id integer NOT NULL, attribute_id integer NOT NULL,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);
CREATE INDEX product_template_attribute_line_attribute_id_index ON product_template_attribute_line (attribute_id);
CREATE INDEX product_template_attribute_line_product_tmpl_id_index ON product_template_attribute_line (product_tmpl_id);

CREATE TABLE product_attribute_value_product_template_attribute_line_rel (
  product_attribute_value_id integer NOT NULL, product_template_attribute_line_id integer NOT NULL,
  PRIMARY KEY (product_attribute_value_id, product_template_attribute_line_id)
);
CREATE INDEX product_attribute_value_produ_product_template_attribute_li_idx ON product_attribute_value_product_template_attribute_line_rel (product_template_attribute_line_id, product_attribute_value_id);

CREATE TABLE product_template_attribute_value (
  id serial PRIMARY KEY, ptav_active boolean, product_attribute_value_id integer NOT NULL,
  attribute_line_id integer NOT NULL, price_extra numeric, product_tmpl_id integer, attribute_id integer,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  CONSTRAINT product_template_attribute_value_attribute_value_unique UNIQUE (attribute_line_id, product_attribute_value_id)
);
CREATE INDEX product_template_attribute_value_attribute_id_index ON product_template_attribute_value (attribute_id);
CREATE INDEX product_template_attribute_value_attribute_line_id_index ON product_template_attribute_value (attribute_line_id);
CREATE INDEX product_template_attribute_value_product_attribute_value_id_ind ON product_template_attribute_value (product_attribute_value_id);
CREATE INDEX product_template_attribute_value_product_tmpl_id_index ON product_template_attribute_value (product_tmpl_id);

CREATE TABLE product_variant_combination (
  product_product_id integer NOT NULL, product_template_attribute_value_id integer NOT NULL,
  PRIMARY KEY (product_product_id, product_template_attribute_value_id)
);
CREATE INDEX product_variant_combination_product_template_attribute_valu_idx ON product_variant_combination (product_template_attribute_value_id, product_product_id);

CREATE TABLE product_pricelist (
  id serial PRIMARY KEY, name varchar NOT NULL, active boolean, currency_id integer NOT NULL,
  company_id integer, sequence integer, discount_policy varchar NOT NULL, create_uid integer,
  create_date timestamp, write_uid integer, write_date timestamp
);

CREATE TABLE product_pricelist_item (
  id serial PRIMARY KEY, product_tmpl_id integer, product_id integer, categ_id integer, min_quantity numeric,
  applied_on varchar NOT NULL, base varchar NOT NULL, base_pricelist_id integer,
  pricelist_id integer NOT NULL, price_surcharge numeric, price_discount numeric, price_round numeric,
  price_min_margin numeric, price_max_margin numeric, company_id integer, currency_id integer, active boolean,
  date_start timestamp, date_end timestamp, compute_price varchar NOT NULL, fixed_price numeric,
  percent_price float8, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);
CREATE INDEX product_pricelist_item_compute_price_index ON product_pricelist_item (compute_price);
CREATE INDEX product_pricelist_item_pricelist_id_index ON product_pricelist_item (pricelist_id);

CREATE TABLE product_supplierinfo (
  id serial PRIMARY KEY, name integer NOT NULL, product_name varchar, product_code varchar, sequence integer,
  min_qty numeric NOT NULL, price numeric NOT NULL, company_id integer, currency_id integer NOT NULL,
  date_start date, date_end date, product_id integer, product_tmpl_id integer, delay integer NOT NULL,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);
CREATE INDEX product_supplierinfo_company_id_index ON product_supplierinfo (company_id);
CREATE INDEX product_supplierinfo_product_tmpl_id_index ON product_supplierinfo (product_tmpl_id);
