-- From Odoo 17 to 18: is_storable, company values in columns, final locations, tills that sync.

ALTER TABLE product_template ADD is_storable boolean, ADD is_favorite boolean, ADD lot_valuated boolean,
  ADD service_tracking varchar NOT NULL DEFAULT 'no', ADD public_description jsonb, ADD responsible_id jsonb,
  ADD property_stock_production jsonb, ADD property_stock_inventory jsonb, ADD property_account_income_id jsonb,
  ADD property_account_expense_id jsonb, ADD service_to_purchase jsonb;
UPDATE product_template SET is_storable = (detailed_type = 'product'), is_favorite = false,
  type = CASE detailed_type WHEN 'product' THEN 'consu' ELSE detailed_type END;
ALTER TABLE product_template DROP detailed_type, DROP priority, ALTER type SET NOT NULL;
ALTER TABLE product_product ADD standard_price jsonb;
UPDATE product_product p SET standard_price = v.prices
  FROM (SELECT res_id, jsonb_object_agg(company_id, value_float) AS prices FROM ir_property
         WHERE name = 'standard_price' AND company_id IS NOT NULL GROUP BY res_id) v
 WHERE v.res_id = 'product.product,' || p.id;
ALTER TABLE product_category ADD property_valuation jsonb, ADD property_cost_method jsonb,
  ADD property_account_income_categ_id jsonb, ADD property_account_expense_categ_id jsonb;
ALTER TABLE product_attribute ADD active boolean;
UPDATE product_attribute SET active = true;
ALTER TABLE product_attribute_value ADD active boolean;
UPDATE product_attribute_value SET active = true;
ALTER TABLE product_tag ADD sequence integer;
ALTER TABLE product_pricelist DROP discount_policy;
ALTER TABLE product_pricelist_item ADD display_applied_on varchar NOT NULL DEFAULT '1_product', ADD price_markup numeric;

-- Defaults for all records are rows of ir_default, by the field.
CREATE TABLE ir_model_fields (
  id serial PRIMARY KEY, name varchar NOT NULL, model varchar NOT NULL, relation varchar, ttype varchar NOT NULL
);
CREATE TABLE ir_default (
  id serial PRIMARY KEY, field_id integer NOT NULL REFERENCES ir_model_fields ON DELETE CASCADE,
  user_id integer REFERENCES res_users ON DELETE CASCADE, company_id integer REFERENCES res_company ON DELETE CASCADE,
  create_uid integer, write_uid integer, condition varchar, json_value varchar NOT NULL, create_date timestamp,
  write_date timestamp
);
INSERT INTO ir_model_fields (id, name, model, relation, ttype) VALUES
  (5129, 'property_stock_customer', 'res.partner', 'stock.location', 'many2one'),
  (5130, 'property_stock_supplier', 'res.partner', 'stock.location', 'many2one'),
  (5742, 'property_stock_production', 'product.template', 'stock.location', 'many2one'),
  (5743, 'property_stock_inventory', 'product.template', 'stock.location', 'many2one'),
  (4600, 'standard_price', 'product.product', NULL, 'float');
INSERT INTO ir_default (field_id, company_id, json_value)
  SELECT f.id, p.company_id, split_part(p.value_reference, ',', 2)
    FROM ir_property p JOIN ir_model_fields f ON f.name = p.name WHERE p.res_id IS NULL AND p.value_reference IS NOT NULL;
DROP TABLE ir_property;

ALTER TABLE account_tax ADD price_include_override varchar, ADD invoice_legal_notes text;
UPDATE account_tax SET price_include_override = 'tax_included' WHERE price_include;
ALTER TABLE account_tax DROP price_include;
ALTER TABLE res_company DROP period_lock_date, ADD account_price_include varchar NOT NULL DEFAULT 'tax_excluded',
  ADD sale_lock_date date, ADD hard_lock_date date;
UPDATE res_company SET point_of_sale_update_stock_quantities = 'real';
ALTER TABLE res_currency ADD iso_numeric integer,
  ALTER currency_unit_label TYPE jsonb USING CASE WHEN currency_unit_label IS NOT NULL THEN jsonb_build_object('en_US', currency_unit_label) END,
  ALTER currency_subunit_label TYPE jsonb USING CASE WHEN currency_subunit_label IS NOT NULL THEN jsonb_build_object('en_US', currency_subunit_label) END;
ALTER TABLE res_partner DROP date, DROP signup_expiration, DROP signup_token, DROP team_id,
  DROP last_time_entries_checked, ADD barcode jsonb, ADD specific_property_product_pricelist jsonb,
  ADD autopost_bills varchar NOT NULL DEFAULT 'ask', ADD credit_limit jsonb, ADD property_stock_customer jsonb,
  ADD property_stock_supplier jsonb, ADD property_account_position_id jsonb, ADD property_payment_term_id jsonb,
  ADD property_account_receivable_id jsonb, ADD property_account_payable_id jsonb,
  ADD property_delivery_carrier_id jsonb, ADD trust jsonb;
ALTER TABLE res_users ADD tour_enabled boolean, ADD property_warehouse_id jsonb;
ALTER TABLE res_users_apikeys ADD expiration_date timestamp;

ALTER TABLE stock_location DROP return_location;
ALTER TABLE stock_lot ALTER company_id DROP NOT NULL, ADD standard_price jsonb;
ALTER TABLE stock_move ADD location_final_id integer REFERENCES stock_location ON DELETE RESTRICT;
ALTER TABLE stock_move_line DROP product_category_name;
UPDATE stock_picking_type SET default_location_src_id = 4 WHERE default_location_src_id IS NULL;
UPDATE stock_picking_type SET default_location_dest_id = 5 WHERE default_location_dest_id IS NULL;
ALTER TABLE stock_picking_type DROP default_location_return_id, DROP show_reserved,
  ALTER default_location_src_id SET NOT NULL, ALTER default_location_dest_id SET NOT NULL,
  ADD move_type varchar NOT NULL DEFAULT 'direct';
ALTER TABLE stock_rule ADD push_domain varchar, ADD location_dest_from_rule boolean;
ALTER TABLE stock_warehouse ADD qc_type_id integer, ADD store_type_id integer, ADD xdock_type_id integer;
ALTER TABLE procurement_group ALTER move_type DROP NOT NULL;

ALTER TABLE sale_order DROP amount_to_invoice, DROP analytic_account_id, DROP delivery_rating_success,
  ALTER warehouse_id DROP NOT NULL, ADD pickup_location_data jsonb;
ALTER TABLE sale_order_line ADD technical_price_unit float8, ADD virtual_id varchar, ADD linked_virtual_id varchar,
  ADD linked_line_id integer REFERENCES sale_order_line ON DELETE CASCADE,
  ADD warehouse_id integer REFERENCES stock_warehouse ON DELETE SET NULL;
ALTER TABLE delivery_carrier ADD tracking_url varchar, ADD max_weight float8, ADD max_volume float8;

ALTER TABLE pos_config ADD access_token varchar, ADD order_edit_tracking boolean;
ALTER TABLE pos_order DROP note, ADD uuid varchar, ADD floating_order_name varchar, ADD email varchar,
  ADD mobile varchar, ADD general_note text, ADD amount_difference numeric, ADD has_deleted_line boolean;
ALTER TABLE pos_order ADD CONSTRAINT pos_order_unique_uuid UNIQUE (uuid);
ALTER TABLE pos_order_line ADD price_type varchar, ADD note varchar, ADD is_edited boolean, ADD qty_delivered float8;
ALTER TABLE pos_order_line ADD CONSTRAINT pos_order_line_unique_uuid UNIQUE (uuid);
ALTER TABLE pos_payment ADD uuid varchar, ADD payment_ref_no varchar, ADD card_brand varchar, ADD card_no varchar;
ALTER TABLE pos_payment ADD CONSTRAINT pos_payment_unique_uuid UNIQUE (uuid);
ALTER TABLE pos_payment_method ADD payment_method_type varchar NOT NULL DEFAULT 'none', ADD qr_code_method varchar;

ALTER TABLE loyalty_card ADD active boolean;
