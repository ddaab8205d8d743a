import { assert, assertEquals, assertRejects } from "@std/assert";
import { relative } from "node:path";
import { watchFolder, type WatchFolderOptions } from "../../files/watch_folder.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { within } from "../pool/support.ts";

const SETTLE_MS = 60;

/** A watch that is asked for one group after the other. */
class Asked implements AsyncDisposable {
  readonly #root: string;
  readonly #stop = new AbortController();
  readonly #groups: AsyncGenerator<readonly { readonly path: string }[]>;

  constructor(root: string, options: Partial<WatchFolderOptions> = {}) {
    this.#root = root;
    const signal = this.#stop.signal;
    this.#groups = watchFolder(root, { settleMs: SETTLE_MS, rescanMs: 100, signal, ...options });
  }

  async next(): Promise<string[]> {
    const { value, done } = await within(this.#groups.next());
    return done ? ["end"] : value.map(({ path }) => relative(this.#root, path));
  }

  stop(): void {
    this.#stop.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop();
    await this.#groups.return(undefined);
  }
}

Deno.test("watchFolder() gives what is there, then what appears and what changes, each once", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.writeTextFile(`${root}/a`, "1");
  await using watch = new Asked(root);
  assertEquals(await watch.next(), ["a"]);
  await Deno.writeTextFile(`${root}/b`, "1");
  assertEquals(await watch.next(), ["b"]);
  await Deno.writeTextFile(`${root}/a`, "other");
  assertEquals(await watch.next(), ["a"]);
  watch.stop();
  assertEquals(await watch.next(), ["end"]);
});

Deno.test("watchFolder() gives a file only when it has something in it and nobody writes to it", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  Deno.writeTextFileSync(`${root}/empty`, "");
  Deno.writeTextFileSync(`${root}/growing`, "x");
  let written = performance.now();
  let writes = 0;
  const growing = setInterval(() => {
    if (++writes === 60) return clearInterval(growing);
    Deno.writeTextFileSync(`${root}/growing`, "x", { append: true });
    written = performance.now();
  }, 5);
  await using watch = new Asked(root);
  // Also where the machine stood still for a while, the file had stayed the same for so long.
  assertEquals(await watch.next(), ["growing"]);
  const unchanged = performance.now() - written;
  clearInterval(growing);
  assert(unchanged >= SETTLE_MS - 10, `it was written to ${unchanged} ms before`);
});

Deno.test("watchFolder() finds a file again that was removed and came back", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.writeTextFile(`${root}/a`, "1");
  await using watch = new Asked(root);
  assertEquals(await watch.next(), ["a"]);
  await Deno.remove(`${root}/a`);
  await Deno.writeTextFile(`${root}/b`, "1");
  assertEquals(await watch.next(), ["b"]);
  await Deno.writeTextFile(`${root}/a`, "1");
  assertEquals(await watch.next(), ["a"]);
});

Deno.test("watchFolder() enters subfolders on request, and never the one that is left out", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/out`);
  await Deno.writeTextFile(`${root}/out/x`, "1");
  const exclude = await Deno.realPath(`${root}/out`);
  await using watch = new Asked(root, { recursive: true, exclude });
  await Deno.mkdir(`${root}/new/deep`, { recursive: true });
  await Deno.writeTextFile(`${root}/new/deep/c`, "1");
  assertEquals(await watch.next(), ["new/deep/c"]);
});

Deno.test("watchFolder() throws when there is no such folder", async () => {
  await using watch = new Asked("no/such/folder");
  await assertRejects(() => watch.next(), Deno.errors.NotFound);
});
