-- When and why an install ended: what is kept of the account is purged a set time later (store/purge.ts).
alter table install add column ended_at timestamptz;
alter table install add column ended_reason text check (ended_reason in ('withdrawn', 'account-gone', 'uninstalled'));
update install set ended_at = updated_at, ended_reason = 'withdrawn' where state <> 'active';
create index install_ended on install (ended_at) where state <> 'active';
