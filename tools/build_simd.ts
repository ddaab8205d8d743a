/**
 * Compiles the AssemblyScript in `simd/` to WebAssembly, and writes it as text into a module: a module can be imported
 * anywhere, without permission and without an unstable feature, and is compiled only where SIMD is there.
 * `deno task build:simd`.
 *
 * @module
 */
import asc from "assemblyscript/asc";
import { print } from "./print.ts";

/** Path of the module that is written, from the root of the repository. */
export const COMPILED = "kernels/simd/compiled.ts";

const ROOT = new URL("../", import.meta.url);
const SOURCE = "simd/kernels.ts";

/** `stub` has no garbage collector; nothing is ever allocated. */
const COMMON = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--importMemory"];

/** Most pages of a shared memory: 4 GiB, what 32-bit addresses reach. */
const SHARED = ["--enable", "threads", "--sharedMemory", "--maximumMemory", "65536"];

/** Characters of a line of text. */
const LINE = 192;

/** The text of the module, compiled afresh. The compiler gives the same bytes everywhere. */
export async function compiledText(): Promise<string> {
  const own = await compile(COMMON);
  const shared = await compile([...COMMON, ...SHARED]);
  return `/**
 * Compiled from \`simd/\` by \`deno task build:simd\`: WebAssembly as base64, ${own.length} and ${shared.length} bytes.
 *
 * @module
 */

/** The kernels over a memory of one thread. */
export const PRIVATE_MODULE: string = ${literal(own)};

/** The kernels over a memory that threads share. */
export const SHARED_MODULE: string = ${literal(shared)};
`;
}

/** The compiled module, if its text on disk is not what the sources give. */
export async function staleKernels(compiled?: string, root: URL = ROOT): Promise<string[]> {
  const text = await Deno.readTextFile(new URL(COMPILED, root)).catch(() => undefined);
  return text === (compiled ?? await compiledText()) ? [] : [COMPILED];
}

function literal(bytes: Uint8Array): string {
  const lines = bytes.toBase64().match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return `\`\n${lines.join("\n")}\n\``;
}

/** @throws {Error} what the compiler has to say */
async function compile(options: readonly string[]): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([SOURCE, "--outFile", "kernels.wasm", ...options], {
    readFile: (name, folder) => readText(`${folder}/${name}`),
    listFiles: () => [],
    writeFile(_name, contents) {
      if (contents instanceof Uint8Array) binary = contents;
    },
  });
  if (error === null && binary !== undefined) return binary;
  throw new Error(`Cannot compile kernels: ${stderr.toString()}`, { cause: error });
}

async function readText(path: string): Promise<string | null> {
  const url = new URL(path, ROOT);
  return url.href.startsWith(ROOT.href) ? await Deno.readTextFile(url).catch(() => null) : null;
}

if (import.meta.main) {
  await Deno.writeTextFile(new URL(COMPILED, ROOT), await compiledText());
  print(`wrote ${COMPILED}`);
}
