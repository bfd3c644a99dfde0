import autocannon from 'autocannon';
import { inboundByPortal, noticesByPortal } from '../server/connectors/hubspot/notices.ts';
import { createMetrics } from '../server/http/metrics.ts';
import { webhookRouter } from '../server/http/webhooks.ts';
import { Secret } from '../server/secret.ts';
import { openDb, type Db } from '../server/store/db.ts';
import { migrate } from '../server/store/migrate.ts';
import { acceptNotices } from '../server/store/notices.ts';
import type { Bench, Figure } from './figure.ts';
import { percentile } from './percentile.ts';
import { serve } from './serve.ts';
import { signedHeaders } from './signed.ts';

const PORTAL = 1;
const EVENTS = 100;
const SECONDS = 6;
const PUBLIC = 'https://bench.example';
const PATH = '/webhooks/hubspot';

const bodyOf = (first: number): string =>
  JSON.stringify(
    Array.from({ length: EVENTS }, (_, no) => ({
      eventId: first + no,
      subscriptionId: 7662269,
      portalId: PORTAL,
      appId: 51879189,
      occurredAt: 1788597072520,
      subscriptionType: 'object.propertyChange',
      attemptNumber: 0,
      objectId: 546500000000 + ((first + no) % 50_000),
      objectTypeId: '0-2',
      propertyName: 'phone',
      propertyValue: '(208) 555-0100',
      changeSource: 'CRM_UI',
      sourceId: 'userId:98499705',
      isSensitive: false,
    })),
  );

const doorOf = (db: Db) =>
  serve(
    webhookRouter({
      publicBaseUrl: PUBLIC,
      secrets: [new Secret('bench')],
      inbound: inboundByPortal,
      isActive: () => Promise.resolve(true),
      accept: (portalId, { notices }) => acceptNotices(db, portalId, notices),
      metrics: createMetrics(),
      log: { info: () => {}, warn: (details) => console.error(details) },
      now: () => Date.now(),
    }),
  );

/** The store's own rate for the same rows: the ceiling of any door that stores before it answers. */
async function insertRate(db: Db): Promise<number> {
  const batches = Array.from(
    { length: 50 },
    (_, no) => noticesByPortal(Buffer.from(bodyOf(no * EVENTS))).get(PORTAL) ?? [],
  );
  const startedAt = performance.now();
  let rows = 0;
  while (performance.now() - startedAt < SECONDS * 1000) {
    const notices = batches[(rows / EVENTS) % batches.length] ?? [];
    await acceptNotices(db, PORTAL, notices);
    rows += notices.length;
  }
  return rows / ((performance.now() - startedAt) / 1000);
}

async function door(db: Db): Promise<{ eventsPerSecond: number; p99: number; refused: number }> {
  const server = await doorOf(db);
  let no = 0;
  const result = await autocannon({
    url: server.url + PATH,
    connections: 8,
    duration: SECONDS,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          no += 1;
          const body = bodyOf(no * EVENTS);
          return { ...request, body, headers: signedHeaders('bench', 'POST', PUBLIC + PATH, body) };
        },
      },
    ],
  });
  server.close();
  return {
    eventsPerSecond: result.requests.average * EVENTS,
    p99: percentile([result.latency.p99], 0.5),
    refused: result.non2xx + result.errors,
  };
}

async function run(): Promise<Figure[]> {
  const db = await openDb('memory:');
  await migrate(db);
  const reference = await insertRate(db);
  const { eventsPerSecond, p99, refused } = await door(db);
  await db.close();
  const figure = (name: string, value: number, unit: string, against: number | null): Figure => ({
    bench: 'webhooks',
    figure: name,
    value,
    unit,
    reference: against,
  });
  return [
    figure("signed events stored, beside the store's own insert rate", eventsPerSecond, 'events/s', reference),
    figure('p99 of a request of 100 events, beside the bar', p99, 'ms', 50),
    figure('requests refused or failed', refused, 'requests', null),
  ];
}

export const webhooksBench: Bench = {
  name: 'webhooks',
  about: "signed webhook requests of 100 events on the embedded store, beside the store's own insert rate",
  run,
};
