import { expect } from '@jest/globals';
import type { Connector } from '../../../engine/connector.ts';
import { ConfigError, RetryLater } from '../../../engine/error.ts';
import { createOne, readingFails } from '../pass.ts';
import { firstAbsent, given } from '../rule.ts';
import type { Rule } from '../rule.ts';

function expectConfigError(error: Error, words = /\w/): void {
  expect(error).toBeInstanceOf(ConfigError);
  const { message, fix } = error as ConfigError;
  expect(fix).toMatch(/\w+ \w+/);
  expect(`${message} ${fix}`).toMatch(words);
}

export const trouble = [
  {
    name: 'a busy system is tried again after the time it asks for',
    fix: 'Throw RetryLater with the time of its header or body; without one, with a time of your own. A write is RetryLater or failed with retryAfterMs.',
    lacks: ({ trouble: { busy } }) => firstAbsent({ 'trouble.busy': busy }),
    async check(system) {
      const id = await createOne(system);
      const read = await given(system.trouble.busy)();
      const failure = await readingFails(system, read.connector);
      expect(failure).toBeInstanceOf(RetryLater);
      expectTime((failure as RetryLater).afterMs, read.afterMs);
      const { connector, afterMs } = await given(system.trouble.busy)();
      const { object, text } = system.sample;
      const later = await laterOf(connector, { kind: 'update', object, id, fields: { [text]: 'x' } });
      await connector.close();
      expectTime(later, afterMs);
    },
  },
  {
    name: 'a system that does not answer is tried again',
    fix: 'Throw RetryLater that names the host; the reader has to know what to start.',
    lacks: ({ trouble: { unreachable } }) => firstAbsent({ 'trouble.unreachable': unreachable }),
    async check(system) {
      const failure = await readingFails(system, await given(system.trouble.unreachable)());
      expect(failure).toBeInstanceOf(RetryLater);
      expect((failure as RetryLater).afterMs).toBeGreaterThan(0);
    },
  },
  {
    name: 'wrong credentials are a ConfigError that says where to correct them',
    fix: 'Throw ConfigError whose fix names the setting; trying again would lock the account.',
    lacks: ({ trouble: { wrongCredentials } }) => firstAbsent({ 'trouble.wrongCredentials': wrongCredentials }),
    async check(system) {
      expectConfigError(await readingFails(system, await given(system.trouble.wrongCredentials)()));
    },
  },
  {
    name: 'a missing right is a ConfigError that names it',
    fix: 'Say which right on what is missing and who can give it; an empty answer would look like deletions.',
    lacks: ({ trouble: { missingRight } }) => firstAbsent({ 'trouble.missingRight': missingRight }),
    async check(system) {
      const { connector, words } = await given(system.trouble.missingRight)();
      expectConfigError(await readingFails(system, connector), words);
    },
  },
] as const satisfies readonly Rule[];

function expectTime(afterMs: number | null, asked: number | null): void {
  expect(afterMs).toBeGreaterThan(0);
  if (asked === null) return;
  expect(afterMs).toBeGreaterThanOrEqual(asked);
  expect(afterMs).toBeLessThanOrEqual(asked * 2 + 1000);
}

async function laterOf(
  connector: Connector,
  change: Parameters<Connector['write']>[0][number],
): Promise<number | null> {
  try {
    const [outcome] = await connector.write([change]);
    return outcome?.status === 'failed' ? outcome.retryAfterMs : null;
  } catch (error) {
    if (error instanceof RetryLater) return error.afterMs;
    throw error;
  }
}
