import pg from 'pg';

const PEOPLE = `
  create table person (id text primary key, email text, firstname text, lastname text, phone text, city text,
    jobtitle text, changed_at timestamptz not null);
  create index on person (changed_at, id)`;
const FILL = `
  insert into person select 'P' || no, 'person.' || no || '@example.com', 'First ' || no % 5000, 'Last ' || no % 7000,
    '+49 30 ' || no, (array['Berlin', 'Lyon', 'Madrid', 'Leeds'])[no % 4 + 1], 'Buyer',
    timestamptz '2026-01-01' + no * interval '1 second'
  from generate_series(1, $1::int) no`;

/** An ERP of so many people. */
export async function fillPeople(url: string, people: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(PEOPLE);
  await client.query(FILL, [people]);
  await client.query('analyze person');
  await client.end();
}
