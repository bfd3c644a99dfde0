import type { Rule } from './source.ts';

const STATEMENT =
  'select\\s[^]*\\sfrom|insert\\s+into|update\\s+\\S+\\s+set|delete\\s+from|(create|alter|drop)\\s+(table|index|view|schema)';
/** All in one case, so that a sentence such as "Select a company from the list" is none. */
const LOWER = new RegExp(`(^|\\s)(${STATEMENT})\\s`);
const UPPER = new RegExp(`(^|\\s)(${STATEMENT.replaceAll(/[a-z]{3,}/g, (word) => word.toUpperCase())})\\s`);
const isSql = (text: string): boolean => LOWER.test(text) || UPPER.test(text);

const SQL_PLACES = /^(server\/store|server\/connectors\/sql|demo|bench)\//;

export const sqlPlaces: Rule = {
  name: 'SQL stands in server/store, server/connectors/sql, demo/, bench/ and tests only',
  fix: 'Give server/store a function for the query and call that.',
  check: (files) =>
    files
      .filter((source) => source.isCode && !source.isTest && !SQL_PLACES.test(source.path))
      .flatMap((source) =>
        source.facts.strings.filter(isSql).map((text) => `${source.path}: ${text.trim().slice(0, 60)}`),
      ),
  catches: [
    { 'server/jobs/a.ts': 'await db.query(`\n  select id\n  from link where pair = ${pair}`);' },
    { 'server/http/a.ts': "await db.query('DELETE FROM install');" },
    { 'server/http/a.ts': "await db.query('update run set state = $1', ['done']);" },
    { 'server/cli/a.ts': "await db.query('select 1 from run')" },
  ],
  allows: [
    { 'server/store/a.ts': "await db.query('select id from link')" },
    { 'server/http/a.ts': "const hint = 'Select a company from the list'; // select id from link" },
  ],
};
