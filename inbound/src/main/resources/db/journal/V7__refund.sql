-- Refunds that shops made, and how far their two steps are: goods at once, money deferred.
create table refund (
  source        text        not null,
  order_id      text        not null,
  refund_id     text        not null,
  made_at       timestamptz not null,
  amount        numeric     not null,
  currency      text        not null,
  reason        text        not null,
  parts         jsonb       not null,
  withdrawn_at  timestamptz,
  goods_state   text        not null check (goods_state in ('PENDING', 'DONE', 'NONE', 'REFUSED')),
  goods_detail  text        not null default '',
  goods_remedy  text        not null default '',
  goods_at      timestamptz not null,
  money_state   text        not null check (money_state in ('PENDING', 'WAITING', 'DRAFTED', 'POSTED', 'NONE', 'REFUSED')),
  money_detail  text        not null default '',
  money_remedy  text        not null default '',
  money_at      timestamptz not null,
  money_due     timestamptz,
  money_tries   int         not null default 0,
  money_claim   bigint      not null default 0,
  seen_at       timestamptz not null,
  primary key (source, order_id, refund_id)
);
comment on column refund.parts is 'what it is for, split once by what had left the house; a repeat does the same again';
comment on column refund.money_due is 'when the financial step may be claimed; the end of the lease while it is at work; null = never';
comment on column refund.money_claim is 'counts claims: only the newest one may record';
comment on column refund.seen_at is 'when the shop was last seen to have it';
create index refund_money_due on refund (money_due) where money_due is not null;
create index refund_seen on refund (seen_at) where withdrawn_at is null;
