-- Records whose person wants what is kept of them erased: ids only. What is done stays, as the proof that it was.
create table erasure (
  portal_id bigint not null,
  object text not null,
  record_id text not null,
  asked_at timestamptz not null default now(),
  erased_at timestamptz,
  primary key (portal_id, object, record_id)
);
create index erasure_open on erasure (asked_at) where erased_at is null;
