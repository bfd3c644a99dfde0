import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Role = 'all' | 'web' | 'worker';
type Env = Readonly<Record<string, string>>;

/** One server process; it is killed and started again under the same name. */
export interface ServerProcess {
  readonly role: Role;
  /** Null while it is down. */
  readonly url: string | null;
  start(): Promise<void>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export function serverProcess(role: Role, env: Env): ServerProcess {
  let child: ChildProcess | null = null;
  let url: string | null = null;
  return {
    role,
    get url() {
      return url;
    },
    async start() {
      child = fork(join(import.meta.dirname, '../../server/main.ts'), {
        env: { ...process.env, ...env, LEDGERLINE_ROLE: role, PORT: '0' },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`A ${role} ended with ${code}.`)));
      ended.catch(() => {});
      const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string }];
      url = message.url;
    },
    async kill() {
      url = null;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}
