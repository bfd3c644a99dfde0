import TestSequencer from '@jest/test-sequencer';

/** In a fresh clone Jest knows no durations, and a file of minutes that begins last keeps one worker waiting. */
const LONGEST = ['test/simulator/mutations', 'test/stories/', 'demo/erp/'];

const rank = ({ path }) => {
  const at = LONGEST.findIndex((part) => path.includes(part));
  return at === -1 ? LONGEST.length : at;
};

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const inJestsOrder = super.sort.call(this, tests);
    return inJestsOrder.toSorted((a, b) => rank(a) - rank(b));
  }
}
