import { useEffect } from 'react';
import type { Base } from './base.ts';

/** Also the title of the browser's tab, as long as it is shown. */
export function PageTitle({ testId, children }: Base) {
  const text = typeof children === 'string' ? children : null;
  useEffect(() => {
    if (text === null) return undefined;
    const before = document.title;
    document.title = text;
    return () => {
      document.title = before;
    };
  }, [text]);
  return (
    <h2 className="hs-page-title" data-testid={testId}>
      {children}
    </h2>
  );
}
