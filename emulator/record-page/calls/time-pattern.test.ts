import { expect, test } from '@jest/globals';
import { patternTime, relativeTime } from './time-pattern.ts';

const AT = new Date('2026-05-04T22:05:09Z');

test.each([
  ['MMM D, YYYY', 'May 5, 2026'],
  ['dddd, MMMM DD, YY', 'Tuesday, May 05, 26'],
  ['YYYY-MM-DD HH:mm:ss', '2026-05-05 00:05:09'],
  ['h:mm a', '12:05 am'],
  ['[at] H:mm', 'at 0:05'],
  ['LL', 'May 5, 2026'],
  ['standard', '2026-05-05'],
])('in Berlin the pattern %s reads %s', (pattern, shown) => {
  expect(patternTime(AT, pattern, 'Europe/Berlin')).toBe(shown);
});

test.each([
  [2 * 86_400, '2 days ago'],
  [-3 * 3600, 'in 3 hours'],
  [90, '1 minute ago'],
  [800 * 86_400, '2 years ago'],
])('%d seconds later it was %s', (seconds, shown) => {
  expect(relativeTime(AT, AT.getTime() + seconds * 1000)).toBe(shown);
});
