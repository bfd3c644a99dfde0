-- What the ready mappings read, as tables. An ERP has other names: make a view of each that is wanted, with these columns
-- and types, and name it in the connection file. Columns without "not null" may be blank, or be left out of the view
-- together with their line of the mapping. Ids are text, and never change nor are used again.
-- updated_at moves whenever anything in the row changes, also what the view joins: payments change a balance.
-- Amounts are decimals in the row's own currency (ISO 4217).

create table customer (
  id text primary key,
  name text not null,
  domain text,
  phone text,
  address text,
  city text,
  postal_code text,
  region text,
  country text, -- ISO 3166, two letters
  currency text not null,
  balance numeric not null, -- what is to be paid, due or not
  overdue numeric not null, -- the part of it that is past its due date
  credit_limit numeric,
  last_order_on date,
  updated_at timestamptz not null
);

create table contact (
  id text primary key,
  customer_id text,
  first_name text,
  last_name text,
  email text,
  phone text,
  job_title text,
  updated_at timestamptz not null
);

create table product (
  id text primary key,
  sku text not null,
  name text not null,
  description text,
  unit_price numeric not null, -- in the currency of the HubSpot account
  updated_at timestamptz not null
);

create table sales_order (
  id text primary key,
  number text not null,
  customer_id text not null,
  contact_id text,
  status text not null, -- open, processed, shipped, delivered, cancelled
  payment_status text not null, -- open, part_paid, paid, void
  ordered_at timestamptz not null,
  currency text not null,
  total numeric not null,
  ship_name text,
  ship_address text,
  ship_city text,
  ship_region text,
  ship_postal_code text,
  ship_country text,
  updated_at timestamptz not null
);

-- Ids of order lines and invoice lines must differ, for both become line items.
create table sales_order_line (
  id text primary key,
  order_id text not null,
  line_no int not null,
  sku text,
  description text not null,
  quantity numeric not null,
  unit_price numeric not null,
  discount_percent numeric,
  total numeric not null,
  currency text not null,
  updated_at timestamptz not null
);

create table invoice (
  id text primary key,
  number text not null,
  customer_id text not null,
  contact_id text, -- HubSpot opens an invoice only with a contact
  order_id text,
  status text not null, -- draft, open, part_paid, paid, void
  issued_at timestamptz not null,
  due_at timestamptz,
  currency text not null,
  total numeric not null,
  balance numeric not null,
  updated_at timestamptz not null
);

create table invoice_line (
  id text primary key,
  invoice_id text not null,
  line_no int not null,
  sku text,
  description text not null,
  quantity numeric not null,
  unit_price numeric not null,
  discount_percent numeric,
  total numeric not null,
  currency text not null,
  updated_at timestamptz not null
);

create table payment (
  id text primary key,
  number text not null,
  customer_id text not null,
  contact_id text,
  amount numeric not null,
  currency text not null,
  received_at timestamptz not null,
  method text, -- bank_transfer, cash, check, card, other
  status text not null, -- processing, succeeded, failed, refunded
  invoice_numbers text, -- 'INV-1, INV-2'
  updated_at timestamptz not null
);

create table subscription (
  id text primary key,
  number text not null,
  name text not null,
  customer_id text not null,
  contact_id text,
  status text not null, -- scheduled, active, past_due, paused, canceled, expired
  frequency text not null, -- weekly, monthly, quarterly, annually
  starts_on date not null,
  ends_on date,
  amount numeric not null, -- of one period
  currency text not null,
  updated_at timestamptz not null
);
