-- What each channel acknowledged of a product; written by the leading node, fenced by its epoch.
create table catalog_listing (
  channel    text not null,
  template   integer not null,
  shop_id    bigint,
  kind       text not null,
  fields     jsonb not null,
  variants   jsonb not null,
  unsure     boolean not null,
  asked_at   timestamptz,
  epoch      bigint not null,
  updated_at timestamptz not null default now(),
  primary key (channel, template)
) with (fillfactor = 80);
create index catalog_listing_shop_id on catalog_listing (channel, shop_id);
comment on column catalog_listing.template is 'product_template.id in Odoo';
comment on column catalog_listing.shop_id is 'the channel''s own product id; null = none known';
comment on column catalog_listing.fields is 'fingerprint of each acknowledged field; "?" = it was being written and nobody knows';
comment on column catalog_listing.variants is 'the same per product_product.id';
comment on column catalog_listing.unsure is 'a write was out when this row was written: the channel may have a product we do not know';
comment on column catalog_listing.asked_at is 'when that write began';

-- Products a channel will not take; each waits alone.
create table catalog_parked (
  channel   text not null,
  template  integer not null,
  sku       text not null,
  name      text not null,
  code      text not null,
  technical boolean not null,
  detail    text not null,
  remedy    text not null,
  since     timestamptz not null,
  primary key (channel, template)
);

-- How far the comparison of every product has come.
create table catalog_comparison (
  channel     text primary key,
  cursor      integer not null,
  done        integer not null,
  total       integer not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  epoch       bigint not null
);
comment on column catalog_comparison.cursor is 'the template compared last; the next run goes on after it and comes round to it';

-- The channel's numbers for our terms and pictures. Caches: wrong rows are noticed by the channel's answer.
create table catalog_term (
  channel  text not null,
  taxonomy text not null,
  path     text not null,
  term_id  bigint not null,
  primary key (channel, taxonomy, path)
);
create table catalog_media (
  channel  text not null,
  hash     text not null,
  media_id bigint not null,
  primary key (channel, hash)
);
comment on column catalog_media.hash is 'SHA-1 of the content';
