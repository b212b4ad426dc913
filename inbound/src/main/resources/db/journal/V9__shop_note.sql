-- What shops were told about their orders by a note; each thing once.
create table shop_note (
  source   text        not null,
  order_id text        not null,
  note     text        not null,
  told_at  timestamptz not null default now(),
  primary key (source, order_id, note)
);
comment on column shop_note.note is 'hash of the text';
