-- The calls to HubSpot that a portal has left (store/budget.ts), a row for each of its limits.
create table budget (
  portal_id bigint not null,
  bucket text not null,
  -- When the requests of the last window were granted, the oldest first. Those of others that share it are among them.
  grants timestamptz[] not null default '{}',
  -- Requests a window, as they were counted last.
  most int,
  -- What HubSpot said of it in its headers.
  told_most int,
  -- When somebody last asked who must not wait behind a backfill.
  card_at timestamptz,
  live_at timestamptz,
  -- HubSpot asked for this pause.
  paused_until timestamptz,
  -- The day, for the apps that have one.
  daily_limit int,
  daily_left int,
  daily_told_at timestamptz,
  daily_resets_at timestamptz,
  -- Since the app was installed.
  card_calls bigint not null default 0,
  live_calls bigint not null default 0,
  backfill_calls bigint not null default 0,
  refusals bigint not null default 0,
  primary key (portal_id, bucket)
) with (fillfactor = 50);

drop table rate_ring;
