import { assertEquals } from "@std/assert";
import { KEPT, whyKept } from "../../files/overwrite.ts";
import { temporaryFolder } from "../temporary_folder.ts";

async function pair(
  root: string,
  minutesApart: number,
): Promise<{ input: string; output: string }> {
  const files = { input: `${root}/in`, output: `${root}/out` };
  await Deno.writeTextFile(files.input, "");
  await Deno.writeTextFile(files.output, "");
  const changed = 1_700_000_000;
  await Deno.utime(files.input, changed, changed);
  await Deno.utime(files.output, changed, changed + 60 * minutesApart);
  return files;
}

Deno.test("whyKept() lets everything be written by 'all', and what is not there by any choice", async () => {
  await using folder = await temporaryFolder();
  const files = await pair(folder.path, 1);
  assertEquals(await whyKept(files, "all"), undefined);
  for (const overwrite of ["all", "never", "newer"] as const) {
    const missing = { ...files, output: `${folder.path}/none` };
    assertEquals(await whyKept(missing, overwrite), undefined);
  }
});

Deno.test("whyKept() keeps by 'never' whatever has the name, a link that leads nowhere included", async () => {
  await using folder = await temporaryFolder();
  const files = await pair(folder.path, -1);
  assertEquals(await whyKept(files, "never"), KEPT.never);
  await Deno.remove(files.output);
  await Deno.symlink("nowhere", files.output);
  assertEquals(await whyKept(files, "never"), KEPT.never);
  assertEquals(await whyKept(files, "newer"), undefined);
});

Deno.test("whyKept() keeps by 'newer' what is as new as its picture or newer", async () => {
  for (const [minutes, kept] of [[1, KEPT.newer], [0, KEPT.newer], [-1, undefined]] as const) {
    await using folder = await temporaryFolder();
    assertEquals(await whyKept(await pair(folder.path, minutes), "newer"), kept);
  }
});
