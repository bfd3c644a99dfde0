import { expect, test } from '@jest/globals';
import { ENDPOINTS } from './api/http/api.ts';
import { API_AREAS } from './application.ts';

test('every path of the API is counted, remembered and disturbed', () => {
  const paths = ENDPOINTS.flatMap((endpoint) => endpoint.paths);
  expect(paths.filter((path) => !API_AREAS.some((area) => path.startsWith(`${area}/`)))).toEqual([]);
});
