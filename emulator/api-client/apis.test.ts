import { expect, test } from '@jest/globals';
import { Client } from '@hubspot/api-client';
import { AREAS, LEFT_OUT } from './areas.ts';
import { apisOf } from './driven.ts';

test('every API of the client is driven by the test of one area, or left out with a reason', () => {
  const apis = apisOf(new Client({ basePath: 'http://127.0.0.1:1' }));
  const places = (path: string): number =>
    [...Object.values(AREAS), ...LEFT_OUT.map(([pattern]) => pattern)].filter((pattern) => pattern.test(path)).length;
  expect(apis.size).toBeGreaterThan(100);
  expect([...apis.keys()].filter((path) => places(path) !== 1)).toEqual([]);
});
