-- From Odoo 16 to 17: done quantities, locked orders, names of partners, refunds and rounding of little use gone.

ALTER TABLE stock_move_line RENAME reserved_uom_qty TO quantity;
ALTER TABLE stock_move_line RENAME reserved_qty TO quantity_product_uom;
ALTER TABLE stock_move_line DROP qty_done, ADD picked boolean, ADD carrier_id integer, ALTER quantity DROP NOT NULL;
ALTER TABLE stock_move DROP note, DROP created_purchase_line_id, ADD quantity numeric, ADD picked boolean,
  ADD scrap_id integer;
ALTER TABLE stock_picking DROP message_main_attachment_id, DROP immediate_transfer, ADD picking_properties jsonb,
  ADD return_id integer REFERENCES stock_picking ON DELETE SET NULL;
UPDATE stock_quant SET in_date = now() AT TIME ZONE 'UTC' WHERE in_date IS NULL;
ALTER TABLE stock_quant ALTER in_date SET NOT NULL, ALTER in_date SET DEFAULT now() AT TIME ZONE 'UTC';
ALTER TABLE stock_picking_type ADD default_location_return_id integer REFERENCES stock_location ON DELETE SET NULL,
  ADD product_label_format varchar, ADD lot_label_format varchar, ADD auto_print_delivery_slip boolean;
ALTER TABLE stock_lot DROP message_main_attachment_id, ADD location_id integer REFERENCES stock_location ON DELETE SET NULL;
ALTER TABLE stock_quant_package DROP packaging_id, ADD package_type_id integer, ADD pack_date date,
  ADD package_use varchar NOT NULL DEFAULT 'disposable', ADD shipping_weight float8;
ALTER TABLE stock_quant_package ALTER name SET NOT NULL;
ALTER TABLE product_packaging ALTER product_id SET NOT NULL, ADD package_type_id integer;

ALTER TABLE product_template DROP message_main_attachment_id, DROP pos_categ_id, DROP service_to_purchase,
  ALTER type DROP NOT NULL, ALTER sale_delay TYPE integer, ADD product_properties jsonb,
  ADD country_of_origin integer REFERENCES res_country ON DELETE SET NULL;
ALTER TABLE product_product DROP message_main_attachment_id, ADD lot_properties_definition jsonb;
ALTER TABLE product_pricelist_item DROP active;
ALTER TABLE product_template_attribute_line ADD sequence integer;
ALTER TABLE account_tax ADD invoice_label jsonb;
ALTER TABLE delivery_carrier DROP zip_from, DROP zip_to, ADD shipping_insurance integer,
  ADD carrier_description jsonb, ADD fixed_margin float8;
ALTER TABLE res_country ALTER code SET NOT NULL;
ALTER TABLE res_company DROP chart_template_id, ADD parent_id integer REFERENCES res_company ON DELETE SET NULL,
  ADD parent_path varchar, ADD active boolean DEFAULT true;
UPDATE res_company SET active = true, parent_path = id || '/';

ALTER TABLE res_partner RENAME display_name TO complete_name;
ALTER TABLE res_partner DROP credit_limit, DROP message_main_attachment_id, ADD company_registry varchar;
DELETE FROM ir_model_data WHERE model = 'crm.team' AND res_id NOT IN (SELECT id FROM crm_team);

ALTER TABLE sale_order DROP message_main_attachment_id, DROP show_update_pricelist, ALTER pricelist_id DROP NOT NULL,
  ADD locked boolean, ADD amount_to_invoice numeric, ADD delivery_status varchar, ADD journal_id integer,
  ADD prepayment_percent float8, ADD shipping_weight float8, ADD amount_unpaid numeric;
ALTER TABLE sale_order_line DROP price_reduce, DROP qty_delivered_manual;

ALTER TABLE procurement_group ADD pos_order_id integer REFERENCES pos_order ON DELETE SET NULL;
ALTER TABLE pos_config ALTER pricelist_id DROP NOT NULL, ADD journal_id integer, ADD use_pricelist boolean,
  ADD warehouse_id integer REFERENCES stock_warehouse ON DELETE SET NULL, ADD ship_later boolean,
  ADD picking_policy varchar NOT NULL DEFAULT 'direct', ADD route_id integer REFERENCES stock_route ON DELETE SET NULL;
ALTER TABLE pos_session DROP message_main_attachment_id, DROP cash_real_difference, DROP cash_real_expected,
  ADD access_token varchar, ADD closing_notes text;
ALTER TABLE pos_order ALTER pricelist_id DROP NOT NULL, ADD config_id integer REFERENCES pos_config ON DELETE SET NULL,
  ADD access_token varchar, ADD ticket_code varchar, ADD shipping_date date,
  ADD procurement_group_id integer REFERENCES procurement_group ON DELETE SET NULL;
ALTER TABLE pos_order_line ADD combo_parent_id integer REFERENCES pos_order_line ON DELETE SET NULL,
  ADD skip_change boolean, ADD is_total_cost_computed boolean, ADD reward_id integer, ADD coupon_id integer,
  ADD sale_order_origin_id integer REFERENCES sale_order ON DELETE SET NULL,
  ADD sale_order_line_id integer REFERENCES sale_order_line ON DELETE SET NULL;
ALTER TABLE pos_payment ADD company_id integer REFERENCES res_company ON DELETE SET NULL, ADD account_move_id integer;
ALTER TABLE pos_payment_method ALTER receivable_account_id DROP NOT NULL, ADD is_online_payment boolean;

ALTER TABLE loyalty_program ADD date_from date;
CREATE TABLE loyalty_program_product_pricelist_rel (
  loyalty_program_id integer NOT NULL, product_pricelist_id integer NOT NULL,
  PRIMARY KEY (loyalty_program_id, product_pricelist_id)
);
