-- A small shop with what the suite acts on: items that can be made, changed, put away and deleted, and documents in
-- currencies with no, two and three decimals.
create table item (
  id bigint generated always as identity primary key,
  label text constraint item_label_length check (length(label) <= 200),
  ledgerline_ref text unique,
  price numeric(12, 3), in_stock boolean, since date, seen_at timestamptz, ratio double precision,
  archived_at timestamptz,
  changed_at timestamptz not null default now()
);
create table customer (id text primary key, name text not null, changed_at timestamptz not null default now());
create table invoice (
  id text primary key, customer_id text not null references customer, number text not null, status text not null,
  issued_on date not null, due_on date, currency char(3) not null, total numeric(14, 4) not null,
  changed_at timestamptz not null default now()
);
create table invoice_line (
  invoice_id text not null references invoice, line_no int not null, description text not null,
  quantity numeric(12, 3) not null, unit_price numeric(14, 4) not null, total numeric(14, 4) not null
);
create table payment (
  id text primary key, customer_id text not null references customer, number text not null, paid_on date not null,
  currency char(3) not null, total numeric(14, 4) not null, changed_at timestamptz not null default now()
);
create table application (payment_id text not null references payment, invoice_id text not null references invoice, amount numeric(14, 4) not null);

create function stamp() returns trigger language plpgsql as $$
begin new.changed_at := clock_timestamp(); return new; end $$;
create trigger item_stamp before update on item for each row execute function stamp();
create trigger invoice_stamp before update on invoice for each row execute function stamp();

create view invoice_document as
select i.*, i.total - coalesce((select sum(a.amount) from application a where a.invoice_id = i.id), 0) as balance,
  case when i.status = 'cancelled' then 'void'
    when i.total = coalesce((select sum(a.amount) from application a where a.invoice_id = i.id), 0) then 'paid'
    when exists (select from application a where a.invoice_id = i.id) then 'part_paid'
    else 'open' end as state
from invoice i;
create view payment_document as select p.*, 'paid' as state from payment p;

insert into customer (id, name) values ('A', 'Alfreds'), ('B', 'Berglund');
insert into invoice (id, customer_id, number, status, issued_on, due_on, currency, total) values
  ('1', 'A', 'I-1', 'sent', '2026-01-01', '2026-02-01', 'EUR', 119.99), ('2', 'A', 'I-2', 'sent', '2026-01-31', null, 'JPY', 12000),
  ('3', 'B', 'I-3', 'sent', '2026-02-28', '2026-03-30', 'KWD', 10.125), ('4', 'B', 'I-4', 'sent', '2026-03-01', null, 'EUR', 0.07);
insert into invoice_line values ('1', 1, 'Chai', 3, 33.333, 100), ('1', 2, 'Chang', 0.5, 39.98, 19.99);
insert into payment (id, customer_id, number, paid_on, currency, total) values
  ('1', 'A', 'P-1', '2026-01-10', 'EUR', 20.01), ('2', 'B', 'P-2', '2026-03-02', 'EUR', 0.07), ('3', 'B', 'P-3', '2026-03-03', 'KWD', 0.125);
insert into application values ('1', '1', 20.01), ('2', '4', 0.07), ('3', '3', 0.125);

-- The shop's own report: in minor units, and by another way than the view.
create view receivable as
select customer_id, trim(currency) as currency,
  (sum(amount) * case trim(currency) when 'JPY' then 1 when 'KWD' then 1000 else 100 end)::bigint::text as minor
from (
  select customer_id, currency, total as amount from invoice where status <> 'cancelled'
  union all select p.customer_id, p.currency, -a.amount from application a join payment p on p.id = a.payment_id
) posting
group by customer_id, currency;
