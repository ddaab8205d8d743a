import { assertEquals } from "@std/assert";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { COMPILED, compiledText, staleKernels } from "../../tools/build_simd.ts";
import { temporaryFolder } from "../temporary_folder.ts";

Deno.test("staleKernels() names a module that is missing or was changed, and none that is as compiled", async () => {
  await using folder = await temporaryFolder();
  const root = pathToFileURL(`${folder.path}/`);
  const compiled = await compiledText();
  assertEquals(await staleKernels(compiled, root), [COMPILED]);
  const path = `${folder.path}/${COMPILED}`;
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, compiled);
  assertEquals(await staleKernels(compiled, root), []);
  await Deno.writeTextFile(path, "\n", { append: true });
  assertEquals(await staleKernels(compiled, root), [COMPILED]);
});
