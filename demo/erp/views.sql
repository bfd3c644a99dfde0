-- What is read from outside: each view has one id and one time of change, so that a reader asks one relation only.

-- A day as a moment, for readers that know moments only: noon UTC is the same day from Honolulu to Auckland's winter.
create function noon(d date) returns timestamptz language sql immutable
  as $$ select (d + time '12:00') at time zone 'UTC' $$;

create view customer_balance as
select c.id as customer_id, c.currency,
  coalesce(sum(i.balance), 0)::numeric(12,2) as balance,
  coalesce(sum(i.balance) filter (where i.due_on < erp_today()), 0)::numeric(12,2) as overdue
from customer c
left join invoice i on i.customer_id = c.id and i.currency = c.currency
group by c.id, c.currency;

-- `updated_at` moves when anything shown here changes: the row itself, an order, an invoice or a payment of the customer,
-- and the passing of a due date, which changes `overdue` without any row being written.
create view customer_account as
select c.id, c.name, c.address, c.city, c.region, c.postal_code, c.country, c.phone, c.fax, c.domain, c.terms_days,
  c.credit_limit, c.currency, b.balance, b.overdue, o.last_order_date,
  c.updated_at as master_updated_at,
  greatest(c.updated_at, o.updated_at, i.updated_at, p.updated_at, i.fell_due_at) as updated_at
from customer c
join customer_balance b on b.customer_id = c.id and b.currency = c.currency
left join (
  select customer_id, max(ordered_on) as last_order_date, max(updated_at) as updated_at from sales_order group by customer_id
) o on o.customer_id = c.id
left join (
  select customer_id, max(updated_at) as updated_at,
    (max(due_on + 1) filter (where balance > 0 and due_on < erp_today()))::timestamp at time zone 'UTC' as fell_due_at
  from invoice group by customer_id
) i on i.customer_id = c.id
left join (select customer_id, max(updated_at) as updated_at from payment group by customer_id) p on p.customer_id = c.id;

-- `billing_status` says how far the order is paid: open until it ships, then as its invoice.
create view order_document as
select o.id, o.number, 'Order ' || o.number as title, o.customer_id, o.contact_id, o.employee_id, o.ordered_on,
  noon(o.ordered_on) as ordered_at, o.required_on, o.shipped_on, o.shipper, o.ship_name, o.ship_address, o.ship_city, o.ship_region, o.ship_postal_code,
  o.ship_country, o.currency, o.status, coalesce(i.status, 'open') as billing_status,
  coalesce(l.total, 0)::numeric(12,2) as total, greatest(o.updated_at, i.updated_at) as updated_at
from sales_order o
left join (select order_id, sum(total) as total from sales_order_line group by order_id) l on l.order_id = o.id
left join invoice i on i.order_id = o.id;

create view invoice_document as
select i.*, 'Invoice ' || i.number as title, noon(i.issued_on) as issued_at, noon(i.due_on) as due_at from invoice i;

-- Every order is invoiced in full when it ships, so the lines of an invoice are the lines of its order.
-- They appear when the invoice does, which may be long after the order line was written.
-- The ERP rounds every line to the cent; who adds up lines of price and percentage rounds once, and is a cent off at times.
-- `unit_discount` is the discount as an amount, so exact that quantity and price with it give the total of the line.
create view invoice_line as
select i.id || '-' || l.line_no as id, i.id as invoice_id, l.line_no, l.product_id, l.description, l.sku, l.quantity,
  l.unit_price, l.discount, (l.discount * 100)::numeric(5,2) as discount_percent, round(l.unit_price - l.total / l.quantity, 8) as unit_discount,
  l.total, i.currency, greatest(l.updated_at, i.created_at) as updated_at
from invoice i
join sales_order_line l on l.order_id = i.order_id;

create view order_line as
select l.*, (l.discount * 100)::numeric(5,2) as discount_percent, o.currency from sales_order_line l join sales_order o on o.id = l.order_id;

-- A payment is "paid" by nature: the money is here.
create view payment_document as
select p.*, 'paid'::text as status from payment p;
