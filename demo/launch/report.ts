import { SingleBar } from 'cli-progress';
import type { Counts, Run } from './admin.ts';

/** What the reader of the terminal sees. Tests hand in a silent one. */
export interface Report {
  step<T>(title: string, work: () => Promise<T>, detail?: (result: T) => string): Promise<T>;
  /** Like `step`, with a bar that `work` moves. */
  bar<T>(title: string, work: (progress: (run: Run) => void) => Promise<T>, detail: (result: T) => string): Promise<T>;
  say(text: string): void;
}

const number = new Intl.NumberFormat('en');

export const isEmpty = (counts: Counts): boolean =>
  counts.create + counts.update + counts.link + counts.associate === 0;

export function sentence(counts: Counts): string {
  return (['create', 'update', 'link', 'unsure'] as const)
    .map((kind) => `${kind} ${number.format(counts[kind])}`)
    .join(', ');
}

export const silentReport: Report = {
  step: (_title, work) => work(),
  bar: (_title, work) => work(() => {}),
  say: () => {},
};

export function terminalReport(out: NodeJS.WriteStream): Report {
  const line = (text: string) => out.write(`${text}\n`);
  const finished = (title: string, detail: string) => line(`  ✓ ${title}${detail === '' ? '' : `  ${detail}`}`);
  return {
    async step(title, work, detail) {
      if (out.isTTY) out.write(`    ${title} ...`);
      const result = await work();
      if (out.isTTY) out.write('\r\u001b[2K');
      finished(title, detail?.(result) ?? '');
      return result;
    },
    async bar(title, work, detail) {
      const bar = new SingleBar({
        format: `    ${title} {bar} {percentage} % of {total} records, {eta_formatted} left`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 30,
        clearOnComplete: true,
        hideCursor: true,
        stream: out,
      });
      bar.start(0, 0);
      try {
        const result = await work((run) => {
          bar.setTotal(Math.max(run.total ?? 0, run.done));
          bar.update(run.done);
        });
        bar.stop();
        finished(title, detail(result));
        return result;
      } finally {
        bar.stop();
      }
    },
    say: line,
  };
}
