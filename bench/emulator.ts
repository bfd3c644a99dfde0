import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { z } from 'zod';
import type { Bench, Figure } from './figure.ts';

const FEW = 10_000;
const MILLION = 1_000_000;
const SECONDS = 10;
const PER_BATCH = 100;
/** Batches on their way at once while contacts are made. */
const LANES = 4;

const Started = z.object({ emulatorUrl: z.string(), bareUrl: z.string() });
const Portals = z.array(
  z.object({ accessToken: z.string(), apps: z.array(z.object({ accessToken: z.string().optional() })) }),
);
const Created = z.object({ results: z.array(z.object({ id: z.string() })) });

interface Running {
  readonly child: ChildProcess;
  readonly emulatorUrl: string;
  readonly bareUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function start(): Promise<Running> {
  const child = fork(join(import.meta.dirname, 'emulator-process.ts'), { execArgv: ['--expose-gc'] });
  const [message] = (await once(child, 'message')) as [unknown];
  const urls = Started.parse(message);
  const [portal] = Portals.parse(await (await fetch(`${urls.emulatorUrl}/_emulator/portals`)).json());
  const token = portal?.apps[0]?.accessToken ?? '';
  return { child, ...urls, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } };
}

/** Makes contacts of a usual size, and answers their ids. */
async function fill(running: Running, from: number, to: number): Promise<string[]> {
  const ids: string[] = [];
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < to) {
      const first = next;
      next += PER_BATCH;
      const inputs = Array.from({ length: PER_BATCH }, (_, no) => ({ properties: contact(first + no) }));
      const answer = await fetch(`${running.emulatorUrl}/crm/objects/2026-03/contacts/batch/create`, {
        method: 'POST',
        headers: running.headers,
        body: JSON.stringify({ inputs }),
      });
      if (answer.status !== 201) throw new Error(`a batch was answered ${answer.status}: ${await answer.text()}`);
      const { results } = Created.parse(await answer.json());
      if (ids.length < FEW) ids.push(...results.map((record) => record.id));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return ids;
}

const contact = (no: number): Record<string, string> => ({
  email: `person.${no}@example.com`,
  firstname: `First ${no % 5000}`,
  lastname: `Last ${no % 7000}`,
  phone: `+49 30 ${no}`,
  city: ['Berlin', 'Lyon', 'Madrid', 'Leeds'][no % 4] ?? '',
  jobtitle: 'Buyer',
});

async function requestsPerSecond(
  url: string,
  headers: Readonly<Record<string, string>>,
  bodies: readonly string[],
): Promise<number> {
  const result = await autocannon({
    url,
    connections: 8,
    duration: SECONDS,
    requests: bodies.map((body) => ({ method: 'POST', headers, body })),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 2xx`);
  return result.requests.average;
}

async function memory({ child }: Running): Promise<number> {
  child.send({ memory: true });
  const [message] = (await once(child, 'message')) as [unknown];
  return z.object({ rss: z.number() }).parse(message).rss / 2 ** 20;
}

const readBodies = (ids: readonly string[]): string[] =>
  Array.from({ length: 50 }, (_, no) => {
    const first = (no * 7919) % (ids.length - PER_BATCH);
    const inputs = ids.slice(first, first + PER_BATCH).map((id) => ({ id }));
    return JSON.stringify({ inputs, properties: ['email', 'firstname', 'lastname', 'phone', 'city'] });
  });

async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (figure: string, value: number, unit: string, reference: number | null): void =>
    void figures.push({ bench: 'emulator', figure, value, unit, reference });
  const running = await start();
  try {
    const ids = await fill(running, 0, FEW);
    const url = `${running.emulatorUrl}/crm/objects/2026-03/contacts/batch/read`;
    const bodies = readBodies(ids);
    const [body = ''] = bodies;
    const sample = await (await fetch(url, { method: 'POST', headers: running.headers, body })).text();
    running.child.send({ bytes: sample });
    const bare = await requestsPerSecond(running.bareUrl, running.headers, bodies);
    const few = await requestsPerSecond(url, running.headers, bodies);
    add(`batch reads of 100 among ${FEW} contacts, beside the same bytes from bare node:http`, few, 'requests/s', bare);
    const startedAt = performance.now();
    await fill(running, FEW, MILLION);
    const seconds = (performance.now() - startedAt) / 1000;
    add('contacts made by batch create, one after the other', (MILLION - FEW) / seconds, 'records/s', null);
    add('memory with 1,000,000 contacts, beside the bar', await memory(running), 'MiB', 2048);
    const many = await requestsPerSecond(url, running.headers, bodies);
    add('batch reads of 100 among 1,000,000 contacts, beside those among 10,000', many, 'requests/s', few);
    return figures;
  } finally {
    running.child.kill();
  }
}

export const emulatorBench: Bench = {
  name: 'emulator',
  about: 'how much load the emulator itself bears, and its memory with a million contacts',
  run,
};
