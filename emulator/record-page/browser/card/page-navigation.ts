import { createContext } from 'react';

/** Where an app's own pages are, for links of its app home; the page that shows the app home provides it. */
export interface PageNavigation {
  readonly hrefOf: (path: string) => string;
  readonly go: (path: string) => void;
}

/** Outside of an app home there is nothing to navigate: the address only tells where the link would lead. */
export const PageNavigationContext = createContext<PageNavigation>({
  hrefOf: (path) => `#page=${path}`,
  go: () => {},
});

/** `/view/:id` with `{ id: '7', tab: 'x' }` is `/view/7?tab=x`. */
export function pathOf(to: string, params: Readonly<Record<string, string>> = {}): string {
  const used = new Set<string>();
  const path = to.replaceAll(/:(\w+)/g, (token, name: string) => {
    const value = params[name];
    if (value === undefined) return token;
    used.add(name);
    return encodeURIComponent(value);
  });
  const rest = new URLSearchParams(Object.entries(params).filter(([name]) => !used.has(name))).toString();
  return rest === '' ? path : `${path}?${rest}`;
}
