-- A person waits for the look at this record, in front of a card.
alter table notice add column asked boolean not null default false;
create index notice_asked on notice (portal_id) where asked;
