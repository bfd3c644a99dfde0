/** A link's target: an address, or an address that says where to open. */
export type Href = string | { readonly url: string; readonly external?: boolean } | undefined;

/** A card's text must not become a script of the page. */
export function hrefOf(href: Href): string | null {
  const address = typeof href === 'string' ? href : href?.url;
  if (address === undefined || address === '') return null;
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  return url && ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? address : null;
}

/** Pages of HubSpot open in the same tab, all others in a new one, unless the card says which. */
export function isExternal(href: Href): boolean {
  if (typeof href === 'object' && href.external !== undefined) return href.external;
  const address = typeof href === 'string' ? href : href?.url;
  if (address === undefined || !/^https?:/.test(address)) return false;
  const { hostname } = new URL(address);
  return hostname !== location.hostname && !/(^|\.)hubspot\.com$/.test(hostname);
}
