/**
 * Customers go both ways, and nothing but our own care keeps the ERP from having one twice: `crm_id` is not unique there, and
 * no match key finds a second one. Items go to HubSpot.
 */
export const TABLES = `
create table customer (id serial primary key, crm_id text, name text, phone text,
  updated_at timestamptz not null default clock_timestamp());
create index on customer (crm_id);
create table item (id serial primary key, name text not null, updated_at timestamptz not null default clock_timestamp());
create function touched() returns trigger language plpgsql
  as $$ begin new.updated_at := clock_timestamp(); return new; end $$;
create trigger touched before update on customer for each row execute function touched();
`;

export const CONNECTION = `
connector: sql
timeZone: UTC
objects:
  customer: { relation: customer, key: id, changedAt: updated_at, writable: [crm_id, name, phone], creatable: true }
  item: { relation: item, key: id, changedAt: updated_at }
`;

export const MAPPING = `
version: 1
left: hubspot
right: sql
pairs:
  - name: customer
    left: companies
    right: customer
    reference: ledgerline_erp_id
    rightReference: crm_id
    create: both
    fields:
      - { left: name, right: name, rule: newest }
      - { left: phone, right: phone, rule: newest }
    provision:
      - { name: ledgerline_erp_id, label: ERP id, type: string, unique: true }
  - name: item
    left: products
    right: item
    reference: ledgerline_erp_id
    fields:
      - { left: name, right: name, direction: to-left }
    provision:
      - { name: ledgerline_erp_id, label: ERP id, type: string, unique: true }
`;
