/** Rounds that alternate between contenders, so that a noisy machine disturbs all of them alike. @module */
import process from "node:process";
import type { Contender } from "./peers/contender.ts";

/** What is asked of every contender. */
export interface Case {
  /** Name in the table. */
  readonly name: string;
  /** Tasks in flight at any time. */
  readonly inFlight: number;
  /** Tasks of a round. */
  readonly tasks: number;
  /** `smallest` of each pool, the same `pixel` for all, or a buffer to `move`. */
  readonly kind: "smallest" | "pixel" | "move";
  /** Bytes of such a buffer. */
  readonly bytes: number;
}

/** One round of one contender. */
export interface Round {
  /** Tasks a second. */
  readonly perSecond: number;
  /** Processor time of all threads of this process for one task, in us. */
  readonly cpuUs: number;
  /** From the call to the result, each task, in us, in the order they ended. */
  readonly latenciesUs: Float64Array;
}

/**
 * Runs `rounds` rounds and one before them that does not count. The order of the contenders is turned round from
 * one round to the next, so that nobody is always measured after the same neighbour.
 *
 * @returns the rounds of each contender, in the order of `contenders`
 */
export async function measureCase(
  contenders: readonly Contender[],
  job: Case,
  rounds: number,
): Promise<Round[][]> {
  const measured: Round[][] = contenders.map(() => []);
  for (let round = -1; round < rounds; round++) {
    const order = [...contenders.keys()];
    if (round % 2 !== 0) order.reverse();
    for (const index of order) {
      const result = await runRound(contenders[index], job);
      if (round >= 0) measured[index].push(result);
    }
  }
  return measured;
}

async function runRound(contender: Contender, job: Case): Promise<Round> {
  const latenciesUs = new Float64Array(job.tasks);
  const buffers = Array.from({ length: job.inFlight }, () => touched(job.bytes));
  let sent = 0;
  let ended = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(buffers.map(async (first) => {
    for (let buffer = first; sent < job.tasks;) {
      sent++;
      const sentAt = performance.now();
      if (job.kind === "smallest") await contender.nothing();
      else if (job.kind === "pixel") await contender.pixel();
      else buffer = await moveWhole(contender, buffer);
      latenciesUs[ended++] = (performance.now() - sentAt) * 1e3;
    }
  }));
  const seconds = (performance.now() - start) / 1e3;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: job.tasks / seconds, cpuUs: (user + system) / job.tasks, latenciesUs };
}

/** Moves a buffer; one that was copied, or came back short, would make every figure worthless. */
async function moveWhole(contender: Contender, buffer: ArrayBuffer): Promise<ArrayBuffer> {
  const { byteLength } = buffer;
  const back = await contender.move(buffer);
  if (buffer.byteLength !== 0) throw new Error(`${contender.name} has copied a buffer`);
  if (back.byteLength !== byteLength) {
    throw new Error(`${contender.name} gave ${back.byteLength} of ${byteLength} bytes back`);
  }
  return back;
}

/** Memory that is really there: the system gives pages at the first write. */
function touched(bytes: number): ArrayBuffer {
  return new Uint8Array(bytes).fill(1).buffer;
}
