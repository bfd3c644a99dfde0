import type { Edit } from './people.ts';
import type { Random } from './random.ts';
import { LABEL } from './systems.ts';
import type { Tell, World } from './world.ts';

/** What a person did when an invoice ended up with several companies: nobody can say which one is meant. */
export const SEVERAL = 'several';

const DEEDS = ['moves', 'adds', 'ends', 'unlabels'] as const;

/** A person changes what an invoice is associated with on the left. */
export function associates(world: World, random: Random, tell?: Tell): Edit | null {
  const { crm, network } = world;
  const invoices = crm.records.all('invoices');
  const companies = crm.records.all('companies');
  if (invoices.length === 0 || companies.length === 0) return null;
  const { object, id } = random.chance(0.4) ? invoices[0]! : random.pick(invoices);
  const company = random.pick(companies).id;
  const deed = random.pick(DEEDS);
  const there = (): string[] => crm.ends.of(object, id, 'companies').map((one) => one.id);
  const before = there();
  const ended = deed === 'moves' ? before : before.length > 0 ? [random.pick(before)] : [];
  const of = (other: string) =>
    [
      { object, id },
      { object: 'companies', id: other },
    ] as const;
  if (deed === 'unlabels') {
    for (const other of ended) crm.ends.add(...of(other), { unlabel: [LABEL] });
  } else if (deed === 'adds') add(company);
  else {
    for (const other of ended) crm.ends.remove(...of(other));
    if (deed === 'moves') add(company);
  }
  tell?.(`a person ${deed}: ${object} ${id} is associated with ${there().join(', ') || 'nobody'}`);
  for (const one of new Set([...before, company])) {
    network.send({ notice: { side: 'left', object: 'companies', id: one } });
  }
  network.send({ notice: { side: 'left', object, id } });
  const after = there();
  return { side: 'left', id, field: '@customer', value: after.length > 1 ? SEVERAL : (after[0] ?? null) };

  function add(other: string): void {
    const [from, to] = of(other);
    crm.ends.add(from, to, { ...(random.chance(0.3) && { label: 'Partner' }) });
    crm.ends.byPeople.add(`${object} ${id} -> companies ${other}`);
  }
}
