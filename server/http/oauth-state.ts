import { createHash, randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** Longer than anybody looks at a consent page, shorter than a forgotten tab. */
const LIFETIME_SECONDS = 600;
export const COOKIE = 'ledgerline_oauth';

/** What goes through HubSpot (`state`, the challenge), and what stays in the browser's cookie (the sealed verifier). */
export interface Attempt {
  readonly state: string;
  readonly challenge: string;
  readonly cookie: string;
}

/**
 * One attempt to install, bound to the browser that began it: the callback's `state` must equal the one in the signed
 * cookie. So nobody can be made to finish an install that somebody else began (RFC 6749, section 10.12).
 */
export async function beginAttempt(key: Uint8Array): Promise<Attempt> {
  const state = randomBytes(24).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const cookie = await new SignJWT({ state, verifier })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(key);
  return { state, challenge: createHash('sha256').update(verifier).digest('base64url'), cookie };
}

/** The verifier of the attempt that this callback belongs to, or null when it belongs to none of this browser. */
export async function finishAttempt(key: Uint8Array, cookie: string | undefined, state: unknown) {
  if (cookie === undefined || typeof state !== 'string') return null;
  try {
    const { payload } = await jwtVerify<{ state: string; verifier: string }>(cookie, key, { algorithms: ['HS256'] });
    return payload.state === state ? payload.verifier : null;
  } catch {
    return null;
  }
}

export const cookieOptions = (secure: boolean) =>
  ({ httpOnly: true, sameSite: 'lax', secure, path: '/oauth', maxAge: LIFETIME_SECONDS * 1000 }) as const;

export function readCookie(header: string | undefined, name: string): string | undefined {
  const entry = (header ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return entry === undefined ? undefined : decodeURIComponent(entry.slice(name.length + 1));
}
