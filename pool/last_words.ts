/** What a worker says before it dies of an error that no task caught. @module */
import type { WorkerResponse } from "./protocol.ts";

/** What is used of a worker's global scope. */
export interface DyingScope {
  /** Replies. */
  postMessage(message: WorkerResponse): void;
  /** Ends the worker after what it does now. */
  close(): void;
  /** Listens to the errors that nobody caught. */
  addEventListener(type: string, listener: (event: Event) => void): void;
}

/**
 * Has the worker name its error and end. Left alone the runtime would end it as well, and print the stack on the
 * terminal of the program.
 */
export function sayLastWords(scope: DyingScope): void {
  const die = (event: Event): void => {
    event.preventDefault();
    scope.postMessage({ type: "crashed", reason: reasonOf(event) });
    scope.close();
  };
  scope.addEventListener("error", die);
  scope.addEventListener("unhandledrejection", die);
}

function reasonOf(event: Event): string {
  if (event instanceof ErrorEvent) return event.message;
  return event instanceof PromiseRejectionEvent ? String(event.reason) : "unknown error";
}
