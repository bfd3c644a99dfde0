-- Which hint led to a change: `left companies 5`; null when a full sync came across the record.
alter table ledger add column notice text;
create index ledger_run on ledger (portal_id, run_id, pair, side, record_id, id);
create index ledger_at on ledger (portal_id, at);
-- What an undo did not touch, and why.
create table left_alone (
  portal_id bigint not null,
  run_id uuid not null,
  id bigint generated always as identity,
  object text not null,
  record_id text not null,
  field text not null,
  reason text not null,
  primary key (portal_id, run_id, id)
);
