-- Only left records are looked up by their partner. An index over both sides was taken for reading right records by their
-- ids as well, as long as nobody had gathered statistics, and then every page read all of them.
drop index reconcile_partner;
create index reconcile_partner on reconcile_record (portal_id, pair, partner_id) where side = 'left';
