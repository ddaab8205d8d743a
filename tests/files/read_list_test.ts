import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../errors.ts";
import { expandLists, parseList } from "../../files/read_list.ts";
import { temporaryFolder } from "../temporary_folder.ts";

function stream(text: string): ReadableStream<Uint8Array> {
  return new Blob([text]).stream();
}

Deno.test("parseList() takes one name a line, without empty lines and comments", () => {
  const text = "a.jpg\r\n\n# photos of May\n b c.jpg \n./#a.jpg\n*.jpg\n@x";
  assertEquals(parseList(text), ["a.jpg", " b c.jpg ", "./#a.jpg", "*.jpg", "@x"]);
  assertEquals(parseList(""), []);
});

Deno.test("parseList() parted by NUL takes every name as it is", () => {
  assertEquals(parseList("#a\nb\0c\0\0", { nul: true }), ["#a\nb", "c"]);
});

Deno.test("expandLists() puts the names of lists where the lists stood", async () => {
  await using folder = await temporaryFolder();
  const list = `${folder.path}/names.txt`;
  await Deno.writeTextFile(list, "\ufeffb\nc\n");
  const given = await expandLists(["a", `@${list}`, "@-", "z*"], { stdin: stream("d") });
  assertEquals(given, [
    { path: "a", isListed: false },
    { path: "b", isListed: true },
    { path: "c", isListed: true },
    { path: "d", isListed: true },
    { path: "z*", isListed: false },
  ]);
});

Deno.test("expandLists() refuses a list that is not there, and says how a file of that name is written", async () => {
  const error = await assertRejects(
    () => expandLists(["@no/list"]),
    InputError,
    "Cannot read list 'no/list' as it does not exist: a file whose name begins with @ is written ./@no/list",
  );
  assertEquals(error.code, "bad_option");
});
