-- Of a link whose record was removed: why, and which of the two records are gone.
alter table link drop constraint link_state_check;
alter table link add constraint link_state_check check (state in ('reserved', 'linked', 'gone'));
alter table link add column gone jsonb;
-- How many records were archived or deleted lately.
create index ledger_removed on ledger (portal_id, at) where field = '$record';
-- A plan comes across records as a sync does. What an unfinished sync had seen, it sees again.
delete from seen;
alter table seen drop constraint seen_pkey;
alter table seen add column reading text not null check (reading in ('sync', 'plan'));
alter table seen add primary key (portal_id, reading, pair, right_id);
