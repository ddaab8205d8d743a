/** Runs one case of the matrix in this process, prints what came of it, and leaves. @module */
import { errorCode, isAbort } from "../../errors.ts";
import type { RunOptions } from "../../pool/executor.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { zombieLimit } from "../../pool/restart_policy.ts";
import { comesTrue } from "../../stress/idle.ts";
import { JobMaker } from "../../stress/jobs.ts";
import {
  type CaseReport,
  CHANNEL,
  type ChannelMessage,
  deathsOf,
  isSilentStart,
  type MatrixCase,
  type Point,
  VICTIM,
  victimEnds,
  type Way,
  WORKERS,
  zombiesOf,
} from "./fault_matrix.ts";

/** Jobs of a case; more where the line is to be full. */
const JOBS = 6;
const FULL_JOBS = 14;

/** Deadline of the job that fails where nothing but the deadline ends it, and time that its worker has to stop, in ms. */
const LOOP_MS = 400;
const GRACE_MS = 200;

/** Deadline of a job whose worker dies: on a busy machine that takes a while to be seen. */
const DEATH_MS = 15_000;

/** The same for one that waits until the pool is closed before it fails. */
const SHUTDOWN_MS = 3_000;

/** Deadline of an attempt at a job that may meet a worker which loops without a task; it is tried again. */
const NEIGHBOUR_MS = 2_000;

/** From the start of a worker to its being ready, in ms; the shorter one where a start that never ends is waited for. */
const SILENT_START_MS = 5_000;
const START_MS = 30_000;

/** Longest wait for the pool to be whole again, in ms. */
const RECOVERY_MS = 30_000;

const [point, way] = Deno.args as [Point, Way];
const report = await runCase({ point, way });
Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(report)}\n`));
// What loops would keep the program alive.
Deno.exit(report.broken.length === 0 ? 0 : 1);

async function runCase(matrixCase: MatrixCase): Promise<CaseReport> {
  using side = openSide();
  const pool = makePool(matrixCase);
  const ended = new Map<number, number>();
  pool.on("taskEnd", ({ id }) => ended.set(id, (ended.get(id) ?? 0) + 1));
  const maker = new JobMaker(1, { width: 32, height: 32 });
  const start = performance.now();
  const running = runJobs(pool, maker, matrixCase);
  // A pool that closes replaces nobody whom it does not need.
  const isClosed = matrixCase.point === "at shutdown";
  if (isClosed) await closeAmidst(pool, side);
  const ends = await running;
  const settleMs = performance.now() - start;
  const broken = endsBroken(ends, matrixCase);
  if (!isClosed) broken.push(...await recoveryBroken(pool, side, matrixCase));

  const { workers, zombies } = pool.stats();
  const closing = performance.now();
  await pool[Symbol.asyncDispose]();
  const closeMs = performance.now() - closing;
  broken.push(...booksBroken(pool, ends.length, ended));
  return { ends, settleMs, closeMs, zombies, workers, started: side.started, broken };
}

function makePool(matrixCase: MatrixCase): WorkerPool {
  const { point, way } = matrixCase;
  const script = new URL("./workers/matrix.ts", import.meta.url);
  script.searchParams.set("point", point);
  script.searchParams.set("way", way);
  return new WorkerPool({
    workers: WORKERS,
    script,
    graceMs: GRACE_MS,
    startTimeoutMs: isSilentStart(matrixCase) ? SILENT_START_MS : START_MS,
    queueTasks: point === "while the queue is full" ? 2 : 100,
  });
}

/** The case's side of the channel to its workers. */
interface Side extends Disposable {
  /** Workers that have asked for their number. */
  readonly started: number;
  /** Whether one of them waits to be told that the pool closes. */
  readonly isAwaited: boolean;
  /** Tells them that the pool closes. */
  tellClosing(): void;
}

function openSide(): Side {
  const channel = new BroadcastChannel(CHANNEL);
  const send = (message: ChannelMessage): void => channel.postMessage(message);
  let started = 0;
  let isAwaited = false;
  channel.onmessage = ({ data }: MessageEvent<ChannelMessage>) => {
    if (data.type === "started") send({ type: "number", id: data.id, number: ++started });
    if (data.type === "awaiting") isAwaited = true;
  };
  return {
    get started() {
      return started;
    },
    get isAwaited() {
      return isAwaited;
    },
    tellClosing: () => send({ type: "closing" }),
    [Symbol.dispose]: () => channel.close(),
  };
}

/** Closes the pool, in order, while the victim and maybe others are open; resolves when it is closed. */
async function closeAmidst(pool: WorkerPool, side: Side): Promise<void> {
  const isReady = (): boolean => pool.stats().accepted === JOBS && side.isAwaited;
  if (!await comesTrue(isReady, RECOVERY_MS)) {
    throw new Error("Cannot close as nobody waits for it");
  }
  const closed = pool.close();
  side.tellClosing();
  await closed;
}

async function runJobs(
  pool: WorkerPool,
  maker: JobMaker,
  { point, way }: MatrixCase,
): Promise<string[]> {
  const count = point === "while the queue is full" ? FULL_JOBS : JOBS;
  // A worker that fails without a task takes the next one with it, whichever that is.
  const isStray = point === "after the result" || point === "in transfer";
  const neighbour: RunOptions = isStray
    ? { timeout: NEIGHBOUR_MS, attempts: 3, recover: "copy", backoff: { type: "fixed", delay: 10 } }
    : {};
  const patience = way === "loop" ? LOOP_MS : DEATH_MS;
  const victim: RunOptions = { timeout: point === "at shutdown" ? SHUTDOWN_MS : patience };
  return await Promise.all(
    Array.from(
      { length: count },
      (_, job) => endOf(pool, maker, job, job === VICTIM ? victim : neighbour),
    ),
  );
}

async function endOf(
  pool: WorkerPool,
  maker: JobMaker,
  job: number,
  options: RunOptions,
): Promise<string> {
  const task = await maker.task(job);
  try {
    const result = await pool.run(task, options);
    return await maker.isRight(job, result) ? "completed" : "wrong";
  } catch (reason) {
    return isAbort(reason) ? "aborted" : errorCode(reason);
  }
}

function endsBroken([victim, ...others]: readonly string[], matrixCase: MatrixCase): string[] {
  const allowed = victimEnds(matrixCase);
  const broken = others.flatMap((end, index) =>
    end === "completed" ? [] : [`neighbour ${index + 1} ended as ${end}`]
  );
  if (!allowed.includes(victim)) broken.push(`the victim ended as ${victim}`);
  return broken;
}

/** The workers are whole again, with new ones for those that failed, and whoever runs on is counted. */
async function recoveryBroken(
  pool: WorkerPool,
  side: Side,
  matrixCase: MatrixCase,
): Promise<string[]> {
  const zombiesWanted = zombiesOf(matrixCase);
  const isLost = zombiesWanted > zombieLimit(WORKERS);
  const workersWanted = isLost ? WORKERS - 1 : WORKERS;
  const startedWanted = WORKERS + deathsOf(matrixCase) - (isLost ? 1 : 0);
  const seen = (): number[] => {
    const { workers, zombies } = pool.stats();
    return [workers, zombies, side.started];
  };
  const wanted = [workersWanted, zombiesWanted, startedWanted];
  const isWhole = (): boolean => seen().every((count, index) => count === wanted[index]);
  if (await comesTrue(isWhole, RECOVERY_MS)) return [];
  return [`workers, zombies, starts are ${seen().join(", ")} in place of ${wanted.join(", ")}`];
}

function booksBroken(
  pool: WorkerPool,
  jobs: number,
  ended: ReadonlyMap<number, number>,
): string[] {
  const stats = pool.stats();
  const { accepted, completed, failed, cancelled, timedOut, dead } = stats;
  const open = stats.waiting + stats.active + stats.delayed + stats.held;
  const broken: string[] = [];
  if (accepted !== jobs) broken.push(`${accepted} accepted of ${jobs}`);
  if (open !== 0) broken.push(`${open} open at the end`);
  if (completed + failed + cancelled + timedOut + dead !== accepted) {
    broken.push(`the ledger does not add up: ${JSON.stringify(stats)}`);
  }
  const once = [...ended.values()].filter((times) => times === 1).length;
  if (ended.size !== jobs || once !== jobs) broken.push(`${once} of ${jobs} ended once`);
  return broken;
}
