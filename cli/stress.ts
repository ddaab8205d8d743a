/** `pixelpool stress`: many jobs, faults among them, and whether every promise held. @module */
import { runStress } from "../stress/run_stress.ts";
import { brokenOf } from "../stress/verdict.ts";
import { DEFAULT_JOBS } from "../stress/settings.ts";
import { EXIT } from "./exit_code.ts";
import { Interrupt } from "./interrupt.ts";
import type { Output } from "./output.ts";
import { stressToJson } from "./stress_json.ts";
import { readStressOptions } from "./stress_options.ts";
import { StressDisplay } from "./stress_progress.ts";
import { stressLines } from "./stress_text.ts";

/**
 * Runs the command.
 *
 * @returns 0 when every promise held, 1 when one was broken, 130 and the like when a signal came
 * @throws {InputError} `bad_option`
 * @throws {WorkerCrashedError} `worker_crashed` when no worker can be started
 */
export async function runStressCommand(args: readonly string[], output: Output): Promise<number> {
  const { stress, json, quiet } = readStressOptions(args);
  using interrupt = new Interrupt(() => output.note("Stopping: once more stops at once"));
  const jobs = stress.jobs ?? (stress.durationMs === undefined ? DEFAULT_JOBS : Infinity);
  const display = quiet ? undefined : new StressDisplay(output, jobs);
  const report = await runStress({
    ...stress,
    signal: interrupt.signal,
    onSettled: (progress) => display?.show(progress),
  });
  display?.finish();
  if (json) output.json(stressToJson(report));
  else stressLines(report).forEach((line) => output.result(line));
  const held = brokenOf(report.verdicts).length === 0;
  return interrupt.exitCode ?? (held ? EXIT.done : EXIT.someFailed);
}
