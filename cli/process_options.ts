/** The options of `pixelpool process`. @module */
import { isNative, type ModeChoice } from "../app.ts";
import type { Format } from "../codecs/codec.ts";
import { findProvider, providerFor, PROVIDERS } from "../codecs/registry.ts";
import { DEFAULTS } from "../config.ts";
import { InputError } from "../errors.ts";
import { FORMATS } from "../files/extension.ts";
import { COMMON_OPTIONS, type GivenArgs, type OptionSpec, readArgs } from "./args.ts";
import { CONFIG_FILE } from "./config_file.ts";
import { PLUGIN_OPTION } from "./plugins.ts";
import { byteSize, duration, oneOf, wholeNumber } from "./values.ts";

/** Most workers that can be asked for; each takes 4 to 10 MB before it holds a picture. */
const MAX_WORKERS = 256;

/** Each attempt may take a whole time limit. */
const MAX_ATTEMPTS = 10;

const MODES: readonly ModeChoice[] = ["auto", "sync", "async", "workers", "bands"];
const OVERWRITE = ["all", "never"] as const;

/** Folder of the results when `--out` names none. */
export const DEFAULT_OUT = "out";

/** Every option, in the order of the help. */
export const PROCESS_OPTIONS: readonly OptionSpec[] = [
  {
    name: "filters",
    short: "f",
    value: "RECIPE",
    description: "Filters to run, for instance resize:1600,sharpen:sigma=2",
  },
  {
    name: "out",
    short: "o",
    value: "PATH",
    description: `Folder of the results, or a file for a single picture [${DEFAULT_OUT}]`,
  },
  {
    name: "format",
    value: "FORMAT",
    description: `Format of the results: ${FORMATS.join(", ")} [that of each input]`,
  },
  {
    name: "quality",
    value: "N",
    description: `JPEG quality from 1 to 100 [${DEFAULTS.quality}]`,
  },
  {
    name: "mode",
    value: "MODE",
    description: `${MODES.join(", ")} [auto: the fastest by forecast]`,
  },
  {
    name: "workers",
    value: "N",
    description: `Web Workers, from 1 to ${MAX_WORKERS} [one a core]`,
  },
  {
    name: "timeout",
    value: "TIME",
    description: `Longest time of one picture: 30, 30s, 500ms, 2m [${
      DEFAULTS.taskTimeoutMs / 1000
    }s]`,
  },
  {
    name: "attempts",
    value: "N",
    description: `Tries when a worker dies or time runs out, from 1 to ${MAX_ATTEMPTS} [1]`,
  },
  {
    name: "memory-budget",
    value: "SIZE",
    description: "Memory of all pictures in flight: 2GiB, 500MB [half of the machine's]",
  },
  {
    name: "require-sandbox",
    description: "Refuse to decode a picture anywhere but in a worker without permissions",
  },
  {
    name: "isolate",
    description: "Run the workers in a process of their own, which can be killed",
  },
  PLUGIN_OPTION,
  {
    name: "overwrite",
    value: "WHICH",
    description: "Replace results that exist: all, never [all]",
  },
  {
    name: "codec",
    value: "NAME",
    description: `Provider that reads and writes: ${PROVIDERS.map(({ name }) => name).join(", ")}`,
  },
  { name: "preset", value: "NAME", description: "Recipe of this name in the config file" },
  {
    name: "config",
    value: "FILE",
    description: `Config file with presets [${CONFIG_FILE} when it exists]`,
  },
  {
    name: "explain",
    description: "Print plan, predicted time and memory, and the mode chosen; process nothing",
  },
  { name: "quiet", short: "q", description: "Print errors only" },
  ...COMMON_OPTIONS,
];

/** What the arguments say, checked. */
export interface ProcessOptions {
  readonly inputs: readonly string[];
  /** The recipe as it was written; `undefined` when none was. */
  readonly recipe: string | undefined;
  /** `undefined` when it was not given. */
  readonly out: string | undefined;
  readonly format: Format | undefined;
  /** `undefined` when it was not given. */
  readonly quality: number | undefined;
  readonly mode: ModeChoice;
  readonly workers: number | undefined;
  readonly timeoutMs: number;
  readonly attempts: number;
  /** In bytes; `undefined` when it was not given. */
  readonly memoryBudget: number | undefined;
  readonly requireSandbox: boolean;
  readonly isolate: boolean;
  /** Files of plugins, as they were written. */
  readonly plugins: readonly string[];
  readonly explain: boolean;
  readonly overwrite: boolean;
  readonly codec: string | undefined;
  readonly config: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly help: boolean;
}

/**
 * Reads the arguments of `pixelpool process`.
 *
 * @throws {InputError} `bad_option`
 */
export function readProcessOptions(args: readonly string[]): ProcessOptions {
  const given = readArgs(args, PROCESS_OPTIONS);
  const { operands, values, lists, switches } = given;
  function valueOf<T>(name: string, read: (name: string, text: string) => T): T | undefined {
    const text = values.get(name);
    return text === undefined ? undefined : read(name, text);
  }
  const options: ProcessOptions = {
    inputs: operands,
    recipe: recipeOf(given),
    out: values.get("out"),
    format: valueOf("format", readFormat),
    quality: valueOf("quality", (name, text) => wholeNumber(name, text, 1, 100)),
    mode: valueOf("mode", (name, text) => oneOf(name, text, MODES)) ?? "auto",
    workers: valueOf("workers", (name, text) => wholeNumber(name, text, 1, MAX_WORKERS)),
    timeoutMs: valueOf("timeout", duration) ?? DEFAULTS.taskTimeoutMs,
    attempts: valueOf("attempts", (name, text) => wholeNumber(name, text, 1, MAX_ATTEMPTS)) ?? 1,
    memoryBudget: valueOf("memory-budget", byteSize),
    requireSandbox: switches.has("require-sandbox"),
    isolate: switches.has("isolate"),
    plugins: lists.get("plugin") ?? [],
    explain: switches.has("explain"),
    overwrite: valueOf("overwrite", (name, text) => oneOf(name, text, OVERWRITE)) !== "never",
    codec: values.get("codec"),
    config: values.get("config"),
    json: switches.has("json"),
    quiet: switches.has("quiet"),
    debug: switches.has("debug"),
    help: switches.has("help"),
  };
  checkTogether(options);
  return options;
}

function recipeOf({ values }: GivenArgs): string | undefined {
  const [recipe, preset] = [values.get("filters"), values.get("preset")];
  if (preset === undefined) return recipe;
  if (recipe === undefined) return `@${preset}`;
  throw new InputError(
    "bad_option",
    "Cannot use --preset together with --filters: write @NAME within the recipe",
  );
}

function readFormat(option: string, text: string): Format {
  return oneOf(option, text === "jpg" ? "jpeg" : text, FORMATS);
}

function checkTogether(options: ProcessOptions): void {
  const { mode, workers, codec, format, isolate, requireSandbox } = options;
  refuseTogether(isolate && mode !== "auto" && mode !== "workers", "isolate", mode);
  refuseTogether(requireSandbox && (mode === "sync" || mode === "async"), "require-sandbox", mode);
  if (requireSandbox && isNative(codec)) {
    throw new InputError(
      "bad_option",
      `Cannot use --require-sandbox with --codec ${codec} as it runs native code`,
    );
  }
  if (workers !== undefined && (mode === "sync" || mode === "async")) {
    throw new InputError(
      "bad_option",
      `Cannot use --workers with --mode ${mode} as it runs on one thread`,
    );
  }
  if (codec === undefined) return;
  // An unknown name is refused for any format; a known one only where it cannot write the results.
  if (format !== undefined || findProvider(codec) === undefined) {
    providerFor(format ?? FORMATS[0], codec);
  }
}

function refuseTogether(isRefused: boolean, option: string, mode: ModeChoice): void {
  if (!isRefused) return;
  throw new InputError(
    "bad_option",
    `Cannot use --${option} with --mode ${mode} as only workers ` +
      (option === "isolate" ? "run in a process of their own" : "run in a sandbox"),
  );
}
