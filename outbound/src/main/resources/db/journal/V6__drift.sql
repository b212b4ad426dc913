-- What channels show wrongly, and how far the look at everything has come; fenced by the epoch.
create table drift_round (
  channel     text primary key,
  number      bigint not null,
  page        integer not null,
  read        integer not null,
  total       integer not null,
  pending     integer not null,
  started_at  timestamptz not null,
  finished_at timestamptz,
  epoch       bigint not null
);
comment on column drift_round.page is 'the last page read whole';
comment on column drift_round.pending is 'differences that proved nothing, since another value was on its way';

create table drift_finding (
  channel  text not null,
  id       text not null,
  round    bigint not null,
  drift    text not null,
  item     bigint not null,
  template integer not null,
  product  integer not null,
  sku      text not null,
  name     text not null,
  facet    text not null,
  detail   text not null,
  remedy   text not null,
  state    text not null,
  since    timestamptz not null,
  primary key (channel, id)
);
comment on column drift_finding.round is 'the round that saw it last; one that a whole round did not see is gone';
