/** The faults themselves, as they happen inside a worker. @module */
import type { RunContext } from "../task/run_context.ts";
import type { Fault } from "./faults.ts";

/** What a fault needs of the worker's global scope. */
export interface Victim {
  /** Ends the worker without a word. */
  close(): void;
}

/** Time between two looks at the cancel word, in ms. */
const LOOK_EVERY_MS = 1;

/** Numbers that are allocated at a time, of 8 bytes each: small enough for the heap, unlike a typed array. */
const HEAP_STEP = 100_000;

/** Strikes; never resolves. Only `throw`, and `hang` once it is asked to stop, reject. */
export async function inflict(fault: Fault, context: RunContext, victim: Victim): Promise<never> {
  switch (fault) {
    case "throw":
      throw new Error("injected into the task");
    case "hang":
      return await hang(context);
    case "crash":
      return await crash();
    case "close":
      victim.close();
      return await never();
    case "loop":
      return loop();
    case "oom":
      return fillHeap();
    default:
      return fault satisfies never;
  }
}

/** Like a filter that takes for ever: the thread reads no messages, but looks at the cancel word. */
async function hang(context: RunContext): Promise<never> {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    await context.checkpoint();
    // The thread is as deaf as if it computed, without taking the core from the others.
    Atomics.wait(nobody, 0, 0, LOOK_EVERY_MS);
  }
}

function crash(): Promise<never> {
  setTimeout(() => {
    throw new Error("injected outside the task");
  });
  return never();
}

function loop(): never {
  for (;;) {
    // Looks at nothing.
  }
}

function fillHeap(): never {
  const kept: number[][] = [];
  // Fractions hold no references, so that collecting garbage in vain does not take minutes.
  for (;;) kept.push(new Array<number>(HEAP_STEP).fill(0.5));
}

function never(): Promise<never> {
  return new Promise(() => {});
}
