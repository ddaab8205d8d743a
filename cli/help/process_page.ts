/** Help of `pixelpool process`. @module */
import { PLACEHOLDERS } from "../../files/output_template.ts";
import { PROCESS_GROUPS } from "../process_options.ts";
import { BATCH_EXIT } from "./exit_statuses.ts";
import type { HelpPage } from "./help_page.ts";

/** Its page. */
export const PROCESS_PAGE: HelpPage = {
  name: "pixelpool process",
  summary: "run filters over pictures",
  synopsis: ["[OPTIONS] FILE|FOLDER|'PATTERN'|@LIST|-...", "[OPTIONS] --watch FOLDER"],
  description: [
    "Runs a recipe of filters over pictures, on one thread or on many. A folder stands for the pictures in it, " +
    "told by their content; --recursive enters its subfolders. A quoted pattern such as 'photos/**/*.jpg' reaches " +
    "into subfolders as well. Names that begin with a dot are passed over unless they are given. Without arguments " +
    "it runs over the pictures that come with the program.",
    "@LIST stands for the names in a file, one a line, without empty lines and those that begin with #; with --null " +
    "they are parted by NUL. @- reads the names, and - one picture, from the standard input. ./@a and ./- are files " +
    "of such names.",
    "A recipe is filters parted by commas, each with parameters parted by colons: " +
    "resize:1600,blur:sigma=1.5,sharpen:sigma=2:amount=1.5. @NAME stands for a preset of the config file. " +
    "'pixelpool filters' lists the filters, 'pixelpool filters NAME' shows one.",
    "--out names a folder, which is made when it is missing. As a template it fills in " +
    Object.entries(PLACEHOLDERS).map(([name, what]) => `{${name}} (${what})`).join(", ") +
    "; {{ stands for a brace. An extension at its end decides the format. With - the picture goes to the standard " +
    "output and everything else to the standard error; so it does when - is the only input and --out is not given.",
    "Two inputs that would get the same name, and a result that would replace an input, are refused before any work. " +
    "A result is written under a temporary name and renamed, so that a half-written file never appears under its " +
    "real name.",
    "Mode auto reads the headers of some pictures and takes the way that is predicted to end first: one thread for " +
    "little work, workers for many pictures, bands (all workers at one picture) for few heavy ones. The results are " +
    "the same bytes in every mode. Only workers and bands decode pictures without any permission; the other modes " +
    "and native codecs run with those of the program.",
    "Results go to the standard output, progress to the standard error: a bar on a terminal, a line now and then " +
    "elsewhere.",
  ],
  groups: PROCESS_GROUPS,
  examples: [
    {
      what: "Resize a folder and sharpen what is left",
      command: "process photos -f resize:1600,sharpen -o out",
    },
    {
      what: "Thumbnails in the same folders, named by a template",
      command:
        "process photos -r -f resize:320 -o 'thumbs/{dir}/{name}{suffix}.{ext}' --suffix _small",
    },
    {
      what: "The same tree in another format",
      command: "process photos -r --keep-structure -f resize:800 --format png -o web",
    },
    {
      what: "See what would be written, and where",
      command: "process photos -f heavy_sharpen -o out --dry-run",
    },
    {
      what: "See how it would be run, and why",
      command: "process photos -f heavy_sharpen,canny --explain",
    },
    {
      what: "Only what was changed since the last time",
      command: "process photos -f sharpen -o out --overwrite newer",
    },
    {
      what: "One picture through a pipe",
      command: "process - -f grayscale --quality 80 < photo.jpg > gray.jpg",
    },
    {
      what: "The names that another program finds",
      command: "process @- -0 -f blur:2 -o out --keep-structure < names",
    },
    {
      what: "A line of JSON a picture, the report in a file, an end at the first failure",
      command: "process 'photos/*.jpg' -f edges -o out --ndjson --report report.json --fail-fast",
    },
  ],
  exit: BATCH_EXIT,
  environment: [
    ["NO_COLOR", "No colours, also on a terminal"],
    ["FORCE_COLOR", "Colours, also where there is no terminal"],
    [
      "PIXELPOOL_CACHE",
      "Folder of machine.json, which remembers how fast this machine is " +
      "[pixelpool in XDG_CACHE_HOME or ~/.cache]",
    ],
  ],
};
