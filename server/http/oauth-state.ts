import { createHash, randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** Longer than anybody looks at a consent page, shorter than a forgotten tab. */
const LIFETIME_SECONDS = 600;
/** What is signed: for which purpose. */
export const ATTEMPT = 'ledgerline_oauth';
export const OUTCOME = 'ledgerline_installed';

/** What goes through HubSpot (`state`, the challenge), and what stays in the browser's cookie (the sealed verifier). */
export interface Attempt {
  readonly state: string;
  readonly challenge: string;
  readonly cookie: string;
}

/** What the cookie of an attempt remembers besides its state. */
export interface Remembered {
  readonly verifier: string;
  /** The account that the install is meant for, when it was named. */
  readonly portalId: number | null;
}

/**
 * One attempt to install, bound to the browser that began it: the callback's `state` must equal the one in the signed
 * cookie. So nobody can be made to finish an install that somebody else began (RFC 6749, section 10.12).
 */
export async function beginAttempt(keys: readonly Uint8Array[], portalId: number | null): Promise<Attempt> {
  const state = randomBytes(24).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const cookie = await sign(keys, ATTEMPT, { state, verifier, portalId });
  return { state, challenge: createHash('sha256').update(verifier).digest('base64url'), cookie };
}

/** A few words for this browser's cookie, good for ten minutes and for one purpose. */
export async function sign([key]: readonly Uint8Array[], purpose: string, payload: object): Promise<string> {
  if (key === undefined) throw new Error('There is no key to sign with');
  return new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(purpose)
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(key);
}

/** The attempt that this callback belongs to, or null when it belongs to none of this browser. */
export async function finishAttempt(
  keys: readonly Uint8Array[],
  cookie: string | undefined,
  state: unknown,
): Promise<Remembered | null> {
  if (cookie === undefined || typeof state !== 'string') return null;
  const payload = await readSigned<Remembered & { state: string }>(keys, ATTEMPT, cookie);
  return payload?.state === state ? payload : null;
}

/** What the token says, if one of the keys signed it and it has not expired: keys may change between the two. */
export async function readSigned<T extends object>(
  keys: readonly Uint8Array[],
  purpose: string,
  token: string,
): Promise<T | null> {
  for (const key of keys) {
    const verified = await jwtVerify<T>(token, key, { algorithms: ['HS256'], subject: purpose }).catch(() => null);
    if (verified !== null) return verified.payload;
  }
  return null;
}

export const cookieOptions = (secure: boolean) =>
  ({ httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: LIFETIME_SECONDS * 1000 }) as const;

/** Behind https a browser takes a cookie of this prefix from this very host only, so no sibling of it can set one. */
export const cookieName = (purpose: string, secure: boolean): string => (secure ? `__Host-${purpose}` : purpose);

export function readCookie(header: string | undefined, name: string): string | undefined {
  const entry = (header ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  try {
    return entry === undefined ? undefined : decodeURIComponent(entry.slice(name.length + 1));
  } catch {
    // Not one that we have set: what we set can be decoded.
    return undefined;
  }
}
