-- What workflows of HubSpot asked for, by the callback id that all tries of one execution have.
create table callback (
  portal_id bigint not null,
  id text not null,
  action text not null,
  -- `workflow:` and its number.
  actor text not null,
  input jsonb not null,
  -- What the workflow gets; null while it is being worked on.
  outputs jsonb,
  -- Whether HubSpot has them: in the answer, or by the callback.
  told boolean not null default false,
  tries int not null default 0,
  -- Until then whoever has it in hand is trusted with it; then another process takes it up.
  due_at timestamptz not null,
  asked_at timestamptz not null default now(),
  primary key (portal_id, id)
);
create index callback_due on callback (due_at) where not told;
