import { posix } from 'node:path';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { findObjectType } from '../objects/types.ts';
import type { Tables } from '../store/tables.ts';
import type { Fault } from './fault.ts';

/** Row of the table `faults`, keyed by `id`. */
interface FaultRow {
  readonly id: string;
  readonly fault: Fault;
  /** Requests that fitted. */
  readonly seen: number;
  /** Requests that were disturbed. */
  readonly hits: number;
  /** Of the fault's own generator, so that faults do not change what the rest of a run draws. */
  readonly random: readonly number[];
}

/** What a fault looks at; who calls is only asked for when a fault wants to know. */
export interface FaultedRequest {
  readonly method: string;
  readonly path: string;
  readonly appId: () => number | null;
}

export interface Disturbance {
  readonly fault: Fault;
  readonly delayMs: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The first fault that fits and strikes; this is one of its times. */
  take(request: FaultedRequest): Disturbance | null;
  all(): readonly object[];
  /** One fault, or all of them. */
  clear(id?: string): void;
}

const TABLE = 'faults';
const FIRST_SEED = 4711;

export function createFaults(tables: Tables): Faults {
  const rows = (): ReadonlyMap<string, FaultRow> => tables.rows<FaultRow>(TABLE);
  return {
    add(fault) {
      const last = [...rows().keys()].reduce((most, id) => Math.max(most, Number(id)), 0);
      const id = String(last + 1);
      const random = xoroshiro128plus(fault.seed ?? FIRST_SEED + last).getState();
      tables.put(TABLE, id, { id, fault, seen: 0, hits: 0, random } satisfies FaultRow);
    },
    take(request) {
      for (const row of rows().values()) {
        if (isSpent(row) || !fits(row.fault.match, request)) continue;
        const disturbance = draw(row, (next) => tables.put(TABLE, row.id, next));
        if (disturbance) return disturbance;
      }
      return null;
    },
    all: () => [...rows().values()].map(({ id, fault, seen, hits }) => ({ id, ...fault, seen, hits })),
    clear(id) {
      for (const key of id === undefined ? [...rows().keys()] : [id]) tables.remove(TABLE, key);
    },
  };
}

const isSpent = ({ fault, hits }: FaultRow): boolean => hits >= (fault.times ?? Infinity);

/** Does the fault strike this time? Says so, and keeps count. */
function draw(row: FaultRow, keep: (next: FaultRow) => void): Disturbance | null {
  const { fault } = row;
  const seen = row.seen + 1;
  const generator = xoroshiro128plusFromState(row.random);
  const below = (share: number): boolean => (generator.next() >>> 0) / 2 ** 32 < share;
  const strikes = seen > (fault.skip ?? 0) && (fault.probability === undefined || below(fault.probability));
  const jitter = strikes && fault.jitterMs !== undefined ? (generator.next() >>> 0) % (fault.jitterMs + 1) : 0;
  keep({ ...row, seen, hits: row.hits + (strikes ? 1 : 0), random: generator.getState() });
  return strikes ? { fault, delayMs: (fault.delayMs ?? 0) + jitter } : null;
}

function fits(match: Fault['match'], { method, path, appId }: FaultedRequest): boolean {
  return (
    (match.method === undefined || match.method.toUpperCase() === method) &&
    path.startsWith(match.pathPrefix ?? '/') &&
    (match.path === undefined || posix.matchesGlob(path, match.path)) &&
    (match.pathRegex === undefined || new RegExp(match.pathRegex).test(path)) &&
    (match.objectType === undefined || namesType(path, match.objectType)) &&
    (match.appId === undefined || match.appId === appId())
  );
}

/** A custom object's type is of one portal, and fits by the spelling that the fault uses. */
function namesType(path: string, spelling: string): boolean {
  const type = findObjectType(spelling);
  return path
    .split('/')
    .some((part) => part === spelling || (type !== undefined && findObjectType(part)?.id === type.id));
}
