/** Name of the cursor of an object's changes on the right side. */
export const changesFeed = (object: string): string => `right:${object}`;

/**
 * Notices are looked at in the order of their due times. What has just happened comes as if it had waited for so long, so that
 * it is not behind the thousands that a journal tells of after a first sync. In milliseconds, as a delay.
 */
export const AHEAD = -3_600_000;
