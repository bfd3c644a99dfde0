import { PORTAL, REDIRECT } from '../../emulator/testing/project.ts';
import { parseKeys } from '../../server/http/keyring.ts';
import { createOAuthClient } from '../../server/http/oauth-client.ts';
import { createTokenholder } from '../../server/http/tokens.ts';
import { Secret } from '../../server/secret.ts';
import { openDb } from '../../server/store/db.ts';
import { keyOfBytes } from './edge.ts';

/** One of the processes of a race: says that it is ready, and on "go" asks for the token and says what it got. */
const [databaseUrl = '', apiUrl = '', clientSecret = '', aheadMs = '0'] = process.argv.slice(2);
const db = await openDb(databaseUrl);
const oauth = createOAuthClient({
  apiUrl,
  clientId: 'client-77',
  clientSecret: new Secret(clientSecret),
  redirectUrl: REDIRECT,
});
const now = (): number => Date.now() + Number(aheadMs);
const keyring = parseKeys(new Secret(keyOfBytes('k', 7)));
const tokens = createTokenholder({ db, keyring, oauth, now, log: { warn: () => {} } });
await db.query('select 1');
process.once('message', () => {
  void tokens.accessToken(PORTAL).then(
    (token) => process.send?.(token),
    (error: unknown) => process.send?.(`failed: ${String(error)}`),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
