-- The fencing token of the capturing node; exactly one row.
create table epoch (
  only_row boolean primary key default true check (only_row),
  epoch    bigint not null,
  holder   text not null,
  since    timestamptz not null default now()
);
insert into epoch (epoch, holder) values (0, '');

-- Who or what changed, replayed, discarded or approved anything; append-only, each row hashes the one before.
create table audit (
  id        bigint generated always as identity primary key,
  at        timestamptz not null default now(),
  actor     text not null,
  action    text not null,
  subject   text not null,
  detail    text not null default '',
  prev_hash bytea not null,
  hash      bytea not null
);
