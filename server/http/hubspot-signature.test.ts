import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { Secret } from '../secret.ts';
import { verifyHubSpotSignature, type SignedRequest } from './hubspot-signature.ts';

// HubSpot's published example.
const secret = new Secret('yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy');
const example: SignedRequest = {
  method: 'POST',
  uri: 'https://www.example.com/webhook_uri',
  body: Buffer.from("{'example_field':'example_value'}"),
  signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  timestamp: '1693657560000',
};
const at = 1693657560000;

const sign = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64');

describe('verifyHubSpotSignature', () => {
  test("HubSpot's own example is valid", () => {
    expect(verifyHubSpotSignature(example, [secret], at)).toBe('valid');
  });

  test.each([
    ['another body', { ...example, body: Buffer.from('{}') }, 'wrong'],
    ['another method', { ...example, method: 'PUT' }, 'wrong'],
    ['another address', { ...example, uri: 'https://www.example.com/other' }, 'wrong'],
    ['another time', { ...example, timestamp: '1693657560001' }, 'wrong'],
    ['a shorter signature', { ...example, signature: 'AAAA' }, 'wrong'],
    ['a signature without its padding', { ...example, signature: example.signature?.slice(0, -1) }, 'wrong'],
    ['a signature with other last bits', { ...example, signature: example.signature?.replace('Y=', 'Z=') }, 'wrong'],
    ['a signature with a space', { ...example, signature: `${example.signature} ` }, 'wrong'],
    ['no signature', { ...example, signature: undefined }, 'missing'],
    ['a time that is no number', { ...example, timestamp: 'abc' }, 'missing'],
    ['a time with a sign', { ...example, timestamp: '+693657560000' }, 'missing'],
  ] as const)('%s is refused', (_what, request, verdict) => {
    expect(verifyHubSpotSignature(request, [secret], at)).toBe(verdict);
  });

  test('five minutes are allowed in both directions, no more', () => {
    expect(verifyHubSpotSignature(example, [secret], at + 300_000)).toBe('valid');
    expect(verifyHubSpotSignature(example, [secret], at - 300_000)).toBe('valid');
    expect(verifyHubSpotSignature(example, [secret], at + 300_001)).toBe('stale');
    expect(verifyHubSpotSignature(example, [secret], at - 300_001)).toBe('stale');
  });

  test('the address may be signed raw or with the escapes that HubSpot decodes, and only those', () => {
    const uri = 'https://x.example/c?userEmail=a%40b.c&q=a%20b';
    const base = { method: 'GET', uri, body: Buffer.alloc(0), timestamp: String(at) };
    for (const signed of [uri, 'https://x.example/c?userEmail=a@b.c&q=a%20b']) {
      const signature = sign(secret.reveal(), `GET${signed}${at}`);
      expect(verifyHubSpotSignature({ ...base, signature }, [secret], at)).toBe('valid');
    }
    const tooMuch = sign(secret.reveal(), `GEThttps://x.example/c?userEmail=a@b.c&q=a b${at}`);
    expect(verifyHubSpotSignature({ ...base, signature: tooMuch }, [secret], at)).toBe('wrong');
  });

  test('during a rotation both secrets are accepted', () => {
    expect(verifyHubSpotSignature(example, [new Secret('new'), secret], at)).toBe('valid');
    expect(verifyHubSpotSignature(example, [new Secret('new')], at)).toBe('wrong');
  });
});
