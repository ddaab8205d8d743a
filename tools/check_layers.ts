/**
 * Imports go down only: the rule of docs/architecture.md as a table, and the check that the tree keeps it.
 *
 * @module
 */
import { dirname, join, relative } from "node:path";

/** A file and the files of this repository that it imports, as paths from the root with `/`. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** From the top down. A file may import from its own room and from every lower layer. */
const LAYERS: readonly (readonly string[])[] = [
  ["main.ts"],
  ["cli", "mod.ts"],
  ["library"],
  ["app.ts"],
  ["jobs", "stress"],
  ["host", "journal"],
  ["pool", "files"],
  ["task"],
  ["pipeline", "codecs", "queue"],
  ["filters"],
  ["kernels"],
  ["config.ts"],
  ["image"],
  ["suggest.ts"],
  ["errors.ts", "std"],
];

/** What looks at the product from outside, and may import any of it. */
const OUTSIDE = ["tests", "tools", "bench", "fixtures", "examples"];

/** Import and export statements, and dynamic imports, with a literal specifier; types count as well. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.{1,2}\/[^"']+)["']/g;

/** The relative imports of a source text. Comments are left out, so that examples in them do not count. */
export function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  return [...code.matchAll(IMPORT)].map((match) => match[1]);
}

/** Every breach of the rule: unknown rooms, imports that go up or across, and cycles. */
export function findBreaches(graph: ImportGraph): string[] {
  const breaches: string[] = [];
  for (const [file, imports] of graph) {
    const room = roomOf(file);
    if (OUTSIDE.includes(room)) continue;
    const layer = layerOf(room);
    if (layer < 0) {
      breaches.push(`${file}: '${room}' is no room of the table`);
      continue;
    }
    for (const imported of imports) {
      const target = roomOf(imported);
      const down = layerOf(target) > layer || target === room;
      if (!down) breaches.push(`${file} imports ${imported}: ${room} may not see ${target}`);
    }
  }
  return [...breaches, ...findCycles(graph)];
}

function roomOf(file: string): string {
  return file.split("/")[0];
}

function layerOf(room: string): number {
  return LAYERS.findIndex((rooms) => rooms.includes(room));
}

/** One line a cycle, found depth first. */
function findCycles(graph: ImportGraph): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  function visit(file: string): void {
    const seen = path.indexOf(file);
    if (seen >= 0) {
      cycles.push(`import cycle: ${[...path.slice(seen), file].join(" -> ")}`);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    graph.get(file)?.forEach(visit);
    path.pop();
    done.add(file);
  }
  [...graph.keys()].forEach(visit);
  return cycles;
}

/** Reads the imports of every TypeScript file below a folder. */
export async function readGraph(root: string): Promise<ImportGraph> {
  const graph = new Map<string, readonly string[]>();
  for await (const file of sourceFiles(root)) {
    const source = await Deno.readTextFile(join(root, file));
    const imports = importsOf(source).map((specifier) => join(dirname(file), specifier));
    graph.set(file, imports.filter((path) => path.endsWith(".ts")));
  }
  return graph;
}

/** Folders that hold no TypeScript of the product; `simd` is AssemblyScript. */
const SKIPPED = new Set(["node_modules", "out", "coverage", "types", "docs", "simd"]);

async function* sourceFiles(root: string, folder: string = root): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    const isSkipped = entry.name.startsWith(".") || SKIPPED.has(relative(root, path));
    if (entry.isDirectory && !isSkipped) {
      yield* sourceFiles(root, path);
    } else if (entry.isFile && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) {
      yield relative(root, path);
    }
  }
}
