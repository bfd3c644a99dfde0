-- When an entry is looked at again by itself; null: when one of its records changes.
alter table inbox add column next_at timestamptz;
-- What the records were when the entry was made. One that is ignored comes back when they are different.
alter table inbox add column fingerprint text;
alter table inbox add column ignored text;
create index inbox_next on inbox (portal_id, next_at);
-- Which kinds of runs there are is the program's business (store/runs.ts).
alter table run drop constraint if exists run_kind_check;
