/** Help of `pixelpool stress`. @module */
import { STRESS_OPTIONS } from "../stress_options.ts";
import type { HelpPage } from "./help_page.ts";

/** Its page. */
export const STRESS_PAGE: HelpPage = {
  name: "pixelpool stress",
  summary: "run many jobs, inflict faults, and check that nothing is lost",
  synopsis: ["[OPTIONS]"],
  description: [
    "Runs many small jobs on the pool, does harm to some of them, and checks that each settles exactly once with the " +
    "right pixels or the right error, that dead workers are replaced, that nothing is left behind and that the " +
    "processor is idle afterwards. Seed and number of a job decide what it meets, so that whatever goes wrong can " +
    "be run again.",
    "Faults: throw (an error in the task), hang (stops when asked), crash (an error outside the task), close (a " +
    "worker ends without a word), loop (never stops; costs a core until the program ends, or with --isolate until " +
    "its process is killed), oom (fills the memory; only with --isolate). A mix names the share of each: " +
    "throw=5%,hang=1%.",
  ],
  groups: [{ title: "", options: STRESS_OPTIONS }],
  examples: [
    { what: "Some errors and crashes", command: "stress --jobs 100 --faults throw=5%,crash=2%" },
    { what: "No faults, on one worker", command: "stress --jobs 50 --faults none --workers 1" },
    { what: "The same jobs again", command: "stress --jobs 60 --faults throw=10% --seed 7" },
  ],
  exit: [
    ["0", "Every promise held"],
    ["1", "One was broken"],
    ["2", "The command line is wrong"],
    ["130", "Interrupted"],
  ],
};
