-- Created after the data, so that the rows of the past keep the times of the past.

create function touch() returns trigger language plpgsql as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end $$;

create trigger touch before update on employee for each row execute function touch();
create trigger touch before update on customer for each row execute function touch();
create trigger touch before update on contact for each row execute function touch();
create trigger touch before update on product for each row execute function touch();
create trigger touch before update on sales_order for each row execute function touch();
create trigger touch before update on sales_order_line for each row execute function touch();
create trigger touch before update on invoice for each row execute function touch();
create trigger touch before update on payment for each row execute function touch();

-- An order shows its total and a payment its applications, so a change of the parts is a change of the whole.
-- An invoice is a copy in law: it keeps its total when an order line changes afterwards.
create function touch_order() returns trigger language plpgsql as $$
begin
  update sales_order set updated_at = clock_timestamp()
  where id in (select x from unnest(array[case when tg_op <> 'INSERT' then old.order_id end, case when tg_op <> 'DELETE' then new.order_id end]) x);
  return null;
end $$;
create trigger touch_order after insert or update or delete on sales_order_line for each row execute function touch_order();

create function apply_payment() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update invoice set paid = paid - old.amount where id = old.invoice_id;
    update payment set updated_at = clock_timestamp() where id = old.payment_id;
  end if;
  if tg_op <> 'DELETE' then
    update invoice set paid = paid + new.amount where id = new.invoice_id;
    update payment set updated_at = clock_timestamp() where id = new.payment_id;
  end if;
  return null;
end $$;
create trigger apply_payment after insert or update or delete on payment_application for each row execute function apply_payment();
