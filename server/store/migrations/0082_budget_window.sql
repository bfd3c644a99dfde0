-- How long the window is in which the requests of a budget are counted.
alter table budget add column window_seconds float8 not null default 10;
