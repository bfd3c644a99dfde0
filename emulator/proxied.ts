/** Where a request to a public address goes on this machine. As in HubSpot's `local.json`, the https origin is signed. */
export function throughProxy(uri: string, proxy: Readonly<Record<string, string>>): string {
  const { origin } = new URL(uri);
  const local = Object.entries(proxy).find(([from]) => new URL(from).origin === origin)?.[1];
  return local === undefined ? uri : new URL(local).origin + uri.slice(origin.length);
}
