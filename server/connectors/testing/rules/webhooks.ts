import { expect } from '@jest/globals';
import type { InboundRequest } from '../../../engine/connector.ts';
import { firstAbsent, given } from '../rule.ts';
import type { Rule } from '../rule.ts';
import type { TestSystem } from '../test-system.ts';

const refs = (list: readonly { readonly object: string; readonly id: string }[]): string[] =>
  [...new Set(list.map(({ object, id }) => `${object} ${id}`))].toSorted();

const lacksVerify = ({ connector, webhooks: sends }: TestSystem) =>
  firstAbsent({ 'connector.verify': 'verify' in connector, webhooks: sends });

export const webhooks = [
  {
    name: 'a webhook becomes notices of the records it is about',
    fix: 'Take object and id out of the body and nothing else: a notice is a hint, the values are read afterwards.',
    lacks: ({ connector, webhooks: sends }) =>
      firstAbsent({ 'connector.notices': 'notices' in connector, webhooks: sends }),
    async check({ connector, webhooks: sends }) {
      const { request, about } = await given(sends).sent();
      const notices = given(connector.notices?.(request.body));
      expect(refs(notices)).toEqual(refs(about));
      for (const notice of notices) expect(Object.keys(notice).toSorted()).toEqual(['id', 'object', 'side']);
      expect(connector.notices?.(Buffer.from('[]'))).toEqual([]);
      expect(() => connector.notices?.(Buffer.from('no json'))).toThrow(SyntaxError);
    },
  },
  {
    name: 'a webhook is taken with the right signature only',
    fix: 'Compare in constant time, over the bytes as they came; with no signature, or one of another body, the answer is false.',
    lacks: lacksVerify,
    async check({ connector, webhooks: sends }) {
      const { request } = await given(sends).sent();
      const verify = (changed: Partial<InboundRequest>) => connector.verify?.({ ...request, ...changed });
      expect(verify({})).toBe(true);
      expect(verify({ body: Buffer.concat([request.body, Buffer.from(' ')]) })).toBe(false);
      expect(verify({ headers: {} })).toBe(false);
      const spoiled = Object.entries(request.headers).map(([name, value]) => [name, value?.replace(/\w$/, '') ?? '']);
      expect(verify({ headers: Object.fromEntries(spoiled) })).toBe(false);
    },
  },
  {
    name: 'an old webhook is not taken again',
    fix: 'Refuse a signature whose time is more than five minutes away from the clock that the connector was given.',
    lacks: (system) => lacksVerify(system) ?? firstAbsent({ 'webhooks.old': system.webhooks?.old }),
    async check({ connector, webhooks: sends }) {
      expect(connector.verify?.(await given(sends?.old)())).toBe(false);
    },
  },
] as const satisfies readonly Rule[];
