import { expect, test } from '@jest/globals';
import { continuedTrace, currentTrace, firstSpanId, inTrace, newTrace, traceId } from './trace.ts';

test('the id goes with the calls, also past what they wait for, and not to others', async () => {
  const [a, b] = [newTrace(), newTrace()];
  const later = async () => {
    await Promise.resolve();
    return traceId();
  };
  expect(await Promise.all([inTrace(a, later), inTrace(b, later), later()])).toEqual([a.id, b.id, null]);
  expect(currentTrace()).toBeNull();
});

test('work for one request goes on with its id; work for several has one that names them', () => {
  const one = newTrace().id;
  expect(continuedTrace([one, one, null])).toEqual({ id: one, spanId: firstSpanId(one), causes: [] });
  const other = newTrace().id;
  const both = continuedTrace([one, other]);
  expect(both).toMatchObject({ spanId: null, causes: [one, other] });
  expect([one, other]).not.toContain(both.id);
  expect(continuedTrace([null]).causes).toEqual([]);
});
