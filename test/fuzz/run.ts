import { createRandom, type Random } from '../simulator/random.ts';
import { createConnection } from './connection.ts';
import type { FuzzCase } from './fuzz-case.ts';
import { oauthCase } from './oauth-cases.ts';
import { startTarget } from './target.ts';
import { urlCase } from './url-cases.ts';
import { bodyCase, signatureCase } from './webhook-cases.ts';

const CASES = [signatureCase, bodyCase, urlCase, oauthCase];
const CONNECTIONS = 16;
/** More than this between the first and the last thousand is a leak: one case in memory would be a hundred times as much. */
const MOST_GROWTH_MB = 96;
const MOST_TOLD = 20;
const MB = 1 << 20;

export interface FuzzReport {
  readonly cases: number;
  /** By kind and status, `closed` for a connection that ended without an answer. */
  readonly answers: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
  readonly heapGrowthMb: number;
  readonly perSecond: number;
}

/** The case of a number: the same in every run of a seed. */
export const caseOf = (seed: number, no: number): FuzzCase => {
  const random: Random = createRandom(seed * 1_000_003 + no);
  return random.pick(CASES)(random);
};

/** Sends so many requests that should come to nothing, and tells what did not. */
export async function fuzz(
  { count, seed }: { readonly count: number; readonly seed: number },
  onProgress: (done: number) => void = () => {},
): Promise<FuzzReport> {
  const target = await startTarget();
  const answers: Record<string, number> = {};
  const findings: string[] = [];
  const tell = (no: number, words: string): void =>
    void (findings.length < MOST_TOLD && findings.push(`case ${no} of seed ${seed}: ${words}`));
  const startedAt = performance.now();
  let next = 0;
  let heapAtFirst = 0;
  let mayBeStored = 0;
  const work = async (): Promise<void> => {
    const connection = createConnection(target.port);
    for (let no = next++; no < count; no = next++) {
      const one = caseOf(seed, no);
      const answer = await connection.send(one);
      const status = answer?.status ?? 'closed';
      answers[`${one.kind} ${status}`] = (answers[`${one.kind} ${status}`] ?? 0) + 1;
      const wrong = judge(one, answer);
      if (wrong !== null) tell(no, `${one.method} ${one.target.slice(0, 100)}: ${wrong}`);
      for (const finding of target.findings.splice(0)) tell(no, finding);
      if (one.kind === 'body' && status === 204) mayBeStored += 1;
      if (no % 1000 === 999) onProgress(no + 1);
      if (no === 999) heapAtFirst = heap();
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const heapGrowthMb = heapAtFirst === 0 ? 0 : Math.round((heap() - heapAtFirst) / MB);
  if (heapGrowthMb > MOST_GROWTH_MB) findings.push(`memory grew by ${heapGrowthMb} MB`);
  // One request stores for one account at most, and only what HubSpot signed may store at all.
  if (target.taken() > mayBeStored) findings.push(`${target.taken()} were stored, and ${mayBeStored} were signed`);
  await target.close();
  const perSecond = Math.round(count / ((performance.now() - startedAt) / 1000));
  return { cases: count, answers, findings, heapGrowthMb, perSecond };
}

function judge({ mayAnswer, mustNotShow }: FuzzCase, answer: { status: number; text: string } | null): string | null {
  // Of a target that is no HTTP at all the server may just close the connection.
  if (answer === null) return null;
  if (!mayAnswer.includes(answer.status)) return `answered ${answer.status}`;
  return mustNotShow !== undefined && answer.text.includes(mustNotShow) ? 'the answer shows what it was given' : null;
}

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};
