/** Random lives of a queue against a model of plain arrays. @module */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { QueueManager } from "../../queue/queue_manager.ts";

const BOUNDS = { maxCount: 3, maxBytes: 100 };

/** What the model knows of one submitted request; requests are their own position in the list. */
interface Submitted {
  readonly bytes: number;
  readonly controller: AbortController;
  state:
    | "held"
    | "waiting"
    | "active"
    | "delayed"
    | "completed"
    | "failed"
    | "cancelled"
    | "timed_out"
    | "dead";
  accepted: boolean;
  id?: number;
  /** What the real promise did; more than one entry would be a double settle. */
  readonly ends: string[];
}

type Action =
  | { kind: "submit"; bytes: number }
  | { kind: "take" }
  | { kind: "complete" | "fail" | "timeout" | "bury" | "retry" | "abort" | "late"; pick: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("submit"), bytes: fc.nat(150) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("take") }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom("complete", "fail", "timeout", "bury", "retry", "abort", "late"),
      pick: fc.nat(1_000),
    }),
  },
) as fc.Arbitrary<Action>;

class Model {
  readonly queue = new QueueManager<number, string>(BOUNDS);
  readonly all: Submitted[] = [];
  stale = 0;

  apply(action: Action): void {
    switch (action.kind) {
      case "submit":
        return this.submit(action.bytes);
      case "take":
        return this.take();
      case "complete":
        return this.reply("active", action.pick, "completed");
      case "fail":
        return this.reply("active", action.pick, "failed");
      case "timeout":
        return this.reply("active", action.pick, "timed_out");
      case "bury":
        return this.reply("active", action.pick, "dead");
      case "retry":
        return this.retry(action.pick);
      case "abort":
        return this.abort(action.pick);
      case "late":
        return this.late(action.pick);
    }
  }

  submit(bytes: number): void {
    const controller = new AbortController();
    const record: Submitted = { bytes, controller, state: "held", accepted: false, ends: [] };
    const request = this.all.push(record) - 1;
    this.queue.submit(request, { bytes, signal: controller.signal }).then(
      (value) => record.ends.push(value),
      (reason) => record.ends.push(String(reason)),
    );
    this.admit();
  }

  take(): void {
    const entry = this.queue.take();
    const expected = this.all.find(({ state }) => state === "waiting");
    assertEquals(entry && this.all[entry.request], expected, "not the first in line");
    if (expected === undefined || entry === undefined) return;
    expected.state = "active";
    expected.id = entry.id;
    this.admit();
  }

  reply(from: "active", pick: number, to: "completed" | "failed" | "timed_out" | "dead"): void {
    const record = choose(this.all.filter(({ state }) => state === from), pick);
    if (record?.id === undefined) return;
    const first = to === "completed"
      ? this.queue.complete(record.id, "completed")
      : this.queue.fail(record.id, to, to);
    assert(first, "an active request was settled before");
    record.state = to;
  }

  /** Its time never comes here: such a request stays delayed until it is aborted or the queue is closed. */
  retry(pick: number): void {
    const record = choose(this.all.filter(({ state }) => state === "active"), pick);
    if (record?.id === undefined) return;
    const { aborted } = record.controller.signal;
    assertEquals(this.queue.retry(record.id, 1_000_000), !aborted);
    record.state = aborted ? "cancelled" : "delayed";
  }

  abort(pick: number): void {
    const record = choose(this.all, pick);
    if (record === undefined) return;
    record.controller.abort("cancelled");
    if (["held", "waiting", "delayed"].includes(record.state)) record.state = "cancelled";
    this.admit();
  }

  late(pick: number): void {
    const settled = this.all.filter(({ id, state }) =>
      id !== undefined && state !== "active" && state !== "delayed"
    );
    const id = choose(settled, pick)?.id ?? 1_000_000;
    assert(!this.queue.complete(id, "late"), "a late reply was taken");
    this.stale++;
  }

  /** The line's rule, said in another way: from the front, as long as the next one fits. */
  admit(): void {
    for (const record of this.all.filter(({ state }) => state === "held")) {
      const line = this.all.filter(({ state }) => state === "waiting");
      const bytes = line.reduce((sum, { bytes }) => sum + bytes, 0);
      const fits = line.length < BOUNDS.maxCount && bytes + record.bytes <= BOUNDS.maxBytes;
      if (line.length > 0 && !fits) return;
      record.state = "waiting";
      record.accepted = true;
    }
  }

  check(): void {
    const stats = this.queue.stats();
    const { waiting, active, delayed, completed, failed, cancelled, timed_out, dead } = stats;
    const settled = completed + failed + cancelled + timed_out + dead;
    assertEquals(stats.accepted, waiting + active + delayed + settled);
    const count = (state: Submitted["state"]): number =>
      this.all.filter((record) => record.state === state && record.accepted).length;
    const line = this.all.filter(({ state }) => state === "waiting");
    assertEquals(stats, {
      accepted: this.all.filter((record) => record.accepted).length,
      waiting: count("waiting"),
      active: count("active"),
      delayed: count("delayed"),
      completed: count("completed"),
      failed: count("failed"),
      cancelled: count("cancelled"),
      timed_out: count("timed_out"),
      dead: count("dead"),
      held: this.all.filter(({ state }) => state === "held").length,
      bytes: line.reduce((sum, { bytes }) => sum + bytes, 0),
      stale: this.stale,
    });
  }
}

function choose<T>(items: readonly T[], pick: number): T | undefined {
  return items.length === 0 ? undefined : items[pick % items.length];
}

Deno.test("QueueManager keeps its books and settles each request once, whatever happens in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
      const model = new Model();
      for (const action of actions) {
        model.apply(action);
        model.check();
      }
      model.queue.close("cancelled");
      // One turn, so that every promise has told its end.
      await new Promise((resolve) => setTimeout(resolve));
      for (const { state, ends } of model.all) {
        const open = ["held", "waiting", "active", "delayed"].includes(state);
        assertEquals(ends, [open ? "cancelled" : state]);
      }
    }),
    { numRuns: 200 },
  );
});
