-- What each channel acknowledged of a coupon; written by the leading node, fenced by its epoch.
create table coupon_listing (
  channel          text not null,
  coupon           text not null,
  program          text not null,
  name             text not null,
  code             text not null,
  shop_id          bigint,
  told             text not null,
  shown            boolean not null,
  unsure           boolean not null,
  asked_at         timestamptz,
  parked_code      text,
  parked_detail    text,
  parked_remedy    text,
  parked_technical boolean,
  parked_print     text,
  parked_since     timestamptz,
  epoch            bigint not null,
  updated_at       timestamptz not null default now(),
  primary key (channel, coupon)
) with (fillfactor = 80);
comment on column coupon_listing.coupon is 'model and id of the row in Odoo that has the code';
comment on column coupon_listing.shop_id is 'the channel''s own coupon id; null = none known';
comment on column coupon_listing.told is 'what the channel acknowledged; empty = it was being written and nobody knows';
comment on column coupon_listing.shown is 'whether shoppers can use it';
comment on column coupon_listing.unsure is 'a write was out when this row was written: the channel may have a coupon we do not know';
comment on column coupon_listing.parked_code is 'why the channel will not take it; null = nothing is in the way';
