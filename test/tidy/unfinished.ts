import type { Rule, Source } from './source.ts';

const WORD = /\b(?:TODO|FIXME|XXX|HACK)\b/g;
/** In a comment only: HubSpot has a task type of that name. */
const IN_COMMENT = /(?:\/\/|\/\*|^\s*\*|#|--)[^\n]*\b(?:TODO|FIXME|XXX|HACK)\b/gm;

/** This folder names what it forbids. */
const isOwn = (source: Source): boolean => source.path.startsWith('test/tidy/');

export const unfinished: Rule = {
  name: 'no note says that something is still to be done',
  fix: 'Do it, or write an issue and delete the note.',
  check: (files) =>
    files
      .filter((source) => !isOwn(source) && source.path !== 'package-lock.json')
      .flatMap((source) =>
        [...source.text.matchAll(source.path.endsWith('.md') ? WORD : IN_COMMENT)].map(
          ([found]) => `${source.path}: ${found.trim().slice(0, 80)}`,
        ),
      ),
  catches: [
    { 'server/a.ts': '// TODO: later' },
    { 'docs/a.md': 'FIXME' },
    { 'demo/erp/schema.sql': '-- todo\n-- TODO' },
  ],
  allows: [{ 'emulator/a.ts': "const types = ['TODO', 'CALL'];" }],
};
