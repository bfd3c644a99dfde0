-- Right records that a full sync has come across, so that links whose record is gone stand out at its end.
create unlogged table seen (
  portal_id bigint not null,
  pair text not null,
  right_id text not null,
  primary key (portal_id, pair, right_id)
);
