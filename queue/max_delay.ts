/** Longest delay of a timer, in ms; one that is further away than these 24 days would fire at once. */
export const MAX_DELAY_MS: number = 2 ** 31 - 1;
