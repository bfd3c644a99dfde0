import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';

interface Started {
  readonly child: ChildProcess;
  /** The address it reports, or null when it ends instead. */
  readonly url: string | null;
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
}

describe('npm start runs the demo ERP as a process of its own', () => {
  let data: string;
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'demo-erp-'));
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  async function start(port = 0): Promise<Started> {
    let errors = '';
    const child = fork(join(import.meta.dirname, 'main.ts'), {
      env: { ...process.env, LEDGERLINE_DATA: data, DEMO_ERP_PORT: String(port) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (text) => (errors += String(text)));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const ready = new Promise<string>((resolve) => {
      child.once('message', (message: { url: string }) => resolve(message.url));
    });
    const url = await Promise.race([ready, ended.then(() => null)]);
    return { child, url, errors: () => errors, ended };
  }
  const stop = async ({ child, ended }: Started): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };

  test('keeps what was changed, also after a start that was cut short, and refuses a second process', async () => {
    mkdirSync(join(data, 'erp.building'), { recursive: true });
    writeFileSync(join(data, 'erp.building', 'half'), 'done');
    const began = performance.now();
    const first = await start();
    expect(performance.now() - began).toBeLessThan(20_000);
    const client = new pg.Client({ connectionString: first.url ?? '' });
    await client.connect();
    await client.query(`update customer set phone = '42' where id = 'ALFKI'`);
    await client.end();

    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain(
      `is in use by process ${first.child.pid}. Stop that process, or set LEDGERLINE_DATA`,
    );

    expect(await stop(first)).toBe(0);
    expect(existsSync(join(data, 'erp.lock'))).toBe(false);
    // What a killed process leaves behind must not lock the folder for ever.
    writeFileSync(join(data, 'erp.lock'), String(first.child.pid));
    const third = await start();
    const again = new pg.Client({ connectionString: third.url ?? '' });
    await again.connect();
    expect((await again.query(`select phone from customer where id = 'ALFKI'`)).rows).toEqual([{ phone: '42' }]);
    await again.end();
    expect(await stop(third)).toBe(0);
  });

  test('a taken port is one sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const refused = await start(port);
    other.close();
    expect(await refused.ended).toBe(1);
    expect(refused.errors().trim()).toBe(
      `Port ${port} is taken, so the demo ERP cannot listen. Stop the program that uses it, or set DEMO_ERP_PORT to another port.`,
    );
  });
});
