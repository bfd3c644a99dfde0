-- What operators did through the admin API: kept as long as the ledger. What was done to an account goes with it; that it was
-- purged stays.
create table audit (
  -- 0: of no account, or the end of one.
  portal_id bigint not null,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  -- Who, as far as the caller says so: the admin token has no name.
  actor text not null,
  address text not null,
  -- The method and the path, which name the account and the record.
  action text not null,
  -- What else was asked for, without values that may be secret or personal.
  detail jsonb not null,
  -- Of the answer; null when the process ended before there was one.
  status int,
  trace text,
  primary key (portal_id, id)
);
create index audit_at on audit (at);
