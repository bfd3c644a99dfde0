const KEY = 'notice';

/** A sentence for the page that is opened next, where the reader learns what the last one did. */
export const leaveNotice = (message: string): void => sessionStorage.setItem(KEY, message);

/** What the page before left; it is shown once. */
export function takeNotice(): string | null {
  const message = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return message;
}
