-- What the bridge remembers of an order beside its messages: that it cancelled it in Odoo itself and so may open it
-- again, and that a person released it from a hold.
create table order_mark (
  channel   text        not null,
  order_id  text        not null,
  mark      text        not null check (mark in ('CLOSED', 'RELEASED')),
  reason    text        not null,
  actor     text        not null,
  marked_at timestamptz not null,
  primary key (channel, order_id, mark)
);
