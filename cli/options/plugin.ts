/** The option that names filters of one's own, for every command that knows filters. @module */
import type { OptionSpec } from "../args.ts";

/** Apart from what loads plugins, so that help and completion load no filter. */
export const PLUGIN_OPTION: OptionSpec = {
  name: "plugin",
  value: "FILE",
  values: "file",
  repeatable: true,
  description: "Module with filters of your own; may be given more than once",
};
