/** What a command ends with (docs/operations.md). */
export const EXIT = {
  done: 0,
  /** It failed, or the server refused. */
  failed: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** Done, and something waits for a person: an inbox that is not empty, a drift that was found. */
  waiting: 3,
  /** What shells report for a command that Ctrl-C ended. */
  interrupted: 130,
} as const;
