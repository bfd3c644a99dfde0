import type { Hub } from '../hub.ts';
import { USER_EMAIL, USER_ID } from '../oauth/tokens.ts';
import { iso } from '../objects/record.ts';

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly primary: boolean;
}

/** Row of the table `owners/{portalId}`, keyed by owner id. A queue of help desk tickets owns records as people do. */
export interface OwnerRow {
  readonly id: string;
  readonly type: 'PERSON' | 'QUEUE';
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** null for a queue. */
  readonly userId: number | null;
  readonly teams: readonly Team[];
  readonly archived: boolean;
  readonly createdAt: number;
}

const SINCE = Date.parse('2024-01-15T09:30:00.000Z');

const person = (id: string, userId: number, email: string, firstName: string, lastName: string): OwnerRow => ({
  id,
  type: 'PERSON',
  email,
  firstName,
  lastName,
  userId,
  teams: [],
  archived: false,
  createdAt: SINCE,
});

/** The people of a portal whose seed names none. */
const USUAL_OWNERS: readonly OwnerRow[] = [
  person('70110001', USER_ID, USER_EMAIL, 'Alex', 'Admin'),
  person('70110002', 26_110_002, 'sam.seller@example.com', 'Sam', 'Seller'),
];

const tableOf = (portalId: number): string => `owners/${portalId}`;

/** What a seed says of an owner; the first one is the person who installs the apps, unless ids say otherwise. */
export interface SeedOwner {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly id?: string | undefined;
  readonly userId?: number | undefined;
  readonly type?: OwnerRow['type'] | undefined;
  readonly teams?: readonly Team[] | undefined;
  readonly archived?: boolean | undefined;
}

const FIRST_OWNER = 70_110_001;

export function seedOwners(hub: Hub, portalId: number, owners: readonly SeedOwner[]): void {
  owners.forEach((owner, place) => {
    const { type = 'PERSON', teams = [], archived = false } = owner;
    const { id = String(FIRST_OWNER + place), userId = type === 'QUEUE' ? null : USER_ID + place } = owner;
    const { email, firstName, lastName } = owner;
    const row: OwnerRow = { id, type, email, firstName, lastName, userId, teams, archived, createdAt: SINCE };
    hub.tables.put(tableOf(portalId), id, row);
  });
}

/** Records refer to an owner by `id`, not by `userId`. */
export function ownersOf(hub: Hub, portalId: number): readonly OwnerRow[] {
  const rows = hub.tables.rows<OwnerRow>(tableOf(portalId));
  return rows.size === 0 ? USUAL_OWNERS : [...rows.values()];
}

/** A removed owner has no active user any more. */
export const ownerView = ({ userId, createdAt, ...owner }: OwnerRow): object => ({
  ...owner,
  ...(userId === null ? {} : { ...(owner.archived ? {} : { userId }), userIdIncludingInactive: userId }),
  createdAt: iso(createdAt),
  updatedAt: iso(createdAt),
});
