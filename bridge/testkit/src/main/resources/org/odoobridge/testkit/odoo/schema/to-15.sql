-- From Odoo 14 to 15: counting by a stored quantity and a button, detailed_type, packagings on lines.

ALTER TABLE product_template DROP CONSTRAINT product_template_service_to_purchase, ADD detailed_type varchar,
  ADD priority varchar;
UPDATE product_template SET detailed_type = type, priority = '0';
ALTER TABLE product_template ALTER detailed_type SET NOT NULL, ALTER detailed_type SET DEFAULT 'consu';

ALTER TABLE stock_quant ADD storage_category_id integer, ADD user_id integer REFERENCES res_users ON DELETE SET NULL,
  ADD inventory_date date, ADD inventory_quantity numeric, ADD inventory_diff_quantity numeric,
  ADD inventory_quantity_set boolean, ADD accounting_date date;
ALTER TABLE stock_location ADD cyclic_inventory_frequency integer, ADD storage_category_id integer,
  ADD last_inventory_date date, ADD next_inventory_date date;
ALTER TABLE stock_move DROP inventory_id, ADD reservation_date date, ADD is_inventory boolean,
  ADD product_packaging_id integer REFERENCES product_packaging ON DELETE SET NULL;
ALTER TABLE stock_move_line ADD product_category_name varchar;
ALTER TABLE stock_picking_type ADD reservation_method varchar NOT NULL DEFAULT 'at_confirm',
  ADD reservation_days_before integer, ADD reservation_days_before_priority integer, ADD print_label boolean;
ALTER TABLE sale_order_line DROP product_packaging, ADD product_packaging_qty float8,
  ADD product_packaging_id integer REFERENCES product_packaging ON DELETE SET NULL;
ALTER TABLE sale_order ALTER effective_date TYPE timestamp;
ALTER TABLE account_tax ADD country_id integer REFERENCES res_country ON DELETE RESTRICT, ADD is_base_affected boolean;
UPDATE account_tax SET country_id = (SELECT id FROM res_country WHERE code = 'US'), is_base_affected = true;
ALTER TABLE account_tax ALTER country_id SET NOT NULL;
ALTER TABLE res_company ADD account_fiscal_country_id integer REFERENCES res_country ON DELETE SET NULL;
UPDATE res_company SET account_fiscal_country_id = (SELECT id FROM res_country WHERE code = 'US');
ALTER TABLE mrp_bom_line ADD product_tmpl_id integer REFERENCES product_template ON DELETE SET NULL;
ALTER TABLE product_packaging ADD sales boolean, ADD purchase boolean;
ALTER TABLE pos_order_line ADD refunded_orderline_id integer REFERENCES pos_order_line ON DELETE SET NULL,
  ADD customer_note varchar, ADD total_cost numeric, ADD price_extra float8;
ALTER TABLE product_attribute_value ADD color integer;
ALTER TABLE product_template_attribute_value ADD color integer;
ALTER TABLE product_template_attribute_line ADD value_count integer;
ALTER TABLE pos_payment_method ADD sequence integer, ADD outstanding_account_id integer, ADD journal_id integer;
