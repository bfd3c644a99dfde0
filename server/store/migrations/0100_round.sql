-- Work that all processes of a store do once an interval: when it was done last, and by which of them.
create table round (
  name text primary key,
  holder uuid not null,
  ended_at timestamptz not null
);
