/** A link's target: an address, or an address that says where to open. */
export type Href = string | { readonly url: string; readonly external?: boolean } | undefined;

/** A card's text must not become a script of the page. */
export function hrefOf(href: Href): string | null {
  const address = typeof href === 'string' ? href : href?.url;
  if (address === undefined || address === '') return null;
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  return url && ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? address : null;
}

export function externalLink(href: Href): { target?: string; rel?: string } {
  const external = typeof href === 'object' ? href.external : href?.startsWith('http');
  return external ? { target: '_blank', rel: 'noopener noreferrer' } : {};
}
