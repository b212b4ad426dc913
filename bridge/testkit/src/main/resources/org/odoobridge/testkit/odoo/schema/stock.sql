-- Odoo 14 tables, stock: names, types, keys and indexes as the real ones.

CREATE TABLE stock_location (
  id serial PRIMARY KEY, name varchar NOT NULL, complete_name varchar, active boolean, usage varchar NOT NULL,
  location_id integer, comment text, posx integer, posy integer, posz integer, parent_path varchar,
  company_id integer, scrap_location boolean, return_location boolean, removal_strategy_id integer,
  barcode varchar, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  valuation_in_account_id integer, valuation_out_account_id integer,
  CONSTRAINT stock_location_barcode_company_uniq UNIQUE (barcode, company_id)
);
CREATE INDEX stock_location_company_id_index ON stock_location (company_id);
CREATE INDEX stock_location_location_id_index ON stock_location (location_id);
CREATE INDEX stock_location_parent_path_index ON stock_location (parent_path);
CREATE INDEX stock_location_usage_index ON stock_location (usage);

CREATE TABLE stock_location_route (
  id serial PRIMARY KEY, name varchar NOT NULL, active boolean, sequence integer, product_selectable boolean,
  product_categ_selectable boolean, warehouse_selectable boolean, supplied_wh_id integer,
  supplier_wh_id integer, company_id integer, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp, sale_selectable boolean
);
CREATE INDEX stock_location_route_company_id_index ON stock_location_route (company_id);

CREATE TABLE stock_warehouse (
  id serial PRIMARY KEY, name varchar NOT NULL, active boolean, company_id integer NOT NULL,
  partner_id integer, view_location_id integer NOT NULL, lot_stock_id integer NOT NULL,
  code character varying(5) NOT NULL, reception_steps varchar NOT NULL, delivery_steps varchar NOT NULL,
  wh_input_stock_loc_id integer, wh_qc_stock_loc_id integer, wh_output_stock_loc_id integer,
  wh_pack_stock_loc_id integer, mto_pull_id integer, pick_type_id integer, pack_type_id integer,
  out_type_id integer, in_type_id integer, int_type_id integer, crossdock_route_id integer,
  reception_route_id integer, delivery_route_id integer, sequence integer, create_uid integer,
  create_date timestamp, write_uid integer, write_date timestamp, pos_type_id integer,
  buy_to_resupply boolean, buy_pull_id integer,
  CONSTRAINT stock_warehouse_warehouse_code_uniq UNIQUE (code, company_id),
  CONSTRAINT stock_warehouse_warehouse_name_uniq UNIQUE (name, company_id)
);
CREATE INDEX stock_warehouse_company_id_index ON stock_warehouse (company_id);
CREATE INDEX stock_warehouse_name_index ON stock_warehouse (name);

CREATE TABLE stock_picking_type (
  id serial PRIMARY KEY, name varchar NOT NULL, color integer, sequence integer, sequence_id integer,
  sequence_code varchar NOT NULL, default_location_src_id integer, default_location_dest_id integer,
  code varchar NOT NULL, return_picking_type_id integer, show_entire_packs boolean, warehouse_id integer,
  active boolean, use_create_lots boolean, use_existing_lots boolean, show_operations boolean,
  show_reserved boolean, barcode varchar, company_id integer NOT NULL, create_uid integer,
  create_date timestamp, write_uid integer, write_date timestamp
);
CREATE INDEX stock_picking_type_company_id_index ON stock_picking_type (company_id);

CREATE TABLE stock_rule (
  id serial PRIMARY KEY, name varchar NOT NULL, active boolean, group_propagation_option varchar,
  group_id integer, action varchar NOT NULL, sequence integer, company_id integer,
  location_id integer NOT NULL, location_src_id integer, route_id integer NOT NULL,
  procure_method varchar NOT NULL, route_sequence integer, picking_type_id integer NOT NULL, delay integer,
  partner_address_id integer, propagate_cancel boolean, warehouse_id integer, propagate_warehouse_id integer,
  auto varchar NOT NULL, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);
CREATE INDEX stock_rule_auto_index ON stock_rule (auto);

CREATE TABLE stock_route_product (
  route_id integer NOT NULL, product_id integer NOT NULL, PRIMARY KEY (route_id, product_id)
);
CREATE INDEX stock_route_product_product_id_route_id_idx ON stock_route_product (product_id, route_id);

CREATE TABLE stock_route_warehouse (
  route_id integer NOT NULL, warehouse_id integer NOT NULL, PRIMARY KEY (route_id, warehouse_id)
);
CREATE INDEX stock_route_warehouse_warehouse_id_route_id_idx ON stock_route_warehouse (warehouse_id, route_id);

CREATE TABLE procurement_group (
  id serial PRIMARY KEY, partner_id integer, name varchar NOT NULL, move_type varchar NOT NULL,
  create_uid integer, create_date timestamp, write_uid integer, write_date timestamp, sale_id integer
);

CREATE TABLE stock_picking (
  id serial PRIMARY KEY, message_main_attachment_id integer, name varchar, origin varchar, note text,
  backorder_id integer, move_type varchar NOT NULL, state varchar, group_id integer, priority varchar,
  scheduled_date timestamp, date_deadline timestamp, has_deadline_issue boolean, date timestamp,
  date_done timestamp, location_id integer NOT NULL, location_dest_id integer NOT NULL,
  picking_type_id integer NOT NULL, partner_id integer, company_id integer, user_id integer, owner_id integer,
  printed boolean, is_locked boolean, immediate_transfer boolean, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp, pos_session_id integer, pos_order_id integer, sale_id integer,
  carrier_price float8, carrier_id integer, weight numeric, carrier_tracking_ref varchar,
  CONSTRAINT stock_picking_name_uniq UNIQUE (name, company_id)
);
CREATE INDEX stock_picking_backorder_id_index ON stock_picking (backorder_id);
CREATE INDEX stock_picking_company_id_index ON stock_picking (company_id);
CREATE INDEX stock_picking_date_index ON stock_picking (date);
CREATE INDEX stock_picking_name_index ON stock_picking (name);
CREATE INDEX stock_picking_origin_index ON stock_picking (origin);
CREATE INDEX stock_picking_priority_index ON stock_picking (priority);
CREATE INDEX stock_picking_scheduled_date_index ON stock_picking (scheduled_date);
CREATE INDEX stock_picking_state_index ON stock_picking (state);

CREATE TABLE stock_move (
  id serial PRIMARY KEY, name varchar NOT NULL, sequence integer, priority varchar, create_date timestamp,
  date timestamp NOT NULL, date_deadline timestamp, company_id integer NOT NULL, product_id integer NOT NULL,
  description_picking text, product_qty numeric, product_uom_qty numeric NOT NULL,
  product_uom integer NOT NULL, location_id integer NOT NULL, location_dest_id integer NOT NULL,
  partner_id integer, picking_id integer, note text, state varchar, price_unit float8, origin varchar,
  procure_method varchar NOT NULL, scrapped boolean, group_id integer, rule_id integer,
  propagate_cancel boolean, delay_alert_date timestamp, picking_type_id integer, inventory_id integer,
  origin_returned_move_id integer, restrict_partner_id integer, warehouse_id integer, additional boolean,
  reference varchar, package_level_id integer, next_serial varchar, next_serial_count integer,
  orderpoint_id integer, create_uid integer, write_uid integer, write_date timestamp, to_refund boolean,
  purchase_line_id integer, created_purchase_line_id integer, sale_line_id integer, weight numeric
);
CREATE INDEX stock_move_company_id_index ON stock_move (company_id);
CREATE INDEX stock_move_create_date_index ON stock_move (create_date);
CREATE INDEX stock_move_date_index ON stock_move (date);
CREATE INDEX stock_move_location_dest_id_index ON stock_move (location_dest_id);
CREATE INDEX stock_move_location_id_index ON stock_move (location_id);
CREATE INDEX stock_move_name_index ON stock_move (name);
CREATE INDEX stock_move_origin_returned_move_id_index ON stock_move (origin_returned_move_id);
CREATE INDEX stock_move_picking_id_index ON stock_move (picking_id);
CREATE INDEX stock_move_priority_index ON stock_move (priority);
CREATE INDEX stock_move_product_id_index ON stock_move (product_id);
CREATE INDEX stock_move_product_location_index ON stock_move (product_id, location_id, location_dest_id, company_id, state);
CREATE INDEX stock_move_purchase_line_id_index ON stock_move (purchase_line_id);
CREATE INDEX stock_move_sale_line_id_index ON stock_move (sale_line_id);
CREATE INDEX stock_move_state_index ON stock_move (state);

CREATE TABLE stock_move_move_rel (
  move_orig_id integer NOT NULL, move_dest_id integer NOT NULL, PRIMARY KEY (move_orig_id, move_dest_id)
);
CREATE INDEX stock_move_move_rel_move_dest_id_move_orig_id_idx ON stock_move_move_rel (move_dest_id, move_orig_id);

CREATE TABLE stock_move_line (
  id serial PRIMARY KEY, picking_id integer, move_id integer, company_id integer NOT NULL, product_id integer,
  product_uom_id integer NOT NULL, product_qty numeric, product_uom_qty numeric NOT NULL, qty_done numeric,
  package_id integer, package_level_id integer, lot_id integer, lot_name varchar, result_package_id integer,
  date timestamp NOT NULL, owner_id integer, location_id integer NOT NULL, location_dest_id integer NOT NULL,
  state varchar, reference varchar, description_picking text, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp
);
CREATE INDEX stock_move_line_company_id_index ON stock_move_line (company_id);
CREATE INDEX stock_move_line_move_id_index ON stock_move_line (move_id);
CREATE INDEX stock_move_line_picking_id_index ON stock_move_line (picking_id);

CREATE TABLE stock_quant (
  id serial PRIMARY KEY, product_id integer NOT NULL, company_id integer, location_id integer NOT NULL,
  lot_id integer, package_id integer, owner_id integer, quantity float8, reserved_quantity float8 NOT NULL,
  in_date timestamp, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp
);
CREATE INDEX stock_quant_location_id_index ON stock_quant (location_id);
CREATE INDEX stock_quant_product_id_index ON stock_quant (product_id);

CREATE TABLE stock_return_picking (
  id serial PRIMARY KEY, picking_id integer, move_dest_exists boolean, original_location_id integer,
  parent_location_id integer, location_id integer, create_uid integer, create_date timestamp,
  write_uid integer, write_date timestamp
);

CREATE TABLE stock_return_picking_line (
  id serial PRIMARY KEY, product_id integer NOT NULL, quantity numeric NOT NULL, wizard_id integer,
  move_id integer, create_uid integer, create_date timestamp, write_uid integer, write_date timestamp,
  to_refund boolean
);

CREATE TABLE stock_change_product_qty (
  id serial PRIMARY KEY, product_id integer NOT NULL, product_tmpl_id integer NOT NULL,
  new_quantity numeric NOT NULL, create_uid integer, create_date timestamp, write_uid integer,
  write_date timestamp
);
