import { beforeAll, describe, expect, test } from '@jest/globals';
import { logLines } from '../log-lines.ts';
import type { SmallSystem } from '../small-system.ts';
import type { Wire } from '../wire.ts';
import { WEBHOOK } from './addresses.ts';
import type { Parts } from './parts.ts';

/** What the log says, and to whom. */
export function describeLog(parts: () => Parts): void {
  let wire: Wire;
  let system: SmallSystem;
  beforeAll(() => {
    ({ wire, system } = parts());
  });

  describe('the log', () => {
    test('v5.0.0-16.2.1 v5.0.0-16.2.2 v5.0.0-16.2.4 is JSON, each line with its time, process and words', async () => {
      const lines = logLines(await system.log());
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) {
        expect(line).toMatchObject({
          time: expect.any(Number),
          pid: expect.any(Number),
          hostname: expect.any(String),
        });
        expect(Math.abs(Date.now() - Number(line['time']))).toBeLessThan(600_000);
      }
    });
    test('v5.0.0-16.3.1 v5.0.0-16.3.2 v5.0.0-16.3.3 tells of refused callers, and from where', async () => {
      const refused = logLines(await system.log()).filter(({ msg }) => msg.includes('refused'));
      expect(refused.find(({ msg }) => msg.startsWith('admin call'))).toMatchObject({
        path: '/admin/status',
        from: expect.any(String),
      });
      expect(refused.find(({ msg }) => msg.startsWith('webhook'))).toMatchObject({ verdict: 'missing', path: WEBHOOK });
    });
    test('v5.0.0-16.4.1 nobody writes a line of his own into it', async () => {
      const line = '{"level":60,"msg":"all is lost"}';
      await wire.send('GET', `/admin/${encodeURIComponent(`x\n${line}\n`)}`, {
        headers: { 'user-agent': line },
      });
      expect(logLines(await system.log()).map(({ msg }) => msg)).not.toContain('all is lost');
    });
  });
}
