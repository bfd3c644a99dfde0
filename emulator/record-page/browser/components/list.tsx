import { Children } from 'react';
import type { Base } from './base.ts';

/** Each child is one entry; `inline` variants stand in a row, `-styled` ones carry no signs. */
export function List({ testId, children, variant = 'unordered' }: Base & { variant?: string }) {
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Element className={`hs-list hs-list-${variant}`} role="list" data-testid={testId}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
}
