import type { Rule } from './source.ts';

export const uniqueUids: Rule = {
  name: 'every component of a HubSpot project has a uid of its own',
  fix: 'Give one of them another `uid`; HubSpot takes two components of one uid for the same one.',
  check: (files) => {
    const owners = new Map<string, string>();
    return files
      .filter(({ path }) => path.endsWith('-hsmeta.json'))
      .flatMap(({ path, text }) => {
        const { uid } = JSON.parse(text) as { uid?: string };
        if (uid === undefined) return [`${path} has no uid`];
        // Two editions of the app may lie side by side; a uid is unique within its project.
        const key = `${path.replace(/app\/.*$/, '')} ${uid}`;
        const owner = owners.get(key);
        owners.set(key, owner ?? path);
        return owner === undefined ? [] : [`${path} has the uid "${uid}" of ${owner}`];
      });
  },
  catches: [
    { 'src/app/cards/a-hsmeta.json': '{ "uid": "a" }', 'src/app/cards/b-hsmeta.json': '{ "uid": "a" }' },
    { 'src/app/cards/a-hsmeta.json': '{}' },
  ],
  allows: [{ 'src/app/cards/a-hsmeta.json': '{ "uid": "a" }', 'src/app/cards/b-hsmeta.json': '{ "uid": "b" }' }],
};
