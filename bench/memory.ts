import type { Bench, Figure } from './figure.ts';
import { RAISED_LIMIT, startSetting } from './memory-setting.ts';

const POSTGRES = 'postgresql://postgres@127.0.0.1:5432/postgres';
const BAR_MB = 400;
const SAMPLE_MS = 1000;
/** The embedded store is for trying out: a tenth of what is asked of a PostgreSQL. */
const SIZES = { postgres: 1_000_000, embedded: 100_000 } as const;
const STORES = { postgres: 'with a store on PostgreSQL', embedded: 'with the embedded store' } as const;

interface Sample {
  /** Records looked at by then. */
  readonly done: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

/** A gauge of the server's own metrics. */
function gauge(metrics: string, name: string): number {
  const value = new RegExp(`^${name} ([\\d.e+]+)$`, 'm').exec(metrics)?.[1];
  if (value === undefined) throw new Error(`The server's metrics have no ${name}.`);
  return Number(value);
}

/** One first sync of so many records, and what the server's process took meanwhile. */
async function measure(store: keyof typeof SIZES): Promise<Figure[]> {
  const setting = await startSetting(POSTGRES, store, SIZES[store]);
  const samples: Sample[] = [];
  let done = 0;
  const sample = async (): Promise<void> => {
    const metrics = await (await fetch(`${setting.serverUrl}/metrics`)).text();
    const rssMb = gauge(metrics, 'process_resident_memory_bytes') / 1e6;
    samples.push({ done, rssMb, heapMb: gauge(metrics, 'nodejs_heap_size_used_bytes') / 1e6 });
  };
  const timer = setInterval(() => void sample().catch(() => {}), SAMPLE_MS);
  try {
    await sample();
    const startedAt = performance.now();
    const counts = await setting.admin.run(setting.portalId, 'sync', ({ done: soFar }) => {
      done = soFar;
    });
    const seconds = (performance.now() - startedAt) / 1000;
    if (counts.create !== SIZES[store])
      throw new Error(`Not ${SIZES[store]} records were made: ${JSON.stringify(counts)}`);
    return figuresOf(store, samples, seconds);
  } finally {
    clearInterval(timer);
    await setting.stop();
  }
}

function figuresOf(store: keyof typeof SIZES, samples: readonly Sample[], seconds: number): Figure[] {
  const size = SIZES[store];
  const what = `${size.toLocaleString('en')} records ${STORES[store]}, limit raised to ${RAISED_LIMIT} requests in 10 s`;
  const most = (of: 'rssMb' | 'heapMb', from = 0, to = Infinity): number =>
    Math.max(...samples.filter(({ done }) => done >= from * size && done <= to * size).map((one) => one[of]));
  const figure = (name: string, value: number, unit: string, reference: number | null = null): Figure => ({
    bench: 'memory',
    figure: `${name}: ${what}`,
    value,
    unit,
    reference,
  });
  return [
    figure('first sync', size / seconds, 'records/s'),
    figure('memory of the server process before it', samples[0]?.rssMb ?? Number.NaN, 'MB'),
    figure('memory of the server process at its most, beside the bar', most('rssMb'), 'MB', BAR_MB),
    figure('the same in its last tenth, beside its second tenth', most('rssMb', 0.9), 'MB', most('rssMb', 0.1, 0.2)),
    figure(
      'used heap at its most in its last tenth, beside its second',
      most('heapMb', 0.9),
      'MB',
      most('heapMb', 0.1, 0.2),
    ),
  ];
}

async function run(): Promise<Figure[]> {
  return [...(await measure('postgres')), ...(await measure('embedded'))];
}

export const memoryBench: Bench = {
  name: 'memory',
  about: 'memory of a server that makes a million records (needs a PostgreSQL on port 5432)',
  run,
};
