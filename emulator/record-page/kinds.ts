import type { CatalogType } from '../portal-catalog.ts';
import type { CrmRecord } from '../crm.ts';
import { BUILT_IN_KINDS } from './built-in-kinds.ts';

/** How the CRM pages present one object type. */
export interface Kind {
  readonly objectTypeId: string;
  /** HubSpot's spellings. */
  readonly plural: string;
  readonly singular: string;
  /** The same as a reader sees them: `line items`; of custom objects in the case of their makers. */
  readonly many: string;
  readonly one: string;
  /** Part of the navigation. */
  readonly area: 'crm' | 'commerce' | 'activities' | 'custom';
  /** Properties whose values, joined, name the record; the first group with a value counts. */
  readonly title: readonly (readonly string[])[];
  readonly subtitle: string;
  /** Shown in the left sidebar, in this order, where the portal defines them. */
  readonly about: readonly string[];
  /** Columns of the index page and of association lists. */
  readonly columns: readonly string[];
  /** Headline figures of the Overview tab. */
  readonly highlights: readonly string[];
  /** A create needs one of each group. */
  readonly required: readonly (readonly string[])[];
}

export const KINDS: readonly Kind[] = BUILT_IN_KINDS;

/** Any of HubSpot's spellings of its own types, in any case: `companies`, `COMPANY`, `0-2`. */
export const findKind = (spelling: string): Kind | undefined => spelled(KINDS, spelling);

export function spelled(kinds: readonly Kind[], spelling: string): Kind | undefined {
  const wanted = spelling.toLowerCase();
  return kinds.find((kind) =>
    [kind.objectTypeId, kind.plural, kind.singular].some((name) => name.toLowerCase() === wanted),
  );
}

/** A custom object has no page of its own design: what its schema names is shown. */
export function kindOf(type: CatalogType): Kind {
  const known = KINDS.find((kind) => kind.objectTypeId === type.objectTypeId);
  if (known) return { ...known, required: type.required };
  const others = type.shown.filter((name) => name !== type.display);
  return {
    objectTypeId: type.objectTypeId,
    plural: type.plural,
    singular: type.singular,
    many: type.labels.plural,
    one: type.labels.singular,
    area: 'custom',
    title: [[type.display]],
    subtitle: others[0] ?? '',
    about: [type.display, ...others],
    columns: [...others.slice(0, 4), 'hs_createdate'],
    highlights: ['hs_createdate', ...others.slice(0, 2)],
    required: type.required,
  };
}

/** A record without a value in any of its naming properties shows its id. */
export function titleOf(kind: Kind, record: Pick<CrmRecord, 'id' | 'properties'>): string {
  for (const names of kind.title) {
    const text = names
      .map((name) => record.properties[name] ?? '')
      .filter(Boolean)
      .join(' ');
    if (text) return shortened(plainText(text));
  }
  return `${kind.one} ${record.id}`;
}

/** The body of a note is HTML. */
export const plainText = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 88)}…` : text);
