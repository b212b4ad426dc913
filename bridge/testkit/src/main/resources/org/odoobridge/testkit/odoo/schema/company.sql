-- One company in euro with one warehouse, a till and two people; ids as in a fresh Odoo 14.
INSERT INTO res_currency (id, name, symbol, rounding, decimal_places, active, position) VALUES
  (1, 'EUR', '€', 0.01, 2, true, 'after'), (2, 'USD', '$', 0.01, 2, true, 'before');

INSERT INTO res_partner (id, name, display_name, email, email_normalized, is_company, active, type, lang, company_id,
  commercial_partner_id, partner_share, color) VALUES
  (1, 'My Company', 'My Company', 'company@example.test', 'company@example.test', true, true, 'contact', 'en_US', NULL, 1, true, 0),
  (2, 'OdooBot', 'OdooBot', 'odoobot@example.test', 'odoobot@example.test', false, false, 'contact', 'en_US', 1, 2, false, 0),
  (3, 'Administrator', 'Administrator', 'admin@example.test', 'admin@example.test', false, true, 'contact', 'en_US', 1, 3, false, 0),
  (4, 'Public user', 'Public user', NULL, NULL, false, false, 'contact', 'en_US', NULL, 4, true, 0),
  (5, 'Default User Template', 'Default User Template', NULL, NULL, false, false, 'contact', 'en_US', NULL, 5, false, 0),
  (6, 'Portal User Template', 'Portal User Template', NULL, NULL, false, false, 'contact', 'en_US', NULL, 6, true, 0),
  (7, 'Bridge', 'Bridge', 'bridge@example.test', 'bridge@example.test', false, true, 'contact', 'en_US', 1, 7, false, 0);
INSERT INTO res_company (id, name, partner_id, currency_id, sequence, tax_calculation_rounding_method,
  anglo_saxon_accounting, stock_move_sms_validation, has_received_warning_stock_sms,
  point_of_sale_update_stock_quantities, quotation_validity_days, security_lead) VALUES
  (1, 'My Company', 1, 1, 0, 'round_per_line', true, true, false, 'closing', 30, 0);

INSERT INTO crm_team (id, name, sequence, active, company_id) VALUES
  (1, 'Sales', 0, true, NULL), (2, 'Website', 10, false, NULL), (3, 'Point of Sale', 10, true, NULL), (4, 'eBay', 10, false, 1);
INSERT INTO res_users (id, active, login, password, company_id, partner_id, share, notification_type, sale_team_id) VALUES
  (1, false, '__system__', NULL, 1, 2, false, 'inbox', NULL),
  (2, true, 'admin', 'admin', 1, 3, false, 'email', 1),
  (3, false, 'default', NULL, 1, 5, false, 'email', NULL),
  (4, false, 'public', NULL, 1, 4, true, 'email', NULL),
  (5, false, 'portaltemplate', NULL, 1, 6, true, 'email', NULL),
  (6, true, 'bridge-bot', 'bridge-bot', 1, 7, false, 'email', NULL);
INSERT INTO res_company_users_rel (cid, user_id) SELECT 1, id FROM res_users;

INSERT INTO account_tax_group (id, name, sequence) VALUES (1, 'Taxes', 10), (2, 'Tax 15%', 10);
INSERT INTO account_tax (id, name, type_tax_use, amount_type, active, company_id, sequence, amount, description,
  price_include, include_base_amount, analytic, tax_group_id, tax_exigibility) VALUES
  (1, 'Tax 15.00%', 'sale', 'percent', true, 1, 1, 15, '15.00%', false, false, false, 2, 'on_invoice'),
  (2, 'Tax 15.00%', 'purchase', 'percent', true, 1, 1, 15, '15.00%', false, false, false, 2, 'on_invoice'),
  (3, 'VAT 19%', 'sale', 'percent', true, 1, 2, 19, '19%', false, false, false, 1, 'on_invoice'),
  (4, 'VAT 7%', 'sale', 'percent', true, 1, 3, 7, '7%', false, false, false, 1, 'on_invoice');
UPDATE res_company SET account_sale_tax_id = 1, account_purchase_tax_id = 2;

INSERT INTO stock_location (id, name, complete_name, active, usage, location_id, posx, posy, posz, parent_path,
  company_id, scrap_location, return_location, barcode) VALUES
  (1, 'Physical Locations', 'Physical Locations', true, 'view', NULL, 0, 0, 0, '1/', NULL, false, false, NULL),
  (2, 'Partner Locations', 'Partner Locations', true, 'view', NULL, 0, 0, 0, '2/', NULL, false, false, NULL),
  (3, 'Virtual Locations', 'Virtual Locations', true, 'view', NULL, 0, 0, 0, '3/', NULL, false, false, NULL),
  (4, 'Vendors', 'Partner Locations/Vendors', true, 'supplier', 2, 0, 0, 0, '2/4/', NULL, false, false, NULL),
  (5, 'Customers', 'Partner Locations/Customers', true, 'customer', 2, 0, 0, 0, '2/5/', NULL, false, false, NULL),
  (6, 'Inter-company transit', 'Virtual Locations/Inter-company transit', false, 'transit', 3, 0, 0, 0, '3/6/', NULL, false, false, NULL),
  (7, 'WH', 'WH', true, 'view', 1, 0, 0, 0, '1/7/', 1, false, false, NULL),
  (8, 'Stock', 'WH/Stock', true, 'internal', 7, 0, 0, 0, '1/7/8/', 1, false, false, 'WH-STOCK'),
  (9, 'Input', 'WH/Input', false, 'internal', 7, 0, 0, 0, '1/7/9/', 1, false, false, 'WH-INPUT'),
  (10, 'Quality Control', 'WH/Quality Control', false, 'internal', 7, 0, 0, 0, '1/7/10/', 1, false, false, 'WH-QUALITY'),
  (11, 'Output', 'WH/Output', false, 'internal', 7, 0, 0, 0, '1/7/11/', 1, false, false, 'WH-OUTPUT'),
  (12, 'Packing Zone', 'WH/Packing Zone', false, 'internal', 7, 0, 0, 0, '1/7/12/', 1, false, false, 'WH-PACKING'),
  (13, 'Inter-warehouse transit', 'Physical Locations/Inter-warehouse transit', false, 'transit', 1, 0, 0, 0, '1/13/', 1, false, false, NULL),
  (14, 'Inventory adjustment', 'Virtual Locations/Inventory adjustment', true, 'inventory', 3, 0, 0, 0, '3/14/', 1, false, false, NULL),
  (15, 'Production', 'Virtual Locations/Production', true, 'production', 3, 0, 0, 0, '3/15/', 1, false, false, NULL),
  (16, 'Scrap', 'Virtual Locations/Scrap', true, 'inventory', 3, 0, 0, 0, '3/16/', 1, true, false, NULL);
UPDATE res_company SET internal_transit_location_id = 13;

INSERT INTO ir_sequence (id, code, name, prefix, padding, implementation, number_next, number_increment, active, company_id) VALUES
  (2, 'procurement.group', 'Procurement Group', 'PG/', 6, 'standard', 1, 1, true, NULL),
  (3, NULL, 'San Francisco Sequence in', 'WH/IN/', 5, 'standard', 1, 1, true, 1),
  (4, NULL, 'San Francisco Sequence out', 'WH/OUT/', 5, 'standard', 1, 1, true, 1),
  (5, NULL, 'San Francisco Sequence picking', 'WH/PICK/', 5, 'standard', 1, 1, true, 1),
  (6, NULL, 'San Francisco Sequence packing', 'WH/PACK/', 5, 'standard', 1, 1, true, 1),
  (7, NULL, 'San Francisco Sequence internal', 'WH/INT/', 5, 'standard', 1, 1, true, 1),
  (15, 'pos.session', 'POS Session', 'POS/', 5, 'standard', 1, 1, true, NULL),
  (16, NULL, 'San Francisco Picking POS', 'WH/POS/', 5, 'standard', 1, 1, true, 1),
  (17, 'pos.order', 'POS Order Shop', 'Shop/', 4, 'standard', 1, 1, true, 1),
  (18, 'pos.order.line', 'POS order line Shop', 'Shop/', 4, 'standard', 1, 1, true, 1),
  (19, 'sale.order', 'Sales Order', 'S', 5, 'standard', 1, 1, true, NULL);

INSERT INTO stock_warehouse (id, name, active, company_id, partner_id, view_location_id, lot_stock_id, code,
  reception_steps, delivery_steps, wh_input_stock_loc_id, wh_qc_stock_loc_id, wh_output_stock_loc_id,
  wh_pack_stock_loc_id, sequence, buy_to_resupply) VALUES
  (1, 'San Francisco', true, 1, 1, 7, 8, 'WH', 'one_step', 'ship_only', 9, 10, 11, 12, 10, true);
INSERT INTO stock_picking_type (id, name, color, sequence, sequence_id, sequence_code, default_location_src_id,
  default_location_dest_id, code, return_picking_type_id, show_entire_packs, warehouse_id, active, use_create_lots,
  use_existing_lots, show_operations, show_reserved, barcode, company_id) VALUES
  (1, 'Receipts', 0, 1, 3, 'IN', NULL, 8, 'incoming', NULL, false, 1, true, true, false, false, false, 'WH-RECEIPTS', 1),
  (2, 'Delivery Orders', 0, 5, 4, 'OUT', 8, NULL, 'outgoing', 1, false, 1, true, false, true, false, true, 'WH-DELIVERY', 1),
  (3, 'Pick', 0, 3, 5, 'PICK', 8, 12, 'internal', NULL, false, 1, false, false, true, false, true, 'WH-PICK', 1),
  (4, 'Pack', 0, 4, 6, 'PACK', 12, 8, 'internal', NULL, false, 1, false, false, true, false, true, 'WH-PACK', 1),
  (5, 'Internal Transfers', 0, 2, 7, 'INT', 8, 8, 'internal', NULL, false, 1, false, false, true, false, true, 'WH-INTERNAL', 1),
  (6, 'PoS Orders', 1, 12, 16, 'POS', 8, 5, 'outgoing', NULL, false, 1, true, true, true, false, true, NULL, 1);
UPDATE stock_picking_type SET return_picking_type_id = 2 WHERE id = 1;

INSERT INTO stock_location_route (id, name, active, sequence, product_selectable, product_categ_selectable,
  warehouse_selectable, company_id, sale_selectable) VALUES
  (1, 'Replenish on Order (MTO)', false, 5, true, NULL, NULL, NULL, true),
  (2, 'San Francisco: Receive in 1 step (stock)', true, 9, false, true, true, 1, NULL),
  (3, 'San Francisco: Deliver in 1 step (ship)', true, 10, false, true, true, 1, NULL),
  (4, 'San Francisco: Cross-Dock', false, 20, true, true, NULL, 1, NULL),
  (5, 'Buy', true, 5, true, NULL, NULL, NULL, NULL);
INSERT INTO stock_route_warehouse (route_id, warehouse_id) VALUES (2, 1), (3, 1);
INSERT INTO stock_rule (id, name, active, group_propagation_option, action, sequence, company_id, location_id,
  location_src_id, route_id, procure_method, route_sequence, picking_type_id, delay, propagate_cancel, warehouse_id, auto) VALUES
  (1, 'WH: Vendors → Stock', false, 'propagate', 'pull', 20, 1, 8, 4, 2, 'make_to_stock', 9, 1, 0, false, 1, 'manual'),
  (2, 'WH: Stock → Customers', true, 'propagate', 'pull', 20, 1, 5, 8, 3, 'make_to_stock', 10, 2, 0, false, 1, 'manual'),
  (3, 'WH: Input → Output', true, 'propagate', 'pull', 20, 1, 11, 9, 4, 'make_to_order', 20, 5, 0, false, 1, 'manual'),
  (4, 'WH: Output → Customers', true, 'propagate', 'pull', 20, 1, 5, 11, 4, 'make_to_order', 20, 2, 0, false, 1, 'manual'),
  (5, 'WH: Stock → Customers (MTO)', true, 'propagate', 'pull', 20, 1, 5, 8, 1, 'mts_else_mto', 5, 2, 0, false, 1, 'manual'),
  (6, 'WH: Stock (Buy)', true, 'none', 'buy', 20, 1, 8, NULL, 5, 'make_to_stock', 5, 1, 0, false, 1, 'manual');
UPDATE stock_warehouse SET mto_pull_id = 5, pick_type_id = 3, pack_type_id = 4, out_type_id = 2, in_type_id = 1,
  int_type_id = 5, crossdock_route_id = 4, reception_route_id = 2, delivery_route_id = 3, pos_type_id = 6, buy_pull_id = 6;

INSERT INTO product_category (id, name, complete_name, parent_id, parent_path) VALUES
  (1, 'All', 'All', NULL, '1/'), (2, 'Saleable', 'All / Saleable', 1, '1/2/'), (3, 'Expenses', 'All / Expenses', 1, '1/3/'),
  (4, 'PoS', 'All / Saleable / PoS', 2, '1/2/4/'), (5, 'Deliveries', 'All / Deliveries', 1, '1/5/');
INSERT INTO product_pricelist (id, name, active, currency_id, sequence, discount_policy) VALUES
  (1, 'Public Pricelist', true, 1, 1, 'with_discount');
INSERT INTO product_template (id, name, sequence, type, categ_id, list_price, volume, weight, sale_ok, purchase_ok,
  uom_id, uom_po_id, active, default_code, tracking, sale_line_warn, purchase_line_warn, invoice_policy,
  service_type, service_to_purchase, available_in_pos) VALUES
  (1, 'Tips', 1, 'consu', 4, 1, 0, 0.01, true, true, 1, 1, true, 'TIPS', 'none', 'no-message', 'no-message', 'order', 'manual', false, false),
  (2, 'Discount', 1, 'consu', 4, 0, 0, 0.01, true, true, 1, 1, true, 'DISC', 'none', 'no-message', 'no-message', 'order', 'manual', false, true),
  (3, 'Free delivery charges', 1, 'service', 5, 0, 0, 0, false, false, 1, 1, true, 'Delivery_007', 'none', 'no-message', 'no-message', 'order', 'manual', false, false);
INSERT INTO product_product (id, product_tmpl_id, default_code, active, weight) VALUES
  (1, 1, 'TIPS', true, 0.01), (2, 2, 'DISC', true, 0.01), (3, 3, 'Delivery_007', true, 0);
INSERT INTO delivery_carrier (id, name, active, sequence, integration_level, product_id, invoice_policy, free_over,
  amount, fixed_price, delivery_type) VALUES
  (1, 'Free delivery charges', true, 1, 'rate_and_ship', 3, 'estimated', true, 1000, 0, 'fixed');

INSERT INTO pos_config (id, name, picking_type_id, active, uuid, sequence_id, sequence_line_id, pricelist_id,
  company_id, module_account, iface_tax_included) VALUES
  (1, 'Shop', 6, true, 'd80e7382-0c10-4042-8b9b-e584d86797b4', 17, 18, 1, 1, true, 'subtotal');
INSERT INTO pos_payment_method (id, name, receivable_account_id, is_cash_count, split_transactions, company_id, active) VALUES
  (1, 'Cash', 35, true, false, 1, true), (2, 'Bank', 35, false, false, 1, true);
INSERT INTO pos_config_pos_payment_method_rel (pos_config_id, pos_payment_method_id) VALUES (1, 1), (1, 2);

INSERT INTO ir_property (name, res_id, company_id, fields_id, value_reference, type) VALUES
  ('property_stock_supplier', NULL, NULL, 5130, 'stock.location,4', 'many2one'),
  ('property_stock_customer', NULL, NULL, 5129, 'stock.location,5', 'many2one'),
  ('property_stock_inventory', NULL, 1, 5743, 'stock.location,14', 'many2one'),
  ('property_stock_production', NULL, 1, 5742, 'stock.location,15', 'many2one');
INSERT INTO ir_config_parameter (key, value) VALUES ('database.uuid', '6f1d2c84-0000-4000-8000-000000000014');

INSERT INTO ir_model_data (module, name, model, res_id) VALUES
  ('base', 'main_partner', 'res.partner', 1), ('base', 'main_company', 'res.company', 1),
  ('base', 'user_root', 'res.users', 1), ('base', 'user_admin', 'res.users', 2),
  ('base', 'partner_admin', 'res.partner', 3), ('base', 'public_user', 'res.users', 4),
  ('base', 'EUR', 'res.currency', 1), ('base', 'USD', 'res.currency', 2),
  ('uom', 'product_uom_unit', 'uom.uom', 1), ('uom', 'product_uom_dozen', 'uom.uom', 2),
  ('product', 'product_category_all', 'product.category', 1), ('product', 'product_category_1', 'product.category', 2),
  ('product', 'decimal_price', 'decimal.precision', 1), ('product', 'decimal_product_uom', 'decimal.precision', 5),
  ('product', 'list0', 'product.pricelist', 1), ('sales_team', 'team_sales_department', 'crm.team', 1),
  ('sales_team', 'pos_sales_team', 'crm.team', 3),
  ('stock', 'stock_location_locations', 'stock.location', 1),
  ('stock', 'stock_location_suppliers', 'stock.location', 4), ('stock', 'stock_location_customers', 'stock.location', 5),
  ('stock', 'warehouse0', 'stock.warehouse', 1), ('stock', 'stock_location_stock', 'stock.location', 8),
  ('stock', 'stock_location_company', 'stock.location', 9), ('stock', 'stock_location_output', 'stock.location', 11),
  ('stock', 'location_pack_zone', 'stock.location', 12), ('stock', 'picking_type_in', 'stock.picking.type', 1),
  ('stock', 'picking_type_out', 'stock.picking.type', 2), ('stock', 'picking_type_internal', 'stock.picking.type', 5),
  ('stock', 'route_warehouse0_mto', 'stock.location.route', 1),
  ('point_of_sale', 'pos_config_main', 'pos.config', 1), ('delivery', 'free_delivery_carrier', 'delivery.carrier', 1);
INSERT INTO ir_model_data (module, name, model, res_id)
  SELECT 'base', CASE code WHEN 'GB' THEN 'uk' ELSE lower(code) END, 'res.country', id FROM res_country;
