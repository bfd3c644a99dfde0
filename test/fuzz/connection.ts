import { connect, type Socket } from 'node:net';
import type { FuzzCase } from './fuzz-case.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

const HEAD_END = '\r\n\r\n';

/**
 * A connection that sends requests as they are: no client would write what is to be tried here. One request at a time;
 * the connection is made anew when the server has closed it.
 */
export function createConnection(port: number) {
  let socket: Socket | null = null;
  const open = async (): Promise<Socket> => {
    if (socket !== null && !socket.destroyed && socket.writable) return socket;
    const made = connect({ port, host: '127.0.0.1', noDelay: true });
    made.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      made.once('connect', resolve);
      made.once('error', reject);
    });
    socket = made;
    return made;
  };
  return {
    /** Null when the server closed the connection without an answer. */
    async send(fuzz: FuzzCase): Promise<Answer | null> {
      const to = await open();
      const answer = readAnswer(to, fuzz.method === 'HEAD');
      to.write(Buffer.concat([Buffer.from(headOf(fuzz), 'utf8'), fuzz.body]));
      return answer;
    },
    close: () => socket?.destroy(),
  };
}

function headOf({ method, target, headers, body }: FuzzCase): string {
  const lines = [`${method} ${target} HTTP/1.1`, 'host: elsewhere.example', `content-length: ${body.length}`];
  return [...lines, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
}

/** Reads by the length that the answer gives; the server's answers all give one, or end with the connection. */
function readAnswer(socket: Socket, isHead: boolean): Promise<Answer | null> {
  const { promise, resolve } = Promise.withResolvers<Answer | null>();
  let text = '';
  const settle = (answer: Answer | null, stop: boolean): void => {
    socket.off('data', onData).off('close', onClose);
    if (stop) socket.destroy();
    resolve(answer);
  };
  const onData = (part: Buffer): void => {
    text += part.toString('latin1');
    const end = text.indexOf(HEAD_END);
    if (end < 0) return;
    const head = text.slice(0, end).toLowerCase();
    const status = Number(head.slice(9, 12));
    const length = isHead || status === 204 ? 0 : Number(/\r\ncontent-length: (\d+)/.exec(head)?.[1] ?? Infinity);
    const body = text.slice(end + HEAD_END.length);
    if (body.length >= length) settle({ status, text: body }, head.includes('\r\nconnection: close'));
  };
  const onClose = (): void => {
    const status = Number(text.slice(9, 12));
    settle(text === '' ? null : { status, text }, true);
  };
  socket.on('data', onData).on('close', onClose);
  return promise;
}
