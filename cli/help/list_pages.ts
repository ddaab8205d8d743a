/** Help of the commands that only print something. @module */
import { FILTERS_OPTIONS, LIST_OPTIONS } from "../options/lists.ts";
import { LISTING_EXIT } from "./exit_statuses.ts";
import type { HelpPage } from "./help_page.ts";

/** Of `pixelpool filters`. */
export const FILTERS_PAGE: HelpPage = {
  name: "pixelpool filters",
  summary: "list the filters, or show some of them",
  synopsis: ["[OPTIONS] [NAME...]"],
  description: [
    "Lists the filters that a recipe can name. With names it shows their parameters: what each does, which values it " +
    "takes and which it has when it is not given, what happens at the border and with alpha, and an example.",
  ],
  groups: [FILTERS_OPTIONS],
  examples: [
    { what: "All filters", command: "filters" },
    { what: "The parameters of two of them", command: "filters blur resize" },
    { what: "The same for machines", command: "filters --json" },
  ],
  exit: LISTING_EXIT,
};

/** Of `pixelpool codecs`. */
export const CODECS_PAGE: HelpPage = {
  name: "pixelpool codecs",
  summary: "list the image formats and who reads and writes them",
  synopsis: ["[OPTIONS]"],
  description: [
    "Lists the formats, and the providers that --codec of 'pixelpool process' takes. A provider that needs no " +
    "permission runs in the sandbox of a worker; the others run native code.",
  ],
  groups: [LIST_OPTIONS],
  examples: [
    { what: "Formats and providers", command: "codecs" },
    { what: "The same for machines", command: "codecs --json" },
  ],
  exit: LISTING_EXIT,
};

/** Of `pixelpool version`. */
export const VERSION_PAGE: HelpPage = {
  name: "pixelpool version",
  summary: "show the version",
  synopsis: ["[OPTIONS]"],
  description: ["Shows the version of the program; as JSON also that of Deno and the system."],
  groups: [LIST_OPTIONS],
  examples: [
    { what: "The version", command: "version" },
    { what: "For a report of a fault", command: "version --json" },
  ],
  exit: LISTING_EXIT,
};
