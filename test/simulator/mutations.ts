/** A rule of the engine or the loop that is broken on purpose: the simulator must notice. */
export interface Mutation {
  readonly rule: string;
  readonly file: string;
  readonly good: string;
  readonly bad: string;
  /** Where the search begins, for a rule that only few schedules need. */
  readonly firstSeed?: number;
}

export const MUTATIONS: readonly Mutation[] = [
  {
    rule: 'merge: what only the right side changed wins',
    file: 'server/engine/rule.ts',
    good: "return { winner: 'right', reason: 'only-right-changed' };",
    bad: "return { winner: 'left', reason: 'only-right-changed' };",
  },
  {
    rule: 'reservation: a create is announced before it is sent',
    file: 'server/jobs/apply-looks.ts',
    good: 'await portal.store.reserveLinks(reserved);',
    bad: '',
  },
  {
    rule: 'echo: what was written is what both sides agree on',
    file: 'server/jobs/save-looks.ts',
    good: 'const base = settledBase(fate);',
    bad: 'const base = fate.planned.look.link?.base ?? (settledBase(fate) && {});',
  },
  {
    rule: 'lookup before retry: the reference is looked up before a create is sent again',
    file: 'server/jobs/recover-looks.ts',
    good: 'if (reserved.length === 0) return;',
    bad: 'if (reserved.length >= 0) return;',
  },
  {
    rule: 'lookup before retry on the right: who carries the left id is asked for before a create is sent again',
    file: 'server/jobs/recover-looks.ts',
    good: 'if (right && look.link) adopt(look, look.link, right);',
    bad: '',
  },
  {
    rule: 'adoption: a right record that was heard of first finds the left one it was made for',
    file: 'server/jobs/recover-looks.ts',
    good: 'if (link && look.right) adopt(look, link, look.right);',
    bad: '',
    firstSeed: 2001,
  },
  {
    rule: 'reservation on the right: a create is announced before it is sent',
    file: 'server/jobs/apply-looks.ts',
    good: 'await portal.store.reserveRight(onTheRight);',
    bad: '',
  },
  {
    rule: 'matching first: a left record is matched before it is created on the right',
    file: 'server/jobs/read-looks.ts',
    good: 'await matchLefts(portal, pair, withoutMatched(looks));',
    bad: '',
  },
  {
    rule: 'announcement: our own write is not taken for a person\u2019s',
    file: 'server/jobs/apply-looks.ts',
    good: 'await portal.store.announceWrites(updated);',
    bad: '',
  },
  {
    rule: 'lock: one batch of a portal at a time',
    file: 'server/jobs/open-portal.ts',
    good: 'exclusive: (work) => store.exclusive(work)',
    bad: 'exclusive: (work) => work()',
  },
  {
    rule: 'freshness: an unfinished page is read again',
    file: 'server/jobs/each-page.ts',
    good: 'await patiently(portal.clock, () => portal.exclusive(onePage), signal);',
    bad: 'await patiently(portal.clock, onePage, signal);',
  },
  {
    rule: 'removal: it is announced before it is sent, and was not a person\u2019s',
    file: 'server/jobs/settle-gone.ts',
    good: 'await store.markGone(announcedGone(fates));',
    bad: '',
    firstSeed: 10001,
  },
  {
    rule: 'gone: the base is kept for when the record is restored',
    file: 'server/jobs/settle-gone.ts',
    good: 'base: look.link?.base ?? null,',
    bad: 'base: null,',
    firstSeed: 8001,
  },
  {
    rule: 'restore: a record that comes back brings its counterpart back, or the inbox says what to do',
    file: 'server/engine/plan-removal.ts',
    good: "return { ...nothing, operations: [removal(pair, 'restore', other, otherId, `restored-${side}`)] };",
    bad: 'return nothing;',
  },
  {
    rule: 'filter: a record that stops matching takes its counterpart along where the mapping says so',
    file: 'server/engine/plan-removal.ts',
    good: "if (!link || pair.unmatched === 'leave') return nothing;",
    bad: 'if (link) return nothing;',
  },
  {
    rule: 'deletion: a linked record that a full reading does not come across is looked at',
    file: 'server/jobs/run-portal.ts',
    good: 'await lookForGone(portal, pair, signal, look);',
    bad: '',
  },
  {
    rule: 'share: a run that has to wait gives its worker back',
    file: 'server/jobs/slice.ts',
    good: 'if (clock.now() + pauseMs > endsAt) throw new GoOnLater(pauseMs);',
    bad: '',
  },
  {
    rule: 'secrets: an error is logged without what libraries put into it',
    file: 'server/log.ts',
    good: '    type: error.name,',
    bad: '    ...error, type: error.name,',
  },
  {
    rule: 'merges: links follow records that were merged',
    file: 'server/jobs/follow-merges.ts',
    good: 'if (await followMerge(portal, pair, side, survivor)) moved = true;',
    bad: 'moved = survivor === null;',
  },
  {
    rule: 'merges: of two counterparts one is primary',
    file: 'server/engine/merged.ts',
    good: "const role = end === keeper ? 'primary' : end.role === 'primary' ? ADDITIONAL : end.role;",
    bad: 'const role = end.role;',
  },
  {
    rule: 'separation: what a person keeps apart is not matched again',
    file: 'server/jobs/match-looks.ts',
    good: 'ids.filter((id) => !separatedFrom.includes(id));',
    bad: 'ids.filter((id) => separatedFrom.length >= 0 || id);',
  },
  {
    rule: 'roles: a record that belongs to another one, or to none, is not created',
    file: 'server/engine/plan.ts',
    good: 'if (!link && isBound(look)) return planBound(look);',
    bad: '',
  },
  {
    rule: 'associations: they follow the links of the records they lead to',
    file: 'server/engine/associations.ts',
    good: '(targets ? made === target : sameValue(before, after))',
    bad: 'sameValue(before, after)',
  },
  {
    rule: 'associations: what we made and a person ended is made again',
    file: 'server/jobs/lost-associations.ts',
    good: 'look.lost = new Set([...look.lost, to]);',
    bad: '',
  },
  {
    rule: 'associations: what one side alone moved is carried over',
    file: 'server/engine/references.ts',
    good: 'const agreed = base !== null && Object.hasOwn(base, key) ? base[key] : undefined;',
    bad: 'const agreed = undefined;',
  },
  {
    rule: 'undo: what was undone stays so while its source is unchanged',
    file: 'server/engine/undo.ts',
    good: 'if (differs) next[standingKey(field.left)] = standingText(differs);',
    bad: '',
  },
  {
    rule: 'undo: what was changed since is left alone',
    file: 'server/engine/undo.ts',
    good: 'if (sameValue(present, after)) return null;',
    bad: 'if (present !== undefined) return null;',
  },
];
