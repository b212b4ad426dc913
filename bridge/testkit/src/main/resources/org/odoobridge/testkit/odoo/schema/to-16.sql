-- From Odoo 15 to 16: translated texts are jsonb, routes and lots have new names, tags.

-- Which columns are jsonb is what Odoo 17 recorded.
DO $$
DECLARE place text; part text[];
BEGIN
  FOREACH place IN ARRAY ARRAY[
    'account_fiscal_position.name', 'account_fiscal_position.note', 'account_tax.name', 'account_tax.description',
    'account_tax_group.name', 'crm_team.name', 'delivery_carrier.name', 'ir_module_module.summary',
    'pos_payment_method.name', 'product_attribute.name', 'product_attribute_value.name', 'product_pricelist.name',
    'product_template.name', 'product_template.description', 'product_template.description_purchase',
    'product_template.description_sale', 'product_template.description_picking',
    'product_template.description_pickingin', 'product_template.description_pickingout', 'res_country.name',
    'res_country.vat_label', 'stock_location_route.name', 'stock_picking_type.name', 'stock_rule.name',
    'uom_category.name', 'uom_uom.name']
  LOOP
    part := string_to_array(place, '.');
    EXECUTE format('ALTER TABLE %1$I ALTER %2$I TYPE jsonb USING CASE WHEN %2$I IS NOT NULL THEN jsonb_build_object(''en_US'', %2$I) END',
      part[1], part[2]);
  END LOOP;
END $$;
-- Other languages move from their rows into the value.
UPDATE product_template p SET name = p.name || jsonb_build_object(t.lang, t.value)
  FROM ir_translation t WHERE t.name = 'product.template,name' AND t.type = 'model' AND t.res_id = p.id;
DROP TABLE ir_translation;

ALTER TABLE stock_location_route RENAME TO stock_route;
ALTER SEQUENCE stock_location_route_id_seq RENAME TO stock_route_id_seq;
ALTER TABLE stock_route ADD packaging_selectable boolean, ADD shipping_selectable boolean;
ALTER TABLE stock_production_lot RENAME TO stock_lot;
ALTER SEQUENCE stock_production_lot_id_seq RENAME TO stock_lot_id_seq;
ALTER TABLE stock_lot ADD lot_properties jsonb;
UPDATE ir_model_data SET model = 'stock.route' WHERE model = 'stock.location.route';

ALTER TABLE stock_rule RENAME location_id TO location_dest_id;
ALTER TABLE stock_rule ADD propagate_carrier boolean;
ALTER TABLE stock_location ADD warehouse_id integer REFERENCES stock_warehouse ON DELETE SET NULL,
  ADD replenish_location boolean;
UPDATE stock_location l SET warehouse_id = w.id FROM stock_warehouse w JOIN stock_location v ON v.id = w.view_location_id
 WHERE l.parent_path LIKE v.parent_path || '%';
UPDATE stock_location SET replenish_location = true WHERE id IN (SELECT lot_stock_id FROM stock_warehouse);
ALTER TABLE stock_quant ALTER quantity TYPE numeric, ALTER reserved_quantity TYPE numeric;
ALTER TABLE stock_move_line RENAME product_qty TO reserved_qty;
ALTER TABLE stock_move_line RENAME product_uom_qty TO reserved_uom_qty;
ALTER TABLE stock_picking_type ADD create_backorder varchar NOT NULL DEFAULT 'ask';

CREATE TABLE product_tag (
  id serial PRIMARY KEY, create_uid integer, write_uid integer, color varchar, name jsonb NOT NULL,
  create_date timestamp, write_date timestamp, CONSTRAINT product_tag_name_uniq UNIQUE (name)
);
CREATE TABLE product_tag_product_template_rel (
  product_tag_id integer NOT NULL REFERENCES product_tag ON DELETE CASCADE,
  product_template_id integer NOT NULL REFERENCES product_template ON DELETE CASCADE,
  PRIMARY KEY (product_tag_id, product_template_id)
);
CREATE TABLE product_tag_product_product_rel (
  product_tag_id integer NOT NULL REFERENCES product_tag ON DELETE CASCADE,
  product_product_id integer NOT NULL REFERENCES product_product ON DELETE CASCADE,
  PRIMARY KEY (product_tag_id, product_product_id)
);

ALTER TABLE product_supplierinfo RENAME name TO partner_id;
ALTER TABLE product_category ADD packaging_reserve_method varchar, ADD product_properties_definition jsonb;
ALTER TABLE product_attribute_value ADD default_extra_price float8;
ALTER TABLE sale_order DROP code_promo_program_id;
ALTER TABLE sale_order_line DROP is_reward_line, ADD analytic_distribution jsonb, ADD reward_id integer,
  ADD coupon_id integer, ADD reward_identifier_code varchar, ADD points_cost float8;
ALTER TABLE res_currency ADD full_name varchar;
ALTER TABLE pos_order_line ADD uuid varchar;
ALTER TABLE pos_config DROP cash_control, DROP module_account;
ALTER TABLE pos_session DROP cash_register_id, ADD cash_register_balance_start numeric,
  ADD cash_register_balance_end_real numeric, ADD opening_notes text;
ALTER TABLE pos_payment_method DROP cash_journal_id;

-- Promotions: programs with rules, rewards and cards take the place of coupon programs.
DROP TABLE coupon_coupon, coupon_program, coupon_reward_product_product_rel, coupon_reward, coupon_rule;
CREATE TABLE loyalty_program (
  id serial PRIMARY KEY, sequence integer, company_id integer, currency_id integer NOT NULL, max_usage integer,
  create_uid integer, write_uid integer, program_type varchar NOT NULL, applies_on varchar NOT NULL, trigger varchar,
  date_to date, name jsonb NOT NULL, portal_point_name jsonb, active boolean, limit_usage boolean,
  portal_visible boolean, create_date timestamp, write_date timestamp, pos_ok boolean, sale_ok boolean,
  CONSTRAINT loyalty_program_check_max_usage CHECK (((limit_usage = false) OR (max_usage > 0)))
);
CREATE TABLE loyalty_rule (
  id serial PRIMARY KEY, program_id integer NOT NULL, company_id integer, product_category_id integer,
  product_tag_id integer, minimum_qty integer, create_uid integer, write_uid integer, product_domain varchar,
  reward_point_mode varchar NOT NULL, minimum_amount_tax_mode varchar NOT NULL, mode varchar, code varchar,
  minimum_amount numeric, active boolean, reward_point_split boolean, create_date timestamp, write_date timestamp,
  reward_point_amount double precision
);
CREATE TABLE loyalty_rule_product_product_rel (
  loyalty_rule_id integer NOT NULL, product_product_id integer NOT NULL,
  PRIMARY KEY (loyalty_rule_id, product_product_id)
);
CREATE TABLE loyalty_reward (
  id serial PRIMARY KEY, program_id integer NOT NULL, company_id integer, discount_product_category_id integer,
  discount_product_tag_id integer, discount_line_product_id integer, reward_product_id integer,
  reward_product_tag_id integer, reward_product_qty integer, create_uid integer, write_uid integer,
  reward_type varchar NOT NULL, discount_mode varchar NOT NULL, discount_applicability varchar,
  discount_product_domain varchar, description jsonb, discount_max_amount numeric, active boolean,
  clear_wallet boolean, create_date timestamp, write_date timestamp, discount double precision,
  required_points double precision
);
CREATE TABLE loyalty_reward_product_product_rel (
  loyalty_reward_id integer NOT NULL, product_product_id integer NOT NULL,
  PRIMARY KEY (loyalty_reward_id, product_product_id)
);
CREATE TABLE loyalty_card (
  id serial PRIMARY KEY, program_id integer, company_id integer, partner_id integer, create_uid integer,
  write_uid integer, code varchar NOT NULL, expiration_date date, create_date timestamp, write_date timestamp,
  points double precision, source_pos_order_id integer, order_id integer,
  CONSTRAINT loyalty_card_card_code_unique UNIQUE (code)
);
