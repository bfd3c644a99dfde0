-- Field writes that were announced before they were sent, until their base is saved.
alter table link add column pending jsonb;
