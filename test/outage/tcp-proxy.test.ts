import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const echo = createServer((socket) => socket.pipe(socket).on('error', () => {}));
let proxy: TcpProxy;
beforeEach(async () => {
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  proxy = await startTcpProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  await proxy.close();
  echo.close();
});

const open = () => connect({ host: '127.0.0.1', port: proxy.port }).on('error', () => {});
const said = async (socket: ReturnType<typeof open>): Promise<string> => String((await once(socket, 'data'))[0]);

test('what is said comes through', async () => {
  const socket = open();
  socket.write('hello');
  expect(await said(socket)).toBe('hello');
});

test('cut, open connections end and new ones do at once; restored, new ones work', async () => {
  const socket = open();
  socket.write('hello');
  await said(socket);
  const ended = once(socket, 'close');
  proxy.cut();
  await ended;
  await once(open(), 'close');
  proxy.restore();
  const next = open();
  next.write('again');
  expect(await said(next)).toBe('again');
});

test('frozen, connections stay and are silent; restored, what was said comes through', async () => {
  const before = open();
  before.write('hello');
  await said(before);
  proxy.freeze();
  const during = open();
  await once(during, 'connect');
  let heard = '';
  before.on('data', (data) => (heard += String(data)));
  before.write('one');
  during.write('two');
  // A connection of another kind goes there and back meanwhile, so there was time for an answer.
  const direct = connect((echo.address() as AddressInfo).port, '127.0.0.1');
  direct.write('direct');
  expect(await said(direct)).toBe('direct');
  direct.destroy();
  expect(heard).toBe('');
  proxy.restore();
  expect(await said(during)).toBe('two');
  expect(heard).toBe('one');
});
