package org.odoobridge.outbound.catalog.read;

import org.odoobridge.testkit.postgres.PostgresFixture;

/** Rows of products as Odoo 14 keeps them, and tables of Odoo's that the simulated one lacks. */
final class CatalogRows {
  private CatalogRows() {}

  static void install(PostgresFixture postgres, String database) {
    postgres.execute(database, TABLES);
  }

  /** Columns as in Odoo 14's DDL. */
  private static final String TABLES =
      """
      create table if not exists ir_attachment (
        id serial primary key, name varchar not null, description text, res_model varchar,
        res_field varchar, res_id integer, company_id integer, type varchar not null,
        url varchar(1024), public boolean, access_token varchar, db_datas bytea,
        store_fname varchar, file_size integer, checksum varchar(40), mimetype varchar,
        index_content text, create_uid integer, create_date timestamp, write_uid integer,
        write_date timestamp, original_id integer);
      create table if not exists ir_translation (
        id serial primary key, name varchar not null, res_id integer, lang varchar, type varchar,
        src text, value text, module varchar, state varchar, comments text);
      grant select on ir_attachment, ir_translation to odoo;
      """;

  static final String PRODUCTS =
      """
      insert into res_lang select (jsonb_populate_record(l,
          '{"id": 902, "name": "French", "code": "fr_FR", "url_code": "fr", "active": true}')).*
        from res_lang l where l.code = 'en_US'
        and not exists (select from res_lang where code = 'fr_FR');
      update res_lang set active = code in ('en_US', 'fr_FR');
      insert into product_category (id, name, complete_name, parent_id, parent_path) values
        (701, 'All', 'All', null, '701/'),
        (702, 'Saleable', 'All / Saleable', 701, '701/702/'),
        (703, 'Office', 'All / Saleable / Office', 702, '701/702/703/'),
        (704, 'Desks', 'All / Saleable / Office / Desks', 703, '701/702/703/704/');
      insert into account_tax (id, name, type_tax_use, amount_type, active, company_id, sequence,
                               amount, tax_group_id)
        select 801, 'Tax 15%', 'sale', 'percent', true, 1, 1, 15, min(id) from account_tax_group
        union all
        select 802, 'Tax 5%', 'sale', 'percent', true, 1, 1, 5, min(id) from account_tax_group;
      insert into product_template
          (id, name, type, categ_id, sequence, description_sale, sale_ok, active, company_id,
           available_in_pos, uom_id, uom_po_id, tracking, sale_line_warn, purchase_line_warn)
        select id, name, type, categ, sequence, sale_text, sale_ok, active, company, pos, u.uom,
               u.uom, 'none', 'no-message', 'no-message'
        from (select min(id) as uom from uom_uom) u, (values
          (1001, 'Desk & Drawer', 'product', 704, 10, 'Oak <solid>', true, true, null, true),
          (1002, 'Chair', 'product', 703, 20, null, true, true, null, null),
          (1003, 'Advice', 'service', 702, 30, null, true, true, null, false),
          (1004, 'Screws', 'consu', 701, null, null, true, true, 1, false),
          (1005, 'Archived', 'product', 702, 1, null, true, false, null, false),
          (1006, 'Not sold', 'product', 702, 1, null, false, true, null, false),
          (1007, 'Without SKU', 'product', 702, 1, null, true, true, null, false),
          (1008, 'First twin', 'product', 702, 1, null, true, true, null, false),
          (1009, 'Second twin', 'product', 702, 1, null, true, true, null, false),
          (1010, 'Doubled', 'product', 702, 1, null, true, true, null, false),
          (1011, 'Hollow', 'product', 702, 1, null, true, true, null, false)
        ) as row (id, name, type, categ, sequence, sale_text, sale_ok, active, company, pos);
      insert into product_product
          (id, product_tmpl_id, default_code, barcode, weight, active, combination_indices) values
        (2001, 1001, 'DESK-01', '4006381333931', 31.5, true, ''),
        (2002, 1002, 'CHAIR-S', null, 4.25, true, '3101'),
        (2003, 1002, 'CHAIR-M', null, 4.5, false, '3102'),
        (2004, 1002, 'CHAIR-L', null, 5, true, '3103'),
        (2005, 1003, 'ADVICE', null, 0, true, ''),
        (2006, 1004, 'SCREW', null, 0.01, true, ''),
        (2007, 1005, 'OLD', null, 1, false, ''),
        (2008, 1006, 'INNER', null, 1, true, ''),
        (2009, 1007, null, null, 1, true, ''),
        (2010, 1008, 'TWIN', null, 1, true, ''),
        (2011, 1009, 'TWIN', null, 1, true, ''),
        (2012, 1010, 'DOUBLE-1', null, 1, true, '3107'),
        (2013, 1010, 'DOUBLE-2', null, 1, true, '3108'),
        (2014, 1011, 'HOLLOW', null, 1, false, '');
      insert into product_attribute (id, name, sequence, create_variant, display_type) values
        (601, 'Size', 1, 'always', 'radio'), (602, 'Material', 2, 'always', 'radio'),
        (603, 'Engraving', 3, 'no_variant', 'radio'), (604, 'Shade', 4, 'always', 'color');
      insert into product_attribute_value (id, name, sequence, attribute_id) values
        (611, 'S', 1, 601), (612, 'M', 2, 601), (613, 'L', 3, 601), (614, 'Oak', 1, 602),
        (615, 'None', 1, 603), (616, 'Name', 2, 603), (617, 'Grey', 1, 604), (618, 'Grey ', 2, 604);
      update product_attribute_value set name = 'Gray' where id = 618;
      insert into product_template_attribute_line (id, active, product_tmpl_id, attribute_id) values
        (3001, true, 1002, 601), (3002, true, 1002, 602), (3003, true, 1002, 603),
        (3004, false, 1002, 604), (3005, true, 1010, 604);
      insert into product_template_attribute_value
          (id, ptav_active, product_attribute_value_id, attribute_line_id, product_tmpl_id,
           attribute_id) values
        (3101, true, 611, 3001, 1002, 601), (3102, true, 612, 3001, 1002, 601),
        (3103, true, 613, 3001, 1002, 601), (3104, true, 614, 3002, 1002, 602),
        (3105, true, 615, 3003, 1002, 603), (3106, true, 616, 3003, 1002, 603),
        (3107, true, 617, 3005, 1010, 604), (3108, false, 618, 3005, 1010, 604);
      insert into product_variant_combination
          (product_product_id, product_template_attribute_value_id) values
        (2002, 3101), (2002, 3104), (2003, 3102), (2003, 3104), (2004, 3103), (2004, 3104),
        (2012, 3107), (2013, 3107);
      insert into product_taxes_rel (prod_id, tax_id) values (1001, 801), (1002, 802);
      insert into ir_attachment (id, name, res_model, res_field, res_id, type, checksum, mimetype)
        values
        (501, 'image_1920', 'product.template', 'image_1920', 1001, 'binary',
         repeat('a', 40), 'image/jpeg'),
        (502, 'image_variant_1920', 'product.product', 'image_variant_1920', 2002, 'binary',
         repeat('b', 40), 'image/png'),
        (503, 'image_128', 'product.template', 'image_128', 1001, 'binary',
         repeat('d', 40), 'image/jpeg');
      insert into ir_translation (name, res_id, lang, type, src, value) values
        ('product.template,name', 1001, 'fr_FR', 'model', 'Desk & Drawer', 'Bureau à tiroir'),
        ('product.template,name', 1001, 'de_DE', 'model', 'Desk & Drawer', 'Tisch'),
        ('product.template,name', 1002, 'fr_FR', 'model', 'Chair', ''),
        ('product.attribute,name', 601, 'fr_FR', 'model', 'Size', 'Taille'),
        ('product.attribute.value,name', 611, 'fr_FR', 'model', 'S', 'P');
      """;

  /** What {@code website_sale} adds, with content for the desk. */
  static final String WEBSITE =
      """
      create table product_public_category (
        id serial primary key, name varchar not null, parent_id integer, parent_path varchar,
        sequence integer);
      create table product_public_category_product_template_rel (
        product_public_category_id integer, product_template_id integer,
        primary key (product_public_category_id, product_template_id));
      create table product_alternative_rel (src_id integer, dest_id integer,
        primary key (src_id, dest_id));
      create table product_accessory_rel (src_id integer, dest_id integer,
        primary key (src_id, dest_id));
      create table product_image (
        id serial primary key, name varchar not null, sequence integer, product_tmpl_id integer,
        product_variant_id integer);
      alter table product_template add website_description text, add is_published boolean;
      grant select on product_public_category, product_public_category_product_template_rel,
        product_alternative_rel, product_accessory_rel, product_image to odoo;
      insert into product_public_category (id, name, parent_id) values
        (1, 'Furniture', null), (2, 'Desks', 1), (3, 'New', null);
      insert into product_public_category_product_template_rel values (2, 1001), (3, 1001);
      insert into product_alternative_rel values (1001, 1002), (1001, 1005);
      insert into product_accessory_rel values (1001, 2006);
      insert into product_image (id, name, sequence, product_tmpl_id) values
        (11, 'From the side', 2, 1001), (12, 'Again', 1, 1001);
      insert into ir_attachment (id, name, res_model, res_field, res_id, type, checksum, mimetype)
        values
        (511, 'x', 'product.image', 'image_1920', 11, 'binary', repeat('c', 40), 'image/jpeg'),
        (512, 'x', 'product.image', 'image_1920', 12, 'binary', repeat('a', 40), 'image/jpeg');
      update product_template set website_description = '<p>Best <b>desk</b></p>',
        is_published = true where id = 1001;
      """;

  static final String NO_WEBSITE =
      """
      drop table product_public_category, product_public_category_product_template_rel,
        product_alternative_rel, product_accessory_rel, product_image;
      alter table product_template drop website_description, drop is_published;
      delete from ir_attachment where id > 510;
      """;
}
