/** An OAuth failure: RFC 6749 fields beside HubSpot's own, as every version answers since January 2026. */
export class OAuthError extends Error {
  readonly status: number;
  readonly body: object;

  constructor(error: string, status: string, message: string, http = 400) {
    super(message);
    this.name = 'OAuthError';
    this.status = http;
    this.body = { error, error_description: message, status, message };
  }
}

export const badCode = (): OAuthError =>
  new OAuthError('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
export const badRefreshToken = (): OAuthError =>
  new OAuthError('invalid_grant', 'BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked');
export const badClientId = (): OAuthError =>
  new OAuthError('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id');
export const badClientSecret = (): OAuthError =>
  new OAuthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
export const badRedirect = (): OAuthError =>
  new OAuthError('invalid_grant', 'BAD_REDIRECT_URI', 'missing or invalid redirect uri');
export const badVerifier = (): OAuthError =>
  new OAuthError('invalid_grant', 'BAD_CODE_VERIFIER', 'missing or invalid code verifier');
export const badGrantType = (): OAuthError =>
  new OAuthError('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type');
export const badScopes = (scopes: readonly string[]): OAuthError =>
  new OAuthError('invalid_scope', 'BAD_SCOPES', `missing or invalid scopes: ${scopes.join(', ')}`);
/** The portal was deleted after the app was installed in it. */
export const badHub = (): OAuthError => new OAuthError('access_denied', 'BAD_HUB', 'missing or unknown hub id');
