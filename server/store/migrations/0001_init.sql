-- portal_id leads every key, so that the tables can be distributed by it.

create table install (
  portal_id bigint primary key,
  edition text not null check (edition in ('private', 'marketplace')),
  state text not null check (state in ('active', 'revoked', 'uninstalled')),
  hub_domain text,
  scopes text[] not null,
  -- Compact JWE of the access and refresh token (http/tokens.ts); never plain text.
  tokens text not null,
  installed_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- What deserves a look. One row a record however many hints came; `version` tells a later hint from the one being worked on.
create table notice (
  portal_id bigint not null,
  side text not null check (side in ('left', 'right')),
  object text not null,
  record_id text not null,
  version bigint not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  -- Not before this time: set when a look failed and is to be tried again.
  due_at timestamptz not null default now(),
  tries int not null default 0,
  primary key (portal_id, side, object, record_id)
);
create index notice_due on notice (portal_id, due_at);

create table link (
  portal_id bigint not null,
  id bigint generated always as identity,
  pair text not null,
  left_id text,
  right_id text,
  role text not null default 'primary',
  state text not null check (state in ('reserved', 'linked')),
  -- Values both sides agreed on last time, by left field name; "@pair" holds the right id an association points to.
  base jsonb,
  matched_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (portal_id, id)
);
create unique index link_left on link (portal_id, pair, left_id) where left_id is not null;
create unique index link_right on link (portal_id, pair, right_id) where right_id is not null;

-- Values of the left records that match keys look at, kept from what was read, so that matching never uses a search index.
create table match_key (
  portal_id bigint not null,
  pair text not null,
  key_no smallint not null,
  value text not null,
  left_id text not null,
  primary key (portal_id, pair, key_no, value, left_id)
);
create index match_key_record on match_key (portal_id, pair, left_id);

create table cursor (
  portal_id bigint not null,
  feed text not null,
  value text not null,
  updated_at timestamptz not null default now(),
  primary key (portal_id, feed)
);

create table run (
  portal_id bigint not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('plan', 'sync', 'live')),
  state text not null check (state in ('running', 'done', 'failed')),
  counts jsonb not null default '{}',
  -- Records looked at, and how many there will be as far as an earlier run can tell.
  done int not null default 0,
  total int,
  error text,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (portal_id, id)
);
create index run_latest on run (portal_id, kind, started_at desc);
-- Asking twice for the same run while it is going on is answered with the one that is.
create unique index run_running on run (portal_id, kind) where state = 'running' and kind <> 'live';

create table ledger (
  portal_id bigint not null,
  id bigint generated always as identity,
  run_id uuid not null,
  at timestamptz not null default now(),
  pair text not null,
  side text not null,
  object text not null,
  record_id text not null,
  field text not null,
  before_value jsonb,
  after_value jsonb,
  -- Why this value won: a rule name, "only-left-changed", "create", ...
  reason text not null,
  actor text not null,
  primary key (portal_id, id)
);
create index ledger_record on ledger (portal_id, side, object, record_id, field, id desc);

create table inbox (
  portal_id bigint not null,
  id bigint generated always as identity,
  kind text not null check (kind in ('unsure', 'conflict', 'set-aside')),
  pair text not null,
  side text not null,
  record_id text not null,
  reason text not null,
  fix text not null,
  detail jsonb not null default '{}',
  tries int not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  primary key (portal_id, id),
  unique (portal_id, kind, pair, side, record_id)
);

create table account (
  portal_id bigint not null,
  connection text not null,
  id text not null,
  number text not null,
  name text not null,
  credit_limit_minor numeric(38, 0),
  credit_limit_currency text,
  primary key (portal_id, connection, id)
);

create table document (
  portal_id bigint not null,
  connection text not null,
  kind text not null check (kind in ('invoice', 'order', 'payment')),
  id text not null,
  account_id text not null,
  number text not null,
  state text not null,
  issued_on date not null,
  due_on date,
  currency text not null,
  total_minor numeric(38, 0) not null,
  balance_minor numeric(38, 0),
  -- Lines and applications, as the connector gave them.
  data jsonb not null,
  primary key (portal_id, connection, kind, id)
);
create index document_account on document (portal_id, connection, account_id, kind, issued_on desc, id);

-- How the other system is doing, and when its documents were last mirrored.
create table connection_state (
  portal_id bigint not null,
  connection text not null,
  up boolean not null,
  error text,
  checked_at timestamptz not null default now(),
  mirrored_at timestamptz,
  primary key (portal_id, connection)
);

-- Grant times of the last requests of a portal (store/rate-ring.ts).
create table rate_ring (
  portal_id bigint not null,
  bucket text not null,
  ring timestamptz[] not null,
  primary key (portal_id, bucket)
);
