-- A second fence between portals: a connection that says which one it is for (setting ledgerline.portal) neither sees nor writes
-- rows of another, whatever its statement says. One that says nothing is for all of them. Each new table with portal_id
-- needs the same; server/store/fence.test.ts looks. The setting is read once a statement, which is what the inner select is for.
do $$
declare tab text;
begin
  for tab in select quote_ident(c.table_name) from information_schema.columns c
    join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
    where c.table_schema = current_schema() and c.column_name = 'portal_id'
  loop
    execute 'alter table ' || tab || ' enable row level security';
    execute 'alter table ' || tab || ' force row level security';
    execute 'create policy one_portal on ' || tab || ' using (portal_id = coalesce('
      || '(select nullif(current_setting(''ledgerline.portal'', true), '''')::bigint), portal_id))';
  end loop;
end $$;
