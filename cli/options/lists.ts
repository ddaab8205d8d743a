/** Options of the commands that only print something. @module */
import { COMMON_OPTIONS, type OptionGroup } from "../args.ts";
import { PLUGIN_OPTION } from "./plugin.ts";

/** Of commands that know nothing to choose. */
export const LIST_OPTIONS: OptionGroup = { title: "", options: COMMON_OPTIONS };

/** Of `pixelpool filters`. */
export const FILTERS_OPTIONS: OptionGroup = {
  title: "",
  options: [PLUGIN_OPTION, ...COMMON_OPTIONS],
};
