/** Help of `pixelpool stress`. @module */
import { optionTable } from "./help.ts";
import { STRESS_OPTIONS } from "./stress_options.ts";

/** Its lines. */
export function stressHelp(): string[] {
  return [
    "Usage: pixelpool stress [OPTIONS]",
    "",
    "Runs many small jobs on the pool, does harm to some of them, and checks that each settles",
    "exactly once with the right pixels or the right error, that dead workers are replaced, that",
    "nothing is left behind and that the processor is idle afterwards. Seed and number of a job",
    "decide what it meets, so that whatever goes wrong can be run again.",
    "",
    "Faults: throw (an error in the task), hang (stops when asked), crash (an error outside the",
    "task), close (a worker ends without a word), loop (never stops; costs a core until the",
    "program ends, or with --isolate until its process is killed), oom (fills the memory; only",
    "with --isolate). A mix names the share of each: throw=5%,hang=1%.",
    "",
    "Options:",
    ...optionTable(STRESS_OPTIONS),
    "",
    "Exit status: 0 every promise held, 1 one was broken, 2 wrong usage, 130 interrupted.",
  ];
}
