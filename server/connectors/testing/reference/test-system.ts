import type { Document } from '../../../engine/document.ts';
import { Secret } from '../../../secret.ts';
import type { TestSystem } from '../test-system.ts';
import { createReferenceConnector } from './connector.ts';
import { KEY, READER_WITHOUT_ITEMS, ReferenceSystem, SIGNING_SECRET } from './system.ts';

const eur = (minor: string) => ({ minor, currency: 'EUR' });
const document = (kind: Document['kind'], id: string, total: string, more: Partial<Document> = {}): Document => ({
  kind,
  id,
  accountId: 'A',
  number: `${kind} ${id}`,
  state: 'open',
  issuedOn: '2026-01-01',
  dueOn: null,
  total: eur(total),
  balance: null,
  lines: [],
  applications: [],
  ...more,
});

/** The reference connector on a system of its own. `flaw` breaks it, to show that the suite notices. */
export function referenceTestSystem(flaw: (system: TestSystem) => TestSystem = (system) => system): TestSystem {
  const system = new ReferenceSystem();
  const open = (more: object = {}, key = KEY) => createReferenceConnector({ system, key: new Secret(key), ...more });
  const half = { state: 'part_paid', dueOn: '2026-02-01', balance: eur('600') } as const;
  system.put(document('invoice', '1', '1000', half));
  for (let at = 0; at < 7; at += 1) system.put(document('order', String(at), '100'));
  system.put(
    document('payment', '1', '400', { state: 'paid', applications: [{ invoiceId: '1', amount: eur('400') }] }),
  );
  return flaw({
    connector: open(),
    sample: { object: 'item', text: 'text', reference: 'reference' },
    morePages: 12,
    refused: { fields: { text: 'x'.repeat(201) }, words: /longer than 200/ },
    clerk: {
      create: async (texts) => texts.map((text) => system.insert({ text, price: '12.5' })),
      edit: async (id, text) => system.update(id, { text }),
      remove: async (id) => system.update(id, { away: true }),
      createAtTheTimeOf: async (id, text) => system.insert({ text }, system.items.get(id)?.changedAt),
      countByReference: async (reference) =>
        [...system.items.values()].filter((item) => item.reference === reference).length,
    },
    trouble: {
      busy: async () => ({ connector: open({ mood: 'busy' }), afterMs: 17_000 }),
      unreachable: async () => open({ mood: 'unreachable' }),
      wrongCredentials: async () => open({}, `${KEY}-wrong`),
      missingRight: async () => ({ connector: open({}, READER_WITHOUT_ITEMS), words: /read "?item/ }),
      losesAnswer: async () => open({ losesAnswer: true }),
    },
    settle: async () => system.tick(),
    documents: {
      async change() {
        system.put(document('order', '3', '150'));
        return { kind: 'order', id: '3' };
      },
      balances: async () => new Map([['A EUR', '600']]),
    },
    webhooks: {
      sent: async () => ({ request: system.webhook('000001'), about: [{ object: 'item', id: '000001' }] }),
      old: async () => system.webhook('000001', system.now - 301_000),
    },
    secrets: [KEY, READER_WITHOUT_ITEMS, SIGNING_SECRET],
    logged: () => '',
    async close() {},
  });
}
