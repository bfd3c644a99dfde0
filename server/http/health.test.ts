import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { Secret } from '../secret.ts';
import type { Figures } from '../store/figures.ts';
import { healthRouter } from './health.ts';
import { createMetrics } from './metrics.ts';
import { createReadiness } from './readiness.ts';
import { watchStore } from './store-metrics.ts';

const figures: Figures = {
  waiting: 3,
  overdueSeconds: 1.5,
  inbox: [{ name: 'unsure', count: 2 }],
  installs: [],
  running: [],
  journal: JSON.stringify({ offset: null, publishedAt: null, knownUntil: '2026-11-26T02:31:00.000Z' }),
  sweptAt: 0,
};
let problem: string | null = null;
let looks = 0;
let server: Server;
let url = '';

beforeAll(async () => {
  const metrics = createMetrics();
  watchStore(metrics.registry, async () => {
    looks += 1;
    return figures;
  });
  const readiness = createReadiness({ store: () => problem }, { freshMs: -1 });
  const metricsTokens = [new Secret('a-token-of-the-metrics')];
  server = express()
    .use(healthRouter({ store: 'pglite', metrics, readiness, metricsTokens }))
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const scrape = async (headers: Record<string, string> = {}) => fetch(`${url}/metrics`, { headers });

describe('/ready', () => {
  test('tells what is not well, and to ask again', async () => {
    problem = 'does not answer; see the log';
    const bad = await fetch(`${url}/ready`);
    expect([bad.status, bad.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await bad.json()).toEqual({
      ok: false,
      store: 'pglite',
      checks: { store: problem },
      message: 'The store does not answer; see the log.',
    });
    problem = null;
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  });
});

describe('/metrics', () => {
  test('tell how the store stands, from one look at it', async () => {
    looks = 0;
    const text = await (await scrape()).text();
    expect(looks).toBe(1);
    for (const line of [
      'ledgerline_store_up 1',
      'ledgerline_notices_waiting 3',
      'ledgerline_queue_age_seconds 1.5',
      'ledgerline_inbox_entries{kind="unsure"} 2',
      `ledgerline_journal_read_timestamp_seconds ${Date.parse('2026-11-26T02:31:00.000Z') / 1000}`,
      'ledgerline_journal_page_timestamp_seconds 0',
    ]) {
      expect(text).toContain(line);
    }
  });

  test('are told to this machine; to a proxy on it and to others only with the token', async () => {
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip']) {
      expect((await scrape({ [header]: '203.0.113.9' })).status).toBe(401);
    }
    const authorization = 'Bearer a-token-of-the-metrics';
    expect((await scrape({ 'x-forwarded-for': '203.0.113.9', authorization })).status).toBe(200);
    expect((await scrape({ 'x-forwarded-for': '203.0.113.9', authorization: `${authorization}x` })).status).toBe(401);
  });
});

test('while the store is down the metrics say so, and tell the rest', async () => {
  const gauges = createMetrics();
  watchStore(gauges.registry, () => Promise.reject(new Error('no connection')));
  const text = await gauges.registry.metrics();
  expect(text).toMatch(/^ledgerline_store_up 0$/m);
  expect(text).toMatch(/^ledgerline_notices_waiting Nan$/m);
  expect(text).not.toMatch(/^ledgerline_inbox_entries/m);
  expect(text).toContain('process_cpu_seconds_total');
});
