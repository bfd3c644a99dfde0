import { createServer, connect, type Server } from 'node:net';
import type { AddressInfo, BlockList, TcpNetConnectOpts } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Fence, FENCED, parseRange, saysLoopback, type Range } from './fence.ts';

const ranges = (...texts: string[]): Range[] => texts.map((text) => parseRange(text)!);

describe('v5.0.0-1.3.6 the fence around addresses that a setting leads to', () => {
  const hubspot = new Fence(['public']);
  const erp = new Fence(['public', 'private', 'loopback']);

  test.each(['203.0.114.7', '2600:1f18::1', '64:ff9b::cb00:7207'])('%s is public', (address) => {
    expect([hubspot.check(address), erp.check(address)]).toEqual([false, false]);
  });

  test.each([
    '10.1.2.3',
    '172.16.0.9',
    '192.168.1.1',
    '100.64.0.1',
    'fd12::1',
    '127.0.0.1',
    '::1',
    '::ffff:10.1.2.3',
    '64:ff9b::a01:203',
  ])('%s is for an ERP, and not for HubSpot', (address) => {
    expect([hubspot.check(address), erp.check(address)]).toEqual([true, false]);
  });

  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    'fe80::1',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    'not an address',
  ])('%s is for nobody', (address) => {
    expect([hubspot.check(address), erp.check(address)]).toEqual([true, true]);
  });

  test('what the operator names is allowed, and nothing beside it', () => {
    const opened = new Fence(['public'], ranges('10.20.0.0/16', '169.254.169.254', 'fd12::/16'));
    expect(['10.20.3.4', '169.254.169.254', 'fd12::9'].map((address) => opened.check(address))).toEqual([
      false,
      false,
      false,
    ]);
    expect(['10.21.0.1', '169.254.169.253', 'fd13::9'].map((address) => opened.check(address))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['10.0.0.0/40', 'erp.internal', ''].map(parseRange)).toEqual([null, null, null]);
  });

  test.each([
    ['http://localhost:4000', true],
    ['http://127.0.0.1:4000', true],
    ['http://[::1]:4000', true],
    ['https://api.hubapi.com', false],
    ['http://localhost.example.com', false],
    ['http://10.0.0.1', false],
  ])('%s says that it is this machine: %s', (url, says) => expect(saysLoopback(url)).toBe(says));
});

describe('v5.0.0-1.3.6 a connection', () => {
  let server: Server;
  let connections = 0;
  beforeAll(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** A name that is public the first time and this machine the second, as one of a rebinding attacker is. */
  const rebinding = () => {
    const answers = ['203.0.114.7', '127.0.0.1'];
    return () => answers.shift() ?? '127.0.0.1';
  };

  test('goes by the address it is made to, not by the one that was looked up before', async () => {
    const answer = rebinding();
    const fence = new Fence(['public']);
    // Whoever checks the name first finds it public.
    expect(fence.check(answer())).toBe(false);
    const { port } = server.address() as AddressInfo;
    const options: TcpNetConnectOpts & { blockList: BlockList } = {
      host: 'erp.example.com',
      port,
      blockList: fence,
      lookup: (_name, { all }, done) => {
        const address = answer();
        if (all) done(null, [{ address, family: 4 }]);
        else done(null, address, 4);
      },
    };
    const socket = connect(options);
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => socket.once('error', resolve));
    expect([error.code, connections]).toEqual([FENCED, 0]);
  });
});
