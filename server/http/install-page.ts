import type { Page } from './page.ts';

/** What became of an install, as the page at its end tells it. It goes through a signed cookie. */
export interface Outcome {
  readonly kind: 'new' | 'again' | 'more' | 'back';
  readonly portalId: number;
  readonly hubDomain: string | null;
  /** Scopes that the account had not granted before. */
  readonly added: readonly string[];
  /** Scopes the app asked for and did not get. */
  readonly missing: readonly string[];
}

const NEXT = [
  'Nothing has been written to HubSpot yet. Look at the plan of the first sync, then run it:',
  'npm run ledgerline -- plan, then npm run ledgerline -- sync.',
];

const TOLD: Readonly<Record<Outcome['kind'], (account: string, added: readonly string[]) => Page>> = {
  new: (account) => ({ title: `Ledgerline is installed in ${account}`, paragraphs: NEXT }),
  again: (account) => ({
    title: `Ledgerline was installed in ${account} already`,
    paragraphs: [
      'The permission is renewed, and nothing else has changed. What is synced goes on, whoever of your administrators installed it.',
    ],
  }),
  more: (account, added) => ({
    title: `Ledgerline has its new permissions in ${account}`,
    paragraphs: ['What is synced goes on. From now on Ledgerline may also:'],
    items: permissions(added),
  }),
  back: (account) => ({
    title: `Ledgerline is back in ${account}`,
    paragraphs: [
      'What it knew of this account is still there, so no record is created twice. The sync takes up where it stopped.',
      'To see first what has changed in the meantime: npm run ledgerline -- plan.',
    ],
  }),
};

export function outcomePage({ kind, portalId, hubDomain, added, missing }: Outcome): Page {
  const page = TOLD[kind](hubDomain ?? `account ${portalId}`, added);
  if (missing.length === 0) return page;
  return {
    ...page,
    paragraphs: [
      ...page.paragraphs,
      'Some permissions are missing, so that a part of the sync will stop and say so. Install it again and allow all of them:',
    ],
    items: permissions(missing),
    links: AGAIN,
  };
}

export const AGAIN = [{ href: '/oauth/install', text: 'Start the install again' }];

/** `crm.objects.companies.write` in words, each once; what has no words is named. */
export function permissions(scopes: readonly string[]): string[] {
  return [...new Set(scopes.map(inWords))];
}

function inWords(scope: string): string {
  const [, area, object = '', right] = /^crm\.(objects|schemas)\.(.+)\.(read|write)$/.exec(scope) ?? [];
  if (area === undefined) return scope;
  const verb = right === 'write' ? 'change' : 'read';
  const what = object.replaceAll('_', ' ');
  return area === 'schemas' ? `${verb} the properties of ${what}` : `${verb} ${what}`;
}
