/**
 * Names of results by a template: `thumbs/{dir}/{name}{suffix}.{ext}`. A plain folder is the template that ends in
 * `{name}{suffix}.{ext}`, so that there is one way to name a file.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";
import { formatOfName, hasForeignExtension } from "./extension.ts";

/** What a template can ask for. */
export type Placeholder = "dir" | "name" | "base" | "suffix" | "ext";

/** Every placeholder with its meaning, in the order of the help. */
export const PLACEHOLDERS: Readonly<Record<Placeholder, string>> = {
  dir: "folder of the input below the folder or pattern that was named",
  name: "name of the input without its extension",
  base: "name of the input with its extension",
  suffix: "the text of --suffix",
  ext: "extension of the result, without a dot",
};

/** A piece: text as it is, or something to fill in. */
export type TemplatePart = { readonly text: string } | { readonly fill: Placeholder };

/** What is filled in. `dir` has slashes between folders and none at its ends. */
export type TemplateValues = Readonly<Record<Placeholder, string>>;

const FILE_NAME: readonly TemplatePart[] = [
  { fill: "name" },
  { fill: "suffix" },
  { text: "." },
  { fill: "ext" },
];

/** Whether `--out` is meant as a template. */
export function isTemplate(out: string): boolean {
  return /[{}]/.test(out);
}

/** The template that a folder stands for. */
export function folderTemplate(folder: string, keepStructure: boolean): TemplatePart[] {
  const kept: readonly TemplatePart[] = keepStructure ? [{ fill: "dir" }, { text: "/" }] : [];
  return [{ text: folder.replace(/\/*$/, "/") }, ...kept, ...FILE_NAME];
}

/**
 * Reads a template. `{{` and `}}` stand for braces. One that ends in a slash or in `{dir}` names a folder; one without an
 * extension gets that of the format.
 *
 * @throws {InputError} `bad_option` for a placeholder that does not exist and a brace without its partner
 */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const [piece] of text.matchAll(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g)) {
    if (piece === "{" || piece === "}") throw loneBrace(text);
    if (piece === "{{" || piece === "}}") parts.push({ text: piece[0] });
    else if (piece.startsWith("{")) parts.push({ fill: placeholder(piece.slice(1, -1)) });
    else parts.push({ text: piece });
  }
  return completed(parts);
}

/** Whether a template asks for something. */
export function asksFor(parts: readonly TemplatePart[], wanted: Placeholder): boolean {
  return parts.some((part) => "fill" in part && part.fill === wanted);
}

/** The text at the end of a template, which may promise a format; empty when something is filled in there. */
export function endingOf(parts: readonly TemplatePart[]): string {
  const last = parts.at(-1);
  return last !== undefined && "text" in last ? last.text : "";
}

/** The folder that everything is below: all before the first thing that is filled in, up to its last slash. */
export function baseFolder(parts: readonly TemplatePart[]): string {
  const [first] = parts;
  const text = first !== undefined && "text" in first ? first.text : "";
  const end = text.lastIndexOf("/");
  return end < 0 ? "." : text.slice(0, end) || "/";
}

/** The name of one result. */
export function fillTemplate(parts: readonly TemplatePart[], values: TemplateValues): string {
  let path = "";
  for (const [index, part] of parts.entries()) {
    if ("text" in part) path += part.text;
    else if (part.fill === "dir" && values.dir === "" && isSegment(parts, index)) path += ".";
    else if (part.fill === "ext" && values.ext === "") path = path.replace(/\.$/, "");
    else path += values[part.fill];
  }
  return path;
}

/** Without a folder, `{dir}/a` must not become `/a`. */
function isSegment(parts: readonly TemplatePart[], index: number): boolean {
  const next = parts[index + 1];
  return next === undefined || ("text" in next && next.text.startsWith("/"));
}

function completed(parts: readonly TemplatePart[]): TemplatePart[] {
  const last = parts.at(-1);
  const ending = endingOf(parts);
  if (ending.endsWith("/")) return [...parts, ...FILE_NAME];
  if (last !== undefined && "fill" in last && last.fill === "dir") {
    return [...parts, { text: "/" }, ...FILE_NAME];
  }
  const segment = parts.slice(
    1 + parts.findLastIndex((part) => "text" in part && part.text.includes("/")),
  );
  const name = `x${ending}`;
  const isNamed = asksFor(segment, "ext") || formatOfName(name) !== undefined ||
    hasForeignExtension(name);
  return isNamed ? [...parts] : [...parts, { text: "." }, { fill: "ext" }];
}

function placeholder(name: string): Placeholder {
  if (Object.hasOwn(PLACEHOLDERS, name)) return name as Placeholder;
  const names = Object.keys(PLACEHOLDERS);
  throw new InputError(
    "bad_option",
    `Cannot use --out as {${name}} is nothing that a template fills in${
      didYouMean(name, names)
    }: ` +
      `choices are ${names.map((one) => `{${one}}`).join(", ")}`,
  );
}

function loneBrace(text: string): InputError {
  return new InputError(
    "bad_option",
    `Cannot use --out as a brace in it has no partner, and {{ stands for a brace: ` +
      `current value is ${text}`,
  );
}
