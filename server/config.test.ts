import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { readConfig } from './config.ts';
import { ConfigError } from './engine/error.ts';

function fixFor(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.fix;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('readConfig', () => {
  test('nothing configured is a configuration', () => {
    const config = readConfig({});
    expect(config.port).toBe(3000);
    expect(config.publicBaseUrl).toBe('http://localhost:3000');
    expect(config.oauthRedirectUrl).toBe('http://localhost:3000/oauth/callback');
  });

  test('an empty variable counts as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).databaseUrl).toBeNull();
  });

  test.each([
    [{ PORT: '99999' }, 'PORT is "99999"; it must be a port number from 0 to 65535'],
    [{ POLL_SECONDS: '1.5' }, 'POLL_SECONDS is "1.5"'],
    [{ RECONCILE_AT: '24:00' }, 'RECONCILE_AT is "24:00"; it must be a time of day in UTC, for example 02:30, or off'],
    [{ LOG_LEVEL: 'loud' }, 'one of trace, debug'],
    [{ DATABASE_URL: 'mysql://root:hunter2@db/x' }, 'DATABASE_URL is set, but not readable; it must be a PostgreSQL'],
    [{ HUBSPOT_CLIENT_ID: 'a' }, 'HUBSPOT_CLIENT_ID is set without HUBSPOT_CLIENT_SECRET; set all of them or none.'],
    [{ LEDGERLINE_ROLE: 'cook' }, 'LEDGERLINE_ROLE is "cook"; it must be all, or one of web and worker'],
    [{ LEDGERLINE_ROLE: 'web' }, 'LEDGERLINE_ROLE is "web" without DATABASE_URL: without it the database is embedded'],
    [{ LEDGERLINE_ROLE: 'worker' }, 'Set DATABASE_URL, or LEDGERLINE_ROLE to all.'],
    [{ HUBSPOT_ACCESS_TOKEN: 'pat' }, 'without HUBSPOT_PORTAL_ID'],
  ])('%j gets a sentence that says what to do', (env, sentence) => {
    expect(fixFor(env as Record<string, string>)).toContain(sentence);
  });

  test('the nightly reconcile has an hour, or none', () => {
    const at = (value?: string) => readConfig(value === undefined ? {} : { RECONCILE_AT: value }).reconcileAt;
    expect([at(), at('23:59'), at('off')]).toEqual([150, 1439, null]);
  });

  test('every wrong variable is named at once', () => {
    expect(fixFor({ PORT: 'x', POLL_SECONDS: 'y' })).toMatch(/PORT.*POLL_SECONDS/);
  });

  test('secrets never print', () => {
    const env = { HUBSPOT_CLIENT_ID: 'id', HUBSPOT_CLIENT_SECRET: 'hunter2', ERP_NAME: 'x' };
    const config = readConfig(env);
    expect(config.hubspot.clientSecret?.reveal()).toBe('hunter2');
    expect(JSON.stringify(config) + inspect(config, { depth: 9 }) + String(config.hubspot.clientSecret)).not.toContain(
      'hunter2',
    );
    expect(fixFor({ DATABASE_URL: 'mysql://root:hunter2@db' })).not.toContain('hunter2');
  });
});
