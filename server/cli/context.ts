import type { Server } from './admin-client.ts';

export interface Terminal {
  /** One or more lines of the answer. */
  write(text: string): void;
  /** Where progress is drawn, so that the answer can be piped without it. */
  readonly progress: NodeJS.WriteStream;
  /** Where the answer to a question comes from. */
  readonly input: NodeJS.ReadStream;
}

/** What every command is given. */
export interface Context {
  readonly server: Server;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

export interface Options {
  readonly portal?: number;
  readonly json?: true;
}
