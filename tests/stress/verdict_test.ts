/** Every promise, broken by hand once: a judge that never finds anything is worth nothing. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { Book } from "../../stress/book.ts";
import { TaskTimeoutError, WorkerCrashedError } from "../../errors.ts";
import { brokenOf, judge, type StressFacts } from "../../stress/verdict.ts";

/** Ten sound jobs, one that throws, one that crashes, one that hangs: all as it should be. */
function soundBook(): Book {
  const book = new Book();
  for (let job = 0; job < 10; job++) {
    book.submit("none");
    book.complete(job, "none", true);
  }
  book.submit("throw");
  book.fail("throw", new Error("injected"));
  book.submit("crash");
  book.fail("crash", new WorkerCrashedError("worker_crashed", "gone"));
  for (let id = 1; id <= 12; id++) {
    book.accept(id);
    book.end(id);
  }
  return book;
}

function factsOf(book: Book = soundBook(), change: Partial<StressFacts> = {}): StressFacts {
  const summary = book.summary();
  return {
    book: summary,
    ledger: {
      accepted: 12,
      waiting: 0,
      delayed: 0,
      active: 0,
      completed: 10,
      failed: 2,
      cancelled: 0,
      timed_out: 0,
      dead: 0,
    },
    held: 0,
    bytes: 0,
    workersWanted: 2,
    workers: 2,
    restarts: 1,
    hostRestarts: 0,
    zombies: 0,
    attempts: 1,
    isolate: false,
    interrupted: false,
    cpuIdleAfter: 0.01,
    memorySlope: 0,
    ...change,
  };
}

function broken(facts: StressFacts): string {
  return brokenOf(judge(facts)).join("\n");
}

Deno.test("judge() finds nothing in a sound run", () => {
  assertEquals(broken(factsOf()), "");
});

Deno.test("judge() says which promises a short run cannot judge", () => {
  const verdicts = judge(factsOf(soundBook(), { memorySlope: undefined }));
  assertEquals(verdicts.filter(({ judged }) => !judged).map(({ id }) => id), ["I6"]);
});

function changedBook(change: (book: Book) => void): Book {
  const book = soundBook();
  change(book);
  return book;
}

function ledger(change: Partial<StressFacts["ledger"]>): Partial<StressFacts> {
  return { ledger: { ...factsOf().ledger, ...change } };
}

const CASES: readonly [string, StressFacts, string][] = [
  [
    "a job that never settles",
    factsOf(changedBook((book) => book.submit("none"))),
    "I1: 1 of 13 jobs never settled",
  ],
  [
    "a job that is not in the ledger",
    factsOf(soundBook(), ledger({ accepted: 11 })),
    "I1: 11 tasks",
  ],
  [
    "a ledger that does not add up",
    factsOf(soundBook(), ledger({ failed: 1 })),
    "I1: the ledger counts 11",
  ],
  [
    "an id given twice",
    factsOf(changedBook((book) => book.accept(3))),
    "I1: 1 ids were given to two",
  ],
  [
    "an end told twice",
    factsOf(changedBook((book) => book.end(3))),
    "I1: 1 tasks did not end exactly once",
  ],
  [
    "an end never told",
    factsOf(changedBook((book) => book.accept(13)), ledger({ accepted: 13, completed: 11 })),
    "I1: 1 tasks did not end exactly once",
  ],
  [
    "wrong pixels",
    factsOf(
      changedBook((book) => {
        book.submit("none");
        book.complete(99, "none", false);
      }),
    ),
    "I2: 1 results differ from those of this thread: jobs 99",
  ],
  [
    "a sound job that fails",
    factsOf(
      changedBook((book) => {
        book.submit("none");
        book.fail("none", new Error("no reason"));
      }),
    ),
    "I2: of 11 sound jobs that should end as completed, 1 ended as internal_error",
  ],
  [
    "a fault without effect",
    factsOf(
      changedBook((book) => {
        book.submit("hang");
        book.complete(99, "hang", true);
      }),
    ),
    "I2: of 1 jobs with 'hang' that should end as task_timeout, 1 ended as completed",
  ],
  [
    "a job that was stopped though nobody asked",
    factsOf(
      changedBook((book) => {
        book.submit("none");
        book.fail("none", new DOMException("stop", "AbortError"));
      }),
    ),
    "1 ended as aborted",
  ],
  [
    "callers that saw other ends than the ledger",
    factsOf(soundBook(), ledger({ completed: 9, failed: 3 })),
    "I2: the ledger has 9 tasks as completed, their callers saw 10",
  ],
  [
    "a task that waits",
    factsOf(soundBook(), ledger({ accepted: 13, waiting: 1 })),
    "I3: 1 tasks wait",
  ],
  [
    "a task that is delayed",
    factsOf(soundBook(), ledger({ delayed: 1 })),
    "I3: 1 tasks are delayed",
  ],
  ["a task that runs", factsOf(soundBook(), ledger({ active: 1 })), "I3: 1 tasks run"],
  [
    "memory that is booked still",
    factsOf(soundBook(), { bytes: 9 }),
    "I3: 9 bytes are booked for nobody",
  ],
  ["a caller that is held", factsOf(soundBook(), { held: 2 }), "I3: 2 callers wait for room"],
  [
    "a worker that is missing",
    factsOf(soundBook(), { workers: 1 }),
    "I4: 1 of 2 workers are alive",
  ],
  [
    "a death without successor",
    factsOf(soundBook(), { restarts: 0 }),
    "I4: 0 workers were replaced after 1",
  ],
  [
    "a restart without death",
    factsOf(soundBook(), { restarts: 2 }),
    "I4: 2 workers were replaced after 1",
  ],
  [
    "a thread that runs on without a loop",
    factsOf(soundBook(), { zombies: 1, cpuIdleAfter: 0.9 }),
    "I4: 1 threads run on after 0 endless loops",
  ],
  [
    "a child process replaced for nothing",
    factsOf(soundBook(), { isolate: true, hostRestarts: 1 }),
    "I4: the child process was replaced 1 times",
  ],
  [
    "a thread that runs on in a child process",
    factsOf(soundBook(), { isolate: true, zombies: 1 }),
    "I4: 1 threads run on in the child process",
  ],
  [
    "memory that grows",
    factsOf(soundBook(), { memorySlope: 6 * 1024 * 1024 }),
    "I6: memory grew by 6.0 MiB a minute",
  ],
  [
    "a busy process",
    factsOf(soundBook(), { cpuIdleAfter: 0.5 }),
    "I7: the process uses 50 % of a core",
  ],
  [
    "zombies that use no core",
    factsOf(soundBook(), { zombies: 1, cpuIdleAfter: 0 }),
    "I7: 1 threads were counted as running on, but the process is idle",
  ],
];

for (const [what, facts, sentence] of CASES) {
  Deno.test(`judge() finds ${what}`, () => assertStringIncludes(broken(facts), sentence));
}

function loopFacts(loops: number, refused: number, change: Partial<StressFacts>): StressFacts {
  const book = soundBook();
  for (let i = 0; i < loops; i++) {
    book.submit("loop");
    book.fail("loop", new TaskTimeoutError("task_timeout", "too long"));
  }
  for (let i = 0; i < refused; i++) {
    book.submit("none");
    book.fail("none", new WorkerCrashedError("worker_crashed", "nobody left"));
  }
  const accepted = 12 + loops + refused;
  for (let id = 13; id <= accepted; id++) {
    book.accept(id);
    book.end(id);
  }
  return factsOf(book, {
    ledger: { ...factsOf().ledger, accepted, timed_out: loops, failed: 2 + refused },
    ...change,
  });
}

Deno.test("judge() accepts endless loops that are counted, each with its core", () => {
  const facts = loopFacts(1, 0, { zombies: 1, restarts: 2, cpuIdleAfter: 1 });
  assertEquals(broken(facts), "");
  assertStringIncludes(broken({ ...facts, zombies: 0 }), "I4: 0 threads were counted after 1");
});

Deno.test("judge() accepts refusals once too many threads run on, and only then", () => {
  const lost = loopFacts(2, 5, { zombies: 2, restarts: 2, workers: 0, cpuIdleAfter: 2 });
  assertEquals(broken(lost), "");
  const whole = loopFacts(1, 5, { zombies: 1, restarts: 2, cpuIdleAfter: 1 });
  assertStringIncludes(broken(whole), "5 ended as worker_crashed");
});

Deno.test("judge() expects a child process to be replaced for its loops", () => {
  const facts = loopFacts(1, 0, { isolate: true, hostRestarts: 1, restarts: 1 });
  assertEquals(broken(facts), "");
  assertStringIncludes(
    broken({ ...facts, hostRestarts: 0 }),
    "I4: the child process was never replaced",
  );
});

Deno.test("judge() lets a run that was stopped leave jobs undone, not lose them", () => {
  const book = soundBook();
  book.submit("none");
  book.fail("none", new DOMException("Interrupted", "AbortError"));
  assertEquals(broken(factsOf(book, { interrupted: true })), "");
  book.submit("none");
  assertStringIncludes(
    broken(factsOf(book, { interrupted: true })),
    "I1: 1 of 14 jobs never settled",
  );
});
