import { inspect } from 'node:util';
import { expect } from '@jest/globals';
import type { Connector } from '../../../engine/connector.ts';
import { readingFails } from '../pass.ts';
import type { Rule } from '../rule.ts';

export const secrets = [
  {
    name: 'secrets are never printed, by errors, logs or the connector itself',
    fix: "Wrap secrets when the config is parsed (server/secret.ts); leave out an error's cause when it quotes the address or a header.",
    async check(system) {
      const printed = [shown(system.connector), system.logged()];
      const troubles = Object.entries(system.trouble) as [
        string,
        () => Promise<Connector | { connector: Connector }>,
      ][];
      for (const [name, begin] of troubles) {
        if (name === 'losesAnswer') continue;
        const begun = await begin();
        const connector = 'connector' in begun ? begun.connector : begun;
        printed.push(shown(connector), shown(await readingFails(system, connector)));
      }
      printed.push(system.logged());
      expect(system.secrets.length).toBeGreaterThan(0);
      for (const secret of system.secrets) {
        for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
          expect(printed.some((text) => text.includes(form))).toBe(false);
        }
      }
    },
  },
] as const satisfies readonly Rule[];

/** All that a log, a message or an answer could show of it. */
const shown = (value: unknown): string =>
  [
    inspect(value, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(value),
    value instanceof Error ? `${value.message} ${value.stack} ${JSON.stringify(Object.entries(value))}` : String(value),
  ].join('\n');
