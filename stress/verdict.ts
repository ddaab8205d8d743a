/** Whether everything that was promised held: pure functions of what a run has collected. @module */
import { zombieLimit } from "../pool/restart_policy.ts";
import { type BookSummary, countOf, type Fate, type Outcome } from "./book.ts";
import { allowedOutcomes, deathsOf, type Rules } from "./expectation.ts";
import type { StressLedger } from "./stress_executor.ts";

/** What is judged. */
export interface StressFacts {
  /** The book of the run. */
  readonly book: BookSummary;
  /** The books of the executor, once nothing moved any more. */
  readonly ledger: StressLedger;
  /** Callers that still wait for room in the line. */
  readonly held: number;
  /** Memory that is booked for tasks in the line, in bytes. */
  readonly bytes: number;
  /** Workers that were asked for. */
  readonly workersWanted: number;
  /** Workers alive at the end. */
  readonly workers: number;
  /** Workers replaced. */
  readonly restarts: number;
  /** Child processes replaced; 0 without `isolate`. */
  readonly hostRestarts: number;
  /** Threads that run on after their end. */
  readonly zombies: number;
  /** Attempts at each job. */
  readonly attempts: number;
  /** Whether the pool ran in a child process. */
  readonly isolate: boolean;
  /** Whether the run was stopped from outside. */
  readonly interrupted: boolean;
  /** Cores that this process uses when all is done. */
  readonly cpuIdleAfter: number;
  /** Growth of memory in bytes a minute; `undefined` when the run was too short to tell. */
  readonly memorySlope: number | undefined;
}

/** One promise, and whether it was kept. */
export interface Verdict {
  /** Its name in the report. */
  readonly id: string;
  /** What was promised. */
  readonly claim: string;
  /** Whether the run could tell. */
  readonly judged: boolean;
  /** How it was broken, a plain sentence each; none when it held. */
  readonly broken: readonly string[];
}

/** Share of a core that a process may use that has nothing to do. */
export const IDLE_CORES = 0.1;

/** Growth that counts as a plateau, in bytes a minute. */
export const PLATEAU_BYTES_A_MINUTE = 5 * 1024 * 1024;

/** Judges every promise. */
export function judge(facts: StressFacts): Verdict[] {
  return [
    verdict("I1", "each job settles exactly once", settledOnce(facts)),
    verdict("I2", "each job ends as its fault says, with the right pixels", rightEnds(facts)),
    verdict("I3", "nothing is left waiting, running or held", nothingLeft(facts)),
    verdict(
      "I4",
      "dead workers are replaced, threads that run on are counted",
      workersWhole(facts),
    ),
    verdict(
      "I6",
      "memory reaches a plateau (in runs of three minutes and more)",
      memoryFlat(facts),
      facts.memorySlope !== undefined,
    ),
    verdict(
      "I7",
      "the processor is idle afterwards, but for threads that are counted as running on",
      idleAfterwards(facts),
    ),
  ];
}

/** All that was broken. */
export function brokenOf(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap(({ id, broken }) => broken.map((sentence) => `${id}: ${sentence}`));
}

/** Whether each worker that died has its successor, and each thread that runs on is counted. */
export function isWhole(facts: StressFacts): boolean {
  return workersWhole(facts).every((check) => check === false);
}

/** Whether the pool may have stopped replacing its workers. */
export function isCapacityLost(
  facts: Pick<StressFacts, "isolate" | "zombies" | "workersWanted">,
): boolean {
  return !facts.isolate && facts.zombies > zombieLimit(facts.workersWanted);
}

function verdict(
  id: string,
  claim: string,
  checks: readonly (string | false)[],
  judged: boolean = true,
): Verdict {
  return { id, claim, judged, broken: checks.filter((check) => check !== false) };
}

function settledOnce({ book, ledger, interrupted }: StressFacts): (string | false)[] {
  const sum = ledger.waiting + ledger.delayed + ledger.active + ledger.completed + ledger.failed +
    ledger.cancelled + ledger.timed_out + ledger.dead;
  // A job that is stopped before it has a place in the line is never accepted.
  const missing = interrupted
    ? ledger.accepted > book.submitted
    : ledger.accepted !== book.submitted;
  return [
    book.open > 0 && `${book.open} of ${book.submitted} jobs never settled`,
    missing && `${ledger.accepted} tasks were accepted of ${book.submitted} jobs`,
    book.accepted !== ledger.accepted &&
    `${book.accepted} ids were given out for ${ledger.accepted} accepted tasks`,
    book.acceptedTwice > 0 && `${book.acceptedTwice} ids were given to two tasks`,
    (book.notEndedOnce ?? 0) > 0 && `${book.notEndedOnce} tasks did not end exactly once`,
    sum !== ledger.accepted && `the ledger counts ${sum} states of ${ledger.accepted} tasks`,
  ];
}

function rightEnds(facts: StressFacts): (string | false)[] {
  const { book, ledger, interrupted } = facts;
  const rules: Rules = { ...facts, capacityLost: isCapacityLost(facts) };
  const count = (outcome: Outcome): number => countOf(book.outcomes, outcome);
  const aborted = count("aborted");
  // As above: those that were never accepted are in no ledger.
  const cancelledWrong = interrupted ? ledger.cancelled > aborted : ledger.cancelled !== aborted;
  return [
    ...(Object.keys(book.outcomes) as Fate[]).map((fate) => unexpected(fate, book, rules)),
    book.wrong > 0 &&
    `${book.wrong} results differ from those of this thread: jobs ${book.wrongJobs.join(", ")}`,
    mismatch("completed", ledger.completed, count("completed")),
    mismatch("timed out", ledger.timed_out, count("task_timeout") + count("queue_timeout")),
    mismatch("dead", ledger.dead, count("poison_task")),
    cancelledWrong && mismatch("cancelled", ledger.cancelled, aborted),
  ];
}

function unexpected(fate: Fate, book: BookSummary, rules: Rules): string | false {
  const allowed = allowedOutcomes(fate, rules);
  const others = Object.entries(book.outcomes[fate])
    .filter(([outcome]) => !allowed.includes(outcome as Outcome))
    .map(([outcome, count]) => `${count} ended as ${outcome}`);
  if (others.length === 0) return false;
  const what = fate === "none" ? "sound jobs" : `jobs with '${fate}'`;
  return `of ${book.injected[fate]} ${what} that should end as ${allowed[0]}, ${others.join(", ")}`;
}

function mismatch(state: string, booked: number, seen: number): string | false {
  return booked !== seen && `the ledger has ${booked} tasks as ${state}, their callers saw ${seen}`;
}

function nothingLeft({ ledger, held, bytes }: StressFacts): (string | false)[] {
  const { waiting, delayed, active } = ledger;
  return [
    waiting > 0 && `${waiting} tasks wait`,
    delayed > 0 && `${delayed} tasks are delayed`,
    active > 0 && `${active} tasks run`,
    held > 0 && `${held} callers wait for room`,
    bytes > 0 && `${bytes} bytes are booked for nobody`,
  ];
}

function workersWhole(facts: StressFacts): (string | false)[] {
  const { workers, workersWanted, restarts, hostRestarts, zombies, isolate } = facts;
  const { loops, deaths, hostDeaths } = deathsIn(facts);
  const isExact = facts.attempts === 1 && !facts.interrupted;
  if (isolate) {
    return [
      workers !== workersWanted && `${workers} of ${workersWanted} workers are alive`,
      zombies > 0 && `${zombies} threads run on in the child process`,
      isExact && hostDeaths > 0 && hostRestarts === 0 && "the child process was never replaced",
      hostDeaths === 0 && hostRestarts > 0 &&
      `the child process was replaced ${hostRestarts} times`,
      isExact && hostDeaths === 0 && restarts !== deaths &&
      `${restarts} workers were replaced after ${deaths} deaths`,
    ];
  }
  const isWhole = !isCapacityLost(facts);
  return [
    workers !== workersWanted && isWhole && `${workers} of ${workersWanted} workers are alive`,
    restarts > deaths && `${restarts} workers were replaced after ${deaths} deaths`,
    isExact && isWhole && restarts < deaths &&
    `${restarts} workers were replaced after ${deaths} deaths`,
    zombies > loops && `${zombies} threads run on after ${loops} endless loops`,
    isExact && zombies < loops && `${zombies} threads were counted after ${loops} endless loops`,
  ];
}

/** Endless loops that ran, deaths of workers, and deaths of child processes that follow from the faults. */
function deathsIn({ book, attempts }: StressFacts) {
  const { injected, outcomes } = book;
  const deadliness = deathsOf({ attempts });
  const died = (fate: Fate): number =>
    (outcomes[fate].worker_crashed ?? 0) + (outcomes[fate].poison_task ?? 0) +
    // What was stopped by the caller may have struck before.
    (outcomes[fate].aborted ?? 0);
  const looped = (outcomes.loop.task_timeout ?? 0) + (outcomes.loop.poison_task ?? 0) +
    (outcomes.loop.aborted ?? 0);
  const loops = looped * attempts;
  const deaths = (died("crash") + died("close")) * deadliness + loops;
  return { loops, deaths, hostDeaths: injected.oom + injected.loop };
}

function memoryFlat({ memorySlope }: StressFacts): (string | false)[] {
  if (memorySlope === undefined) return [];
  const mebibytes = (memorySlope / 1024 / 1024).toFixed(1);
  return [
    memorySlope > PLATEAU_BYTES_A_MINUTE && `memory grew by ${mebibytes} MiB a minute to the end`,
  ];
}

function idleAfterwards({ cpuIdleAfter, zombies, isolate }: StressFacts): (string | false)[] {
  const percent = Math.round(100 * cpuIdleAfter);
  // A zombie burns a core of this process; one of a child process burns there.
  const burning = isolate ? 0 : zombies;
  return [
    cpuIdleAfter > IDLE_CORES + burning * 1.05 &&
    `the process uses ${percent} % of a core with ${burning} threads that run on`,
    burning > 0 && cpuIdleAfter <= IDLE_CORES &&
    `${burning} threads were counted as running on, but the process is idle`,
  ];
}
