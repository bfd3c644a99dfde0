-- Which request, round or command led to a hint, a run, a written value, an entry of the inbox: the id that the log has.
alter table notice add column trace text;
alter table run add column trace text;
alter table ledger add column trace text;
alter table inbox add column trace text;
