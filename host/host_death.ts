/** How a child host came to its end, and what its tasks' callers are told. @module */
import { plainReason, WorkerCrashedError } from "../errors.ts";

/** The ways to end. */
export type HostDeath =
  /** By itself, or by somebody outside; `words` is the last it said. */
  | { readonly kind: "ended"; readonly how: string; readonly words: string | undefined }
  /** Not ready within its time. */
  | { readonly kind: "slow_start"; readonly timeoutMs: number }
  /** No sign of life for too long. */
  | { readonly kind: "silent"; readonly silentMs: number }
  /** A task passed its deadline and the host did not say so. */
  | { readonly kind: "overdue" }
  /** Threads in it did not stop. */
  | { readonly kind: "zombies"; readonly count: number }
  /** It held too much memory. */
  | { readonly kind: "memory"; readonly bytes: number; readonly limit: number }
  /** The executor was closed. */
  | { readonly kind: "closed" };

/** Who is to blame for an end. */
export type Guilt =
  /** Nobody whose task still runs: what was at fault is known and has settled. */
  | "nobody"
  /** One of the tasks that ran, and nothing tells which. */
  | "any_running";

/** Who may be to blame for an end. */
export function guiltOf(death: HostDeath): Guilt {
  switch (death.kind) {
    case "ended":
    case "silent":
    case "memory":
      return "any_running";
    case "slow_start":
    case "overdue":
    case "zombies":
    case "closed":
      return "nobody";
    default:
      return death satisfies never;
  }
}

/** The error of a task that its host ended with. */
export function hostCrashError(taskId: number, death: HostDeath): WorkerCrashedError {
  return new WorkerCrashedError(
    "worker_crashed",
    `Cannot finish task ${taskId} as its host process ${describeHostDeath(death)}`,
  );
}

/** What completes "its host process ...". */
export function describeHostDeath(death: HostDeath): string {
  switch (death.kind) {
    case "ended":
      return `ended with ${death.how}` + (death.words === undefined ? "" : `: ${death.words}`);
    case "slow_start":
      return `was not ready after ${death.timeoutMs} ms`;
    case "silent":
      return `gave no sign of life for ${death.silentMs} ms`;
    case "overdue":
      return "did not stop a task at its deadline";
    case "zombies":
      return `had ${death.count} ${death.count === 1 ? "thread" : "threads"} that did not stop`;
    case "memory":
      return `held ${death.bytes} bytes of memory, more than its limit of ${death.limit}`;
    case "closed":
      return "was closed";
    default:
      return death satisfies never;
  }
}

/** How a process ended, from its status. */
export function describeStatus({ code, signal }: Deno.CommandStatus): string {
  return signal === null ? `code ${code}` : `signal ${signal}`;
}

/**
 * The line of a dying process that says most: what the engine calls fatal, else what the runtime calls an error,
 * else the last one. Without paths.
 */
export function lastWords(text: string): string | undefined {
  const lines = text.split("\n").map((line) => line.replace(/^[#\s]+/, "").trim()).filter(Boolean);
  const line = lines.findLast((line) => line.startsWith("Fatal")) ??
    lines.findLast((line) => line.startsWith("error:")) ?? lines.at(-1);
  return line === undefined ? undefined : plainReason(line.replace(/^error: /, ""));
}
