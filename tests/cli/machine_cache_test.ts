import { assertEquals } from "@std/assert";
import { readMachine, writeMachine } from "../../cli/machine_cache.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";

const MACHINE = { filterFactor: 1.5, codecFactor: 2, workerStartMs: 80 };

Deno.test("readMachine() gives what writeMachine() wrote, into folders that were not there", async () => {
  await using folder = await temporaryFolder();
  const file = `${folder.path}/a/b/machine.json`;
  assertEquals(await readMachine(file), undefined);
  await writeMachine(file, MACHINE);
  assertEquals(await readMachine(file), MACHINE);
  assertEquals(namesIn(`${folder.path}/a/b`), ["machine.json"]);
});

Deno.test("readMachine() knows nothing from a file that is broken or of another version", async () => {
  await using folder = await temporaryFolder();
  const file = `${folder.path}/machine.json`;
  await writeMachine(file, MACHINE);
  const text = await Deno.readTextFile(file);
  const others = [
    "",
    "{",
    "null",
    "5",
    text.replace('"key":"', '"key":"0.0.0/'),
    text.replace("80", "-80"),
  ];
  for (const other of others) {
    await Deno.writeTextFile(file, other);
    assertEquals([other, await readMachine(file)], [other, undefined]);
  }
});

Deno.test("writeMachine() is silent where nothing can be written", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/file`, "");
  await writeMachine(`${folder.path}/file/machine.json`, MACHINE);
  await writeMachine(undefined, MACHINE);
  assertEquals(await readMachine(undefined), undefined);
  assertEquals(namesIn(folder.path), ["file"]);
});
