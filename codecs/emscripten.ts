/** Starts libraries that were compiled by Emscripten, from a module that is loaded already. @module */
import type { MemoryBound } from "./memory_bound.ts";

/** The function that an Emscripten loader exports. */
export type EmscriptenFactory = (overrides: Record<string, unknown>) => unknown;

/**
 * A new instance of a library, which prints nothing and reads no file.
 *
 * @param bound holds its memory, also while it starts
 * @throws whatever the loader throws when memory is short
 */
export async function startEmscripten<Library>(
  factory: EmscriptenFactory,
  compiled: WebAssembly.Module,
  bound?: MemoryBound,
): Promise<Library> {
  const silent = (): void => {};
  const location = Object.getOwnPropertyDescriptor(globalThis, "location");
  const starting = factory({
    print: silent,
    printErr: silent,
    instantiateWasm(
      imports: WebAssembly.Imports,
      done: (instance: WebAssembly.Instance) => void,
    ): WebAssembly.Exports {
      const created = new WebAssembly.Instance(compiled, imports);
      bound?.hold(created.exports);
      done(created);
      return created.exports;
    },
  });
  // Some loaders leave a made-up location behind, which others would take for that of a web page.
  if (location !== undefined) Object.defineProperty(globalThis, "location", location);
  return await starting as Library;
}
