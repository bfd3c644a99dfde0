-- Fills the ERP from Northwind (schema `source`). Lines marked DERIVED hold what Northwind lacks; README.md has the rules.

-- DERIVED: one shift for all dates, whole weeks, so that the last order lies 0 to 6 days before today.
create function shifted(d date) returns date language sql stable
  as $$ select d + 7 * ((erp_today() - (select max(ordered_on) from source.sales_order)) / 7) $$;
create function start_of(d date) returns timestamptz language sql immutable
  as $$ select d::timestamp at time zone 'UTC' $$;
-- Lower case, accents off, apostrophes dropped, everything else that is not a letter or digit becomes one hyphen.
create function slug(t text) returns text language sql immutable as $$
  select trim(both '-' from regexp_replace(replace(regexp_replace(
    normalize(replace(replace(replace(lower(t), 'ß', 'ss'), 'æ', 'ae'), 'ø', 'o'), nfd), '[\u0300-\u036f]', '', 'g'),
    '''', ''), '[^a-z0-9]+', '-', 'g'))
$$;

insert into employee (id, first_name, last_name, title, updated_at)
select id, first_name, last_name, title, start_of(shifted('1996-07-04')) from source.employee;
update employee e set reports_to = s.reports_to from source.employee s where s.id = e.id;

-- Ids and texts lose surrounding blanks ('Val2 ' becomes 'Val2'); everything else stays as it is in the source.
insert into customer (id, name, address, city, region, postal_code, country, phone, fax, domain, terms_days, updated_at)
select trim(id), trim(company_name), trim(address), trim(city), trim(region), trim(postal_code), trim(country),
  trim(phone), trim(fax),
  slug(company_name) || '.example', -- DERIVED
  (array[14, 30, 45])[1 + (row_number() over (order by trim(id) collate "C") % 3)::int], -- DERIVED
  start_of(shifted(coalesce((select max(ordered_on) from source.sales_order o where o.customer_id = c.id), '1996-07-04')))
from source.customer c;

insert into contact (id, customer_id, first_name, last_name, title, email, phone, updated_at)
select c.id || '-1', c.id, n.first_name, n.last_name, trim(s.contact_title),
  concat_ws('.', slug(n.first_name), slug(n.last_name)) || '@' || c.domain, -- DERIVED
  c.phone, c.updated_at
from source.customer s
join customer c on c.id = trim(s.id)
-- The first word is the first name; a name of one word is a last name.
cross join lateral (select
  case when trim(s.contact_name) like '% %' then split_part(trim(s.contact_name), ' ', 1) end as first_name,
  regexp_replace(trim(s.contact_name), '^\S+\s+', '') as last_name) n;

insert into product (id, sku, name, category, supplier, quantity_per_unit, unit_price, units_in_stock, discontinued, updated_at)
select p.id, 'NW-' || lpad(p.id::text, 3, '0'), -- DERIVED
  trim(p.name), c.name, trim(s.name), p.quantity_per_unit, p.unit_price, p.units_in_stock, p.discontinued,
  start_of(shifted('1996-07-04'))
from source.product p
join source.category c on c.id = p.category_id
join source.supplier s on s.id = p.supplier_id;

insert into sales_order (id, number, customer_id, contact_id, employee_id, ordered_on, required_on, shipped_on, shipper,
  ship_name, ship_address, ship_city, ship_region, ship_postal_code, ship_country, updated_at)
select o.id, o.id::text, o.customer_id, o.customer_id || '-1', o.employee_id, shifted(o.ordered_on), shifted(o.required_on),
  shifted(o.shipped_on), sh.name, trim(o.ship_name), trim(o.ship_address), trim(o.ship_city), trim(o.ship_region),
  trim(o.ship_postal_code), trim(o.ship_country), start_of(shifted(coalesce(o.shipped_on, o.ordered_on)))
from source.sales_order o
join source.shipper sh on sh.id = o.shipper_id;

insert into sales_order_line (id, order_id, line_no, product_id, description, sku, quantity, unit_price, discount, updated_at)
select l.order_id || '-' || l.line_no, l.order_id, l.line_no, p.id, coalesce(p.name, 'Freight'), p.sku, l.quantity,
  l.unit_price, l.discount, o.updated_at
from (
  select order_id, product_id, quantity, unit_price, discount,
    row_number() over (partition by order_id order by product_id) as line_no
  from source.sales_order_line
  union all
  -- The freight of the order, as its last line.
  select o.id, null, 1, o.freight, 0, 1 + (select count(*) from source.sales_order_line l where l.order_id = o.id)
  from source.sales_order o where o.freight > 0
) l
join sales_order o on o.id = l.order_id
left join product p on p.id = l.product_id;

-- DERIVED: credit limit, one and a half times the highest order, rounded up to a thousand. None without orders.
update customer c set credit_limit = l.amount
from (
  select customer_id, ceil(1.5 * max(total) / 1000) * 1000 as amount from order_document group by customer_id
) l
where l.customer_id = c.id;

-- DERIVED: one invoice an order, on the day it shipped, due by the customer's terms.
insert into invoice (id, number, order_id, customer_id, contact_id, issued_on, due_on, total, created_at, updated_at)
select 'INV-' || o.id, 'INV-' || o.id, o.id, o.customer_id, o.contact_id, o.shipped_on, o.shipped_on + c.terms_days, o.total,
  start_of(o.shipped_on), start_of(o.shipped_on)
from order_document o
join customer c on c.id = o.customer_id
where o.shipped_on is not null;

-- DERIVED: what was paid of each invoice and when, by a fixed pattern of the order number. What would be received after
-- today is not there yet, which is why recent invoices are open.
create table source.instalment as
select i.id as invoice_id, i.customer_id, p.received_on, p.amount
from invoice i
cross join lateral (values
  -- Half on time, the rest a month later.
  (i.order_id % 8 = 5, i.due_on - 3, round(i.total / 2, 2)),
  (i.order_id % 8 = 5 and i.order_id % 40 <> 13, i.due_on + 30, i.total - round(i.total / 2, 2)),
  -- Three weeks late.
  (i.order_id % 8 = 3 and i.order_id % 40 <> 27, i.due_on + 21, i.total),
  -- From six days early to two days late.
  (i.order_id % 8 not in (3, 5), i.due_on - 6 + i.order_id % 9, i.total)
) p (applies, received_on, amount)
where p.applies and p.amount > 0 and p.received_on <= erp_today();

-- DERIVED: what a customer pays on one day is one payment, applied to as many invoices as it covers.
insert into payment (id, number, customer_id, received_on, amount, updated_at)
select n, 'PAY-' || lpad(n::text, 5, '0'), customer_id, received_on, amount, start_of(received_on)
from (
  select row_number() over (order by received_on, customer_id collate "C")::int as n, customer_id, received_on, sum(amount) as amount
  from source.instalment group by customer_id, received_on
) p;
select setval(pg_get_serial_sequence('payment', 'id'), (select max(id) from payment));

insert into payment_application (payment_id, invoice_id, amount)
select p.id, s.invoice_id, s.amount
from source.instalment s
join payment p on p.customer_id = s.customer_id and p.received_on = s.received_on;

update invoice i set paid = a.paid, updated_at = start_of(a.last_on)
from (
  select invoice_id, sum(amount) as paid, max(received_on) as last_on from source.instalment group by invoice_id
) a
where a.invoice_id = i.id;

drop function shifted(date);
drop function start_of(date);
drop schema source cascade;
