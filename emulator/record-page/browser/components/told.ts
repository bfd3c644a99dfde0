import { useState } from 'react';

/**
 * A value that the person changes here and the card may tell too. The card's own value comes back from its worker
 * later, so what was typed or pressed stays until the card tells something new.
 */
export function useTold<T>(told: T | undefined, initial: T): [T, (value: T) => void] {
  const [own, setOwn] = useState(told ?? initial);
  const [last, setLast] = useState(told);
  if (!Object.is(told, last)) {
    setLast(told);
    if (told !== undefined) setOwn(told);
  }
  return [own, setOwn];
}
