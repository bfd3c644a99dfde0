-- What a plan would create of properties, objects and labels, and a sync has created: a list of engine/need-words.ts.
alter table run add column provision jsonb not null default '[]';
