/** Name of the cursor of an object's changes on the right side. */
export const changesFeed = (object: string): string => `right:${object}`;
