-- Where the bridge stands in the source database's WAL; one row per slot. Everything up to lsn has
-- its consequences durable here. Written only under the epoch (see table epoch).
create table capture_position (
  slot              text primary key,
  lsn               pg_lsn not null,
  system_identifier text not null,
  timeline          integer not null,
  incarnation       integer not null,
  epoch             bigint not null,
  updated_at        timestamptz not null default now()
);

-- WAL that the bridge could not read: a slot that was lost or re-created, another cluster under the
-- same address. Health stays degraded until the reload that answers it is acknowledged.
create table capture_gap (
  id              bigint generated always as identity primary key,
  slot            text not null,
  at              timestamptz not null default now(),
  reason          text not null,
  journal_lsn     pg_lsn not null,
  slot_lsn        pg_lsn not null,
  incarnation     integer not null,
  epoch           bigint not null,
  acknowledged_at timestamptz
);
create index capture_gap_open on capture_gap (slot) where acknowledged_at is null;
