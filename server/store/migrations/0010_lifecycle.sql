-- Records of either side are remembered by their match keys: a left record that may be created on the right is matched first.
alter table match_key rename column left_id to record_id;
alter table match_key add column side text not null default 'left' check (side in ('left', 'right'));
alter table match_key drop constraint match_key_pkey;
alter table match_key add primary key (portal_id, pair, side, key_no, value, record_id);
drop index match_key_record;
create index match_key_record on match_key (portal_id, pair, side, record_id);
