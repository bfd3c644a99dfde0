import { useEffect, useMemo, useState } from 'react';
import type { ExtensionView } from '../../pages/boot.ts';
import type { AppPage } from '../card/contract.ts';
import type { PageNavigation } from '../card/page-navigation.ts';

/** `?portal=` is the emulator's own; the app's router sees the other parameters. */
function pageOf({ baseHref, path }: ExtensionView): AppPage {
  const here = location.pathname.startsWith(baseHref) ? location.pathname.slice(baseHref.length) || '/' : path;
  const params = Object.fromEntries(new URLSearchParams(location.search));
  delete params['portal'];
  return { path: here, params };
}

/** Where in the app the reader is; the browser's back and forward go through the app's pages. */
export function useAppPath(view: ExtensionView): { page: AppPage; navigation: PageNavigation } {
  const [page, setPage] = useState(() => pageOf(view));
  useEffect(() => {
    const follow = () => setPage(pageOf(view));
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, [view]);
  const navigation = useMemo(() => {
    const hrefOf = (path: string) => {
      const [place = '', query = ''] = path.split('?');
      const words = new URLSearchParams(query);
      const portal = new URLSearchParams(location.search).get('portal');
      if (portal !== null) words.set('portal', portal);
      const search = words.toString();
      return `${view.baseHref}${place.startsWith('/') ? place : `/${place}`}${search === '' ? '' : `?${search}`}`;
    };
    const go = (path: string) => {
      history.pushState(null, '', hrefOf(path));
      setPage(pageOf(view));
    };
    return { hrefOf, go };
  }, [view]);
  return { page, navigation };
}
