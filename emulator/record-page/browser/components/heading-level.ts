import { createContext, useContext } from 'react';

/** What headings of a card stand below: the card's own title on a record page, the page's title on an app's page. */
export const HeadingLevelContext = createContext<'h2' | 'h3'>('h3');

export const useHeading = (): 'h2' | 'h3' => useContext(HeadingLevelContext);
