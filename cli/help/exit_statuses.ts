/** What exit statuses mean, for the pages of help. @module */

/** Of a command that only prints. */
export const LISTING_EXIT: readonly (readonly [string, string])[] = [
  ["0", "The list was printed"],
  ["1", "It could not be printed"],
  ["2", "The command line is wrong"],
];

/** Of a batch. */
export const BATCH_EXIT: readonly (readonly [string, string])[] = [
  ["0", "All done, results that existed and were kept included"],
  ["1", "Some failed"],
  ["2", "The command line or the recipe is wrong; nothing was written"],
  ["3", "Nothing to do: no picture was found"],
  ["4", "All failed"],
  ["130", "Interrupted (143 by SIGTERM, 129 when the terminal is closed)"],
  ["141", "Whoever reads the standard output has gone before it held the picture"],
];
