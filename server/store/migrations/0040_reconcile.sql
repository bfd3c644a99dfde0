-- Runs of more kinds, which tell themselves what they are about: which pairs, whose drift.
alter table run drop constraint if exists run_kind_check;
alter table run add column if not exists options jsonb not null default '{}';

-- Both sides of the pair that is being reconciled, as they were read a moment ago; emptied at the end. Unlogged: after a
-- crash the reading starts again.
create unlogged table reconcile_record (
  portal_id bigint not null,
  pair text not null,
  side text not null check (side in ('left', 'right')),
  record_id text not null,
  -- The record of the other side that it is linked with.
  partner_id text,
  -- Right records only: what the left one is compared with.
  fields jsonb,
  -- Right id of the customer; of a left record the one it is associated with, "left <id>" when that one is not linked.
  customer text not null,
  currency text not null,
  -- Exact decimals as text, in the order of the pair's amounts.
  amounts jsonb not null,
  -- `suspect`: to be looked at once more. `alone`: without a counterpart, which is in order. `out`: the filter leaves it out.
  state text not null check (state in ('equal', 'suspect', 'drift', 'explained', 'alone', 'out')),
  primary key (portal_id, pair, side, record_id)
);
create index reconcile_partner on reconcile_record (portal_id, pair, side, partner_id);
create index reconcile_suspect on reconcile_record (portal_id, pair, side, record_id) where state = 'suspect';

-- What a run found: a row a pair. `counts` as in engine/reconcile/report.ts.
create table reconcile_pair (
  portal_id bigint not null,
  run_id uuid not null,
  pair text not null,
  place int not null,
  counts jsonb not null,
  primary key (portal_id, run_id, pair)
);

create table reconcile_sum (
  portal_id bigint not null,
  run_id uuid not null,
  id bigint generated always as identity,
  pair text not null,
  amount text not null,
  customer text not null,
  currency text not null,
  left_count int not null,
  right_count int not null,
  left_total numeric not null,
  right_total numeric not null,
  -- The part of left - right that comes from records which wait in the inbox or the queue.
  explained numeric not null,
  primary key (portal_id, run_id, id)
);

-- One value, association or record that one side has and the other has not.
create table reconcile_drift (
  portal_id bigint not null,
  run_id uuid not null,
  id bigint generated always as identity,
  pair text not null,
  kind text not null,
  left_id text,
  right_id text,
  field text,
  left_value text,
  right_value text,
  -- Why nothing has to be done about it here: what waits, and where. Null: unexplained.
  explanation text,
  repair text not null,
  -- What the repair would do, as a sentence.
  action text not null,
  detail jsonb not null default '{}',
  primary key (portal_id, run_id, id)
);
