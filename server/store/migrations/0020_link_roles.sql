-- A record may have several counterparts. One of them, on each side, is the primary one and merges fields; links of other
-- roles (bill-to, ship-to, branch) bind documents and figures.
drop index link_left;
drop index link_right;
create unique index link_left on link (portal_id, pair, left_id) where left_id is not null and role = 'primary';
create unique index link_right on link (portal_id, pair, right_id) where right_id is not null and role = 'primary';
create unique index link_role on link (portal_id, pair, left_id, right_id) where role <> 'primary';
create index link_role_right on link (portal_id, pair, right_id) where role <> 'primary';

-- What a person said is not the same: matching does not propose it again. The empty text stands for any record, so that a
-- row with one of the two ids says that a record is to have no counterpart.
create table separated (
  portal_id bigint not null,
  pair text not null,
  left_id text not null,
  right_id text not null,
  at timestamptz not null default now(),
  primary key (portal_id, pair, right_id, left_id)
);
create index separated_left on separated (portal_id, pair, left_id);
