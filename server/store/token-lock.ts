/** Whoever changes an account's tokens holds it. Not the portal's own: a batch that holds that one may need a token. */
export const tokenLock = (portalId: number): number => -portalId;
