/** A bearer that cannot be a token never reaches HubSpot: Cloudflare, which stands before it, answers with a page. */
export class MalformedToken extends Error {
  readonly status = 530;
  readonly html =
    '<!doctype html><html lang="en"><head><title>Origin DNS error | api.hubapi.com | Cloudflare</title></head>' +
    '<body><h1>Error 1016</h1><h2>Origin DNS error</h2>' +
    '<p>Cloudflare is currently unable to resolve your requested domain (api.hubapi.com).</p></body></html>';
}
