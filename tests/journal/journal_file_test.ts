import { assert, assertEquals, assertRejects } from "@std/assert";
import { OutputError } from "../../errors.ts";
import { JOURNAL_NAME, JournalFile, JournalHeldError } from "../../journal/journal_file.ts";
import { formatRecord } from "../../journal/record.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { SAMPLES } from "./records.ts";

const LINE = formatRecord(SAMPLES[0]);

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

Deno.test("JournalFile keeps lines from one opening to the next, and mends a torn one", async () => {
  await using folder = await temporaryFolder();
  const first = await JournalFile.open(folder.path);
  assertEquals(textOf(await first.read()), "");
  first.append(LINE);
  await first.close({ remove: false });

  const path = `${folder.path}/${JOURNAL_NAME}`;
  await Deno.writeTextFile(path, '{"crc":"0', { append: true });
  const second = await JournalFile.open(folder.path);
  await second.read();
  second.append(LINE);
  assertEquals(textOf(await second.read()), `${LINE}{"crc":"0\n${LINE}`);
  await second.clear();
  second.append(LINE);
  assertEquals(textOf(await second.read()), LINE);
  await second.close({ remove: true });
  assertEquals(namesIn(folder.path), []);
});

Deno.test("JournalFile.open() refuses a journal that is held, shows its lines, and gets it once it is free", async () => {
  await using folder = await temporaryFolder();
  const holder = await JournalFile.open(folder.path);
  holder.append(LINE);
  const error = await assertRejects(() => JournalFile.open(folder.path), JournalHeldError);
  if (Deno.build.os !== "windows") assertEquals(textOf(error.bytes), LINE);
  await holder.close({ remove: false });
  const next = await JournalFile.open(folder.path);
  await next.close({ remove: true });
});

Deno.test("JournalFile.open() by many at once lets in one at a time, though the file comes and goes", async () => {
  await using folder = await temporaryFolder();
  let [inside, most, entered] = [0, 0, 0];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let round = 0; round < 25; round++) {
      try {
        const file = await JournalFile.open(folder.path);
        most = Math.max(most, ++inside);
        entered++;
        await file.read();
        inside--;
        await file.close({ remove: true });
      } catch (thrown) {
        // Held, or it came and went too often to be caught.
        assert(thrown instanceof JournalHeldError || thrown instanceof OutputError);
      }
    }
  }));
  assertEquals(most, 1);
  assert(entered > 0);
  assertEquals(namesIn(folder.path), []);
});

Deno.test("JournalFile.close() removes only its own file", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/${JOURNAL_NAME}`;
  const lost = await JournalFile.open(folder.path);
  await Deno.remove(path);
  assertEquals(await lost.isThere(), false);
  await Deno.writeTextFile(path, "another's");
  await lost.close({ remove: true });
  assertEquals(await Deno.readTextFile(path), "another's");
});

Deno.test({
  name: "JournalFile.open() writes through no symbolic link and into no folder of its name",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/${JOURNAL_NAME}`;
    await Deno.writeTextFile(`${folder.path}/original`, "precious");
    await Deno.symlink(`${folder.path}/original`, path);
    await assertRejects(() => JournalFile.open(folder.path), OutputError);
    assertEquals(await Deno.readTextFile(`${folder.path}/original`), "precious");
    await Deno.remove(path);
    await Deno.mkdir(path);
    await assertRejects(() => JournalFile.open(folder.path), OutputError);
  },
});

Deno.test("JournalFile.read() refuses a file that is no journal", async () => {
  await using folder = await temporaryFolder();
  for (const [text, isJournal] of [["precious", false], ['{"crc":"', true], ["{", true]] as const) {
    await Deno.writeTextFile(`${folder.path}/${JOURNAL_NAME}`, text);
    const file = await JournalFile.open(folder.path);
    if (isJournal) assertEquals(textOf(await file.read()), text);
    else await assertRejects(() => file.read(), OutputError);
    await file.close({ remove: false });
    assertEquals(await Deno.readTextFile(`${folder.path}/${JOURNAL_NAME}`), text);
  }
});
