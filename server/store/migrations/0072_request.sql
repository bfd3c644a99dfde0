-- What a person asked for on a card or in an app function, by the key it came with: HubSpot repeats a request by itself.
create table request (
  portal_id bigint not null,
  key text not null,
  action text not null,
  -- E-mail or number of the HubSpot user.
  actor text not null,
  -- Of what was asked: the same key with another question is a mistake of the caller.
  digest text not null,
  state text not null check (state in ('running', 'done', 'refused')),
  answer jsonb,
  asked_at timestamptz not null default now(),
  -- When a process took it up; one that ended in between never finishes it.
  taken_at timestamptz not null default now(),
  primary key (portal_id, key)
);
create index request_asked on request (asked_at);
