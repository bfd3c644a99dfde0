import { createContext, useContext } from 'react';
import type { Base } from './base.ts';

/** What headings of a card stand below: the card's own title on a record page, the page's title on an app's page. */
export const HeadingLevelContext = createContext<2 | 3>(3);

interface TitleProps extends Base {
  readonly className: string;
}

/** A heading at the level that the place of the card asks for. */
export function Title({ testId, children, className }: TitleProps) {
  const props = { className, 'data-testid': testId };
  return useContext(HeadingLevelContext) === 2 ? <h2 {...props}>{children}</h2> : <h3 {...props}>{children}</h3>;
}
