-- What each channel last acknowledged; written behind by the leading node, fenced by (epoch, sequence).
create table listing (
  channel      text not null,
  item         text not null,
  facet        text not null default 'stock',
  acknowledged bigint,
  unsure       boolean not null,
  epoch        bigint not null,
  sequence     bigint not null,
  updated_at   timestamptz not null default now(),
  primary key (channel, item, facet)
) with (fillfactor = 70);
comment on column listing.acknowledged is 'the number the channel showed last; null = never acknowledged one';
comment on column listing.unsure is 'the channel may show something else: a request was out or a newer number was still to be sent';

-- Items a channel will not take; each waits alone.
create table parked (
  channel   text not null,
  item      text not null,
  facet     text not null default 'stock',
  code      text not null,
  technical boolean not null,
  detail    text not null,
  remedy    text not null,
  quantity  bigint not null,
  since     timestamptz not null,
  primary key (channel, item, facet)
);

-- Where a channel keeps a SKU. A cache: wrong rows are noticed by the channel's answer and looked up again.
create table channel_item (
  channel      text not null,
  sku          text not null,
  item_id      bigint,
  parent_id    bigint not null default 0,
  looked_up_at timestamptz not null,
  primary key (channel, sku)
);
comment on column channel_item.item_id is 'the channel''s own id; null = it had no such SKU when asked';
