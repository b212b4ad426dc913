-- From Odoo 18 to 19: units refer to units, references instead of procurement groups, packages in packages.

ALTER TABLE uom_uom DROP category_id, DROP uom_type, DROP rounding, ALTER factor DROP NOT NULL, ADD sequence integer,
  ADD relative_uom_id integer REFERENCES uom_uom ON DELETE CASCADE, ADD relative_factor numeric NOT NULL DEFAULT 1,
  ADD parent_path varchar, ADD package_type_id integer, ADD is_pos_groupable boolean;
-- factor was "how many make one of the reference", it is now "how many of the reference it holds".
UPDATE uom_uom SET factor = CASE WHEN factor = 0 THEN 1 ELSE round(1 / factor, 6) END, parent_path = id || '/';
UPDATE uom_uom u SET relative_uom_id = r.id, relative_factor = u.factor, parent_path = r.id || '/' || u.id || '/'
  FROM uom_uom r WHERE r.id = 1 AND u.id = 2;
DROP TABLE uom_category;
CREATE TABLE product_uom (
  id serial PRIMARY KEY, uom_id integer NOT NULL REFERENCES uom_uom ON DELETE CASCADE,
  product_id integer NOT NULL REFERENCES product_product ON DELETE CASCADE,
  company_id integer REFERENCES res_company ON DELETE SET NULL, create_uid integer, write_uid integer,
  barcode varchar NOT NULL, create_date timestamp, write_date timestamp,
  CONSTRAINT product_uom_barcode_uniq UNIQUE (barcode)
);

ALTER TABLE product_template DROP uom_po_id, DROP purchase_line_warn, DROP sale_line_warn,
  ALTER categ_id DROP NOT NULL, ADD pos_sequence integer, ADD lot_sequence_id integer REFERENCES ir_sequence ON DELETE SET NULL;
ALTER TABLE product_product ADD is_favorite boolean;
ALTER TABLE product_tag ADD visible_to_customers boolean, ADD pos_description jsonb;
ALTER TABLE product_pricelist_item ALTER pricelist_id DROP NOT NULL;
CREATE TABLE product_value (
  id serial PRIMARY KEY, product_id integer REFERENCES product_product ON DELETE CASCADE,
  lot_id integer REFERENCES stock_lot ON DELETE SET NULL, move_id integer REFERENCES stock_move ON DELETE SET NULL,
  company_id integer NOT NULL REFERENCES res_company ON DELETE RESTRICT,
  user_id integer NOT NULL REFERENCES res_users ON DELETE RESTRICT, create_uid integer, write_uid integer,
  description varchar, value numeric NOT NULL, date timestamp NOT NULL, create_date timestamp, write_date timestamp
);

ALTER TABLE account_tax ADD is_domestic boolean,
  ALTER invoice_legal_notes TYPE jsonb USING CASE WHEN invoice_legal_notes IS NOT NULL THEN jsonb_build_object('en_US', invoice_legal_notes) END;
UPDATE account_tax SET is_domestic = TRUE;
CREATE TABLE account_fiscal_position_account_tax_rel (
  account_fiscal_position_id integer NOT NULL REFERENCES account_fiscal_position ON DELETE CASCADE,
  account_tax_id integer NOT NULL REFERENCES account_tax ON DELETE CASCADE,
  PRIMARY KEY (account_fiscal_position_id, account_tax_id)
);
CREATE TABLE account_tax_alternatives (
  dest_tax_id integer NOT NULL REFERENCES account_tax ON DELETE CASCADE,
  src_tax_id integer NOT NULL REFERENCES account_tax ON DELETE CASCADE, PRIMARY KEY (dest_tax_id, src_tax_id)
);
INSERT INTO account_fiscal_position_account_tax_rel
  SELECT DISTINCT position_id, tax_dest_id FROM account_fiscal_position_tax WHERE tax_dest_id IS NOT NULL;
INSERT INTO account_tax_alternatives
  SELECT DISTINCT tax_dest_id, tax_src_id FROM account_fiscal_position_tax WHERE tax_dest_id IS NOT NULL;
DROP TABLE account_fiscal_position_tax;
ALTER TABLE res_company DROP stock_move_sms_validation, ADD stock_text_confirmation boolean,
  ADD stock_confirmation_type varchar, ADD horizon_days float8 NOT NULL DEFAULT 365,
  ADD inventory_period varchar NOT NULL DEFAULT 'manual', ADD inventory_valuation varchar,
  ADD cost_method varchar NOT NULL DEFAULT 'standard';
UPDATE res_company SET tax_calculation_rounding_method = 'round_globally';
ALTER TABLE res_partner DROP title, DROP mobile, DROP partner_gid, DROP additional_info, DROP invoice_warn,
  DROP invoice_warn_msg, DROP debit_limit, DROP picking_warn, DROP purchase_warn, DROP sale_warn,
  ADD properties jsonb, ADD group_rfq varchar NOT NULL DEFAULT 'default', ADD group_on varchar NOT NULL DEFAULT 'default',
  ADD is_pickup_location boolean, ADD global_location_number varchar;

ALTER TABLE stock_location DROP posx, DROP posy, DROP posz, DROP comment, DROP scrap_location,
  DROP valuation_in_account_id, DROP valuation_out_account_id, ADD valuation_account_id integer;
ALTER TABLE stock_quant DROP storage_category_id;
ALTER TABLE stock_quant_package RENAME TO stock_package;
ALTER SEQUENCE stock_quant_package_id_seq RENAME TO stock_package_id_seq;
ALTER TABLE stock_package DROP package_use, ADD complete_name varchar, ADD parent_path varchar,
  ADD parent_package_id integer REFERENCES stock_package ON DELETE SET NULL,
  ADD package_dest_id integer REFERENCES stock_package ON DELETE SET NULL;
ALTER TABLE stock_lot DROP product_uom_id;
CREATE TABLE stock_reference (
  id serial PRIMARY KEY, create_uid integer, write_uid integer, name varchar NOT NULL, create_date timestamp,
  write_date timestamp
);
CREATE TABLE stock_reference_move_rel (
  move_id integer NOT NULL REFERENCES stock_move ON DELETE CASCADE,
  reference_id integer NOT NULL REFERENCES stock_reference ON DELETE CASCADE, PRIMARY KEY (move_id, reference_id)
);
CREATE TABLE stock_reference_sale_rel (
  sale_id integer NOT NULL REFERENCES sale_order ON DELETE CASCADE,
  reference_id integer NOT NULL REFERENCES stock_reference ON DELETE CASCADE, PRIMARY KEY (sale_id, reference_id)
);
ALTER TABLE stock_move DROP group_id, DROP package_level_id, DROP product_packaging_id, DROP name,
  DROP description_picking, DROP scrapped, ADD packaging_uom_id integer REFERENCES uom_uom ON DELETE SET NULL,
  ADD packaging_uom_qty float8, ADD inventory_name varchar, ADD description_picking_manual text,
  ADD account_move_id integer, ADD value numeric, ADD is_in boolean, ADD is_out boolean, ADD is_dropship boolean;
ALTER TABLE stock_move_line DROP package_level_id, DROP reference, DROP description_picking, DROP carrier_id,
  ADD package_history_id integer, ADD is_entire_pack boolean;
ALTER TABLE stock_picking DROP group_id, DROP date, ADD shipping_weight numeric;
ALTER TABLE stock_picking_type ADD set_package_type boolean;
ALTER TABLE stock_route DROP packaging_selectable, ADD package_type_selectable boolean;
ALTER TABLE stock_rule DROP group_id, DROP propagate_warehouse_id, DROP group_propagation_option;
ALTER TABLE stock_warehouse DROP crossdock_route_id, DROP buy_to_resupply;

ALTER TABLE sale_order DROP procurement_group_id, ADD preferred_payment_method_line_id integer;
ALTER TABLE sale_order_line DROP product_packaging_id, DROP product_packaging_qty, DROP route_id,
  ADD extra_tax_data jsonb, ADD is_optional boolean, ADD collapse_prices boolean, ADD collapse_composition boolean;
ALTER TABLE sale_order_line RENAME product_uom TO product_uom_id;
DROP TABLE product_packaging;
ALTER TABLE delivery_carrier ADD allow_cash_on_delivery boolean;

ALTER TABLE pos_config DROP sequence_id, DROP sequence_line_id, ADD currency_id integer REFERENCES res_currency ON DELETE SET NULL,
  ADD order_seq_id integer REFERENCES ir_sequence ON DELETE SET NULL,
  ADD order_backend_seq_id integer REFERENCES ir_sequence ON DELETE SET NULL,
  ADD order_line_seq_id integer REFERENCES ir_sequence ON DELETE SET NULL,
  ADD device_seq_id integer REFERENCES ir_sequence ON DELETE SET NULL, ADD last_data_change timestamp;
UPDATE pos_config SET order_seq_id = 17, order_line_seq_id = 18;
ALTER TABLE pos_order DROP procurement_group_id, DROP general_note, ALTER session_id DROP NOT NULL, ADD source varchar,
  ADD tracking_number varchar, ADD general_customer_note text, ADD internal_note text, ADD is_refund boolean,
  ADD preset_time timestamp;
ALTER TABLE pos_order_line DROP skip_change, ADD extra_tax_data jsonb;
ALTER TABLE pos_session DROP sequence_number, DROP login_number, ALTER name DROP NOT NULL;
DROP TABLE procurement_group;
