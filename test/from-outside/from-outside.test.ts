import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { PORTAL_ID } from '../../demo/launch/edition.ts';
import { eventually } from '../stories/system.ts';
import { describeAsvs } from './asvs.ts';
import { dumpStore, heldTokens, leaks, textOf } from './canary.ts';
import { startCollector, type Collector } from './collector.ts';
import { logLines, type Line } from './log-lines.ts';
import {
  CLIENT_SECRET,
  ERP_PASSWORD,
  FUNCTION_SECRET,
  METRICS_TOKEN,
  startSmallSystem,
  type SmallSystem,
} from './small-system.ts';
import { describeOnce } from './once.ts';
import { openWire } from './wire.ts';
import { describeWorkflows } from './workflows.ts';

const SOON_MS = 20_000;
const Companies = z.object({ results: z.array(z.object({ id: z.string() })) });
const Entries = z.object({ entries: z.array(z.object({ field: z.string(), trace: z.string().optional() })) });
const Runs = z.object({ runs: z.array(z.object({ kind: z.string(), trace: z.string().optional() })) });

let system: SmallSystem;
let collector: Collector;
beforeAll(async () => {
  collector = await startCollector();
  system = await startSmallSystem({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LEDGERLINE_DRAIN_SECONDS: '1' });
}, 120_000);
afterAll(async () => {
  await system?.close();
  await collector?.close();
});

const wire = openWire(() => system.url);
const metrics = async (): Promise<string> => (await wire.send('GET', '/metrics')).text;
const lines = async (): Promise<Line[]> => logLines(await system.log());
const ofPortal = (path: string) =>
  system.admin('GET', `/portals/${PORTAL_ID}${path}`).then(({ body }) => body as unknown);

/** Traces that were begun by a webhook and led to a write to the ERP. */
async function pushed(): Promise<string[]> {
  const all = await lines();
  const of = (msg: string) => new Set(all.flatMap((line) => (line.msg === msg && line.trace ? [line.trace] : [])));
  const written = of('wrote to sql');
  return [...of('webhook stored')].filter((id) => written.has(id));
}

describe('one id, from the webhook to the write', () => {
  let trace = '';
  beforeAll(async () => {
    // A new account is compared once more, and its first sync echoes: after both the change is a batch of its own.
    const synced = (all: Line[]) => all.filter(({ msg }) => msg === 'sync done').length === 2;
    await eventually(lines, synced, SOON_MS);
    await eventually(metrics, (text) => /^ledgerline_notices_waiting 0$/m.test(text), SOON_MS);
    const companies = '/crm/objects/2026-09/companies';
    const { results } = Companies.parse((await system.hubspot.send('GET', companies)).body);
    await system.hubspot.send('PATCH', `${companies}/${results[0]?.id}`, { properties: { phone: '+49 30 5550199' } });
    await eventually(pushed, (traces) => traces.length > 0, SOON_MS);
    trace = (await pushed()).at(-1) ?? '';
  });

  test('the ledger has it, and so have the spans, each below what led to it', async () => {
    const ofRecord = async () => Entries.parse(await ofPortal('/explain?object=customer&id=ACORN&field=phone'));
    await eventually(ofRecord, ({ entries }) => entries[0]?.trace === trace, SOON_MS);
    const spans = () => Promise.resolve(collector.spans.filter(({ traceId }) => traceId === trace));
    const names = ['POST /webhooks/hubspot', 'look', 'hubspot get', 'HubSpot batch_read', 'sql write'];
    await eventually(spans, (all) => names.every((name) => all.some((span) => span.name === name)), SOON_MS);
    const byName = new Map((await spans()).map((span) => [span.name, span]));
    const request = byName.get('POST /webhooks/hubspot');
    expect([request?.parentSpanId ?? '', byName.get('look')?.parentSpanId]).toEqual(['', request?.spanId]);
    expect(byName.get('sql write')?.parentSpanId).toBe(byName.get('look')?.spanId);
    expect(byName.get('HubSpot batch_read')?.parentSpanId).toBe(byName.get('hubspot get')?.spanId);
  });

  test('a command and its run have one', async () => {
    const { runs } = Runs.parse(await ofPortal('/runs?kind=sync'));
    const ended = (await lines()).filter(({ msg }) => msg === 'sync done').map((line) => line.trace);
    expect(ended).toContain(runs.at(-1)?.trace);
    expect(runs.at(-1)?.trace).toMatch(/^[0-9a-f]{32}$/);
  });

  test('the metrics count what was done', async () => {
    const text = await metrics();
    for (const line of [
      /^ledgerline_webhooks_accepted_total [1-9]/m,
      /^ledgerline_changes_written_total\{connector="sql",outcome="done"\} [1-9]/m,
      /^ledgerline_hubspot_calls_total\{kind="batch_read",status="200"\} [1-9]/m,
      /^ledgerline_connector_calls_total\{connector="sql",kind="read",outcome="done"\} [1-9]/m,
      /^ledgerline_runs_total\{kind="sync",state="done"\} [1-9]/m,
      /^ledgerline_store_up 1/m,
      /^ledgerline_queue_age_seconds \d/m,
      /^ledgerline_installs\{state="active"\} 1/m,
      /^ledgerline_journal_read_timestamp_seconds 1\d{9}/m,
    ]) {
      expect(text).toMatch(line);
    }
  });
});

const parts = () => ({ system, wire });
describeWorkflows(parts);
describeOnce(parts);
describeAsvs(parts);

test('every metric is explained, and every one that is explained is there', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const explained = new Set(page.match(/\bledgerline_[a-z_0-9]+(?=[`{])/g));
  const told = new Set([...(await metrics()).matchAll(/^# TYPE (ledgerline_\w+)/gm)].map(([, name]) => name ?? ''));
  expect([...told].filter((name) => !explained.has(name))).toEqual([]);
  const isTable = (name: string): boolean => page.includes(`| \`${name}`);
  expect([...explained].filter((name) => isTable(name) && !told.has(name))).toEqual([]);
});

describe('a server that is stopped', () => {
  test('is not ready while it ends, and is alive', async () => {
    // In trouble more is written than otherwise.
    await system.stopErp();
    await eventually(lines, (all) => all.some(({ msg }) => msg.startsWith('polling fails')), SOON_MS);
    const ready = () => wire.send('GET', '/ready');
    expect((await ready()).status).toBe(200);
    const stopped = system.stopServer();
    let answer = await ready();
    while (answer.status === 200) answer = await ready();
    expect(JSON.parse(answer.text)).toMatchObject({
      ok: false,
      checks: { store: null },
      message: 'It is being stopped.',
    });
    expect((await wire.send('GET', '/health')).status).toBe(200);
    await stopped;
  });

  test('v5.0.0-16.2.5 v5.0.0-14.2.4 v5.0.0-10.1.1 v5.0.0-13.3.1 no secret stands anywhere but in the two files that are for it', async () => {
    const { accessToken, refreshToken } = await heldTokens(system.dataDir);
    const secrets = {
      'client secret': CLIENT_SECRET,
      'function secret': FUNCTION_SECRET,
      'metrics token': METRICS_TOKEN,
      'ERP password': ERP_PASSWORD,
      'admin token': system.adminToken,
      'sealing key': (await readFile(join(system.dataDir, 'keys'), 'utf8')).split(':')[1]?.trim() ?? '',
      'access token': accessToken,
      'refresh token': refreshToken ?? '',
    };
    expect(Object.values(secrets).filter((secret) => secret.length < 16)).toEqual([]);
    const places = {
      log: await system.log(),
      'answers and metrics': wire.heard.join('\n'),
      traces: collector.bodies.join('\n'),
      store: await dumpStore(system.dataDir),
      'what HubSpot gets': await textOf(join(system.dataDir, 'project')),
    };
    for (const text of Object.values(places)) expect(text.length).toBeGreaterThan(1000);
    expect(leaks(secrets, places)).toEqual([]);
    // The search itself finds what is there.
    expect(
      leaks({ email: 'ada@acorn.example' }, { text: Buffer.from('ada@acorn.example').toString('base64') }),
    ).toHaveLength(1);
  });
});
