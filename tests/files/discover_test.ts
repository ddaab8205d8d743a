import { assertEquals, assertStringIncludes } from "@std/assert";
import { basename, relative, resolve } from "node:path";
import { discover, type Found } from "../../files/discover.ts";
import { picture, writePicture } from "../picture.ts";
import { temporaryFolder } from "../temporary_folder.ts";

/** `file a.jpg jpeg`: short enough to compare whole lists. */
function short(root: string, found: readonly Found[]): string[] {
  return found.map((one) => {
    const path = relative(root, one.path);
    return one.kind === "file" ? `file ${path} ${one.format}` : `${one.kind} ${path}`;
  });
}

Deno.test("discover() sorts the pictures of a folder from what is none, by content", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/b10.txt`, { format: "png" });
  await writePicture(`${root}/b2.jpg`);
  await Deno.writeTextFile(`${root}/fake.jpg`, "text");
  await writePicture(`${root}/.hidden.jpg`);
  await Deno.mkdir(`${root}/sub`);
  const { found, subfolders } = await discover([root]);
  assertEquals(short(root, found), ["file b2.jpg jpeg", "file b10.txt png", "not_image fake.jpg"]);
  assertEquals(subfolders, 1);
});

Deno.test("discover() keeps a named file whatever it holds", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/fake.jpg`, "text");
  const { found } = await discover([`${folder.path}/fake.jpg`]);
  assertEquals(short(folder.path, found), ["file fake.jpg undefined"]);
});

Deno.test("discover() keeps the order of the arguments and gives no file twice", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/a.jpg`);
  await writePicture(`${root}/b.jpg`);
  const { found } = await discover([`${root}/b.jpg`, root, `${root}/./b.jpg`, `${root}/*.jpg`]);
  assertEquals(short(root, found), ["file b.jpg jpeg", "file a.jpg jpeg"]);
});

Deno.test("discover() counts a file that is named after its folder as named", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/fake.jpg`, "text");
  const { found } = await discover([folder.path, `${folder.path}/fake.jpg`]);
  assertEquals(short(folder.path, found), ["file fake.jpg undefined"]);
});

Deno.test("discover() reports names and patterns that lead nowhere", async () => {
  await using folder = await temporaryFolder();
  const { found } = await discover([`${folder.path}/no.jpg`, `${folder.path}/*.jpg`]);
  assertEquals(short(folder.path, found), ["missing no.jpg", "missing *.jpg"]);
});

Deno.test("discover() takes a name with pattern characters literally when it exists", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/[1].jpg`);
  await writePicture(`${folder.path}/1.jpg`, { seed: 2 });
  const { found } = await discover([`${folder.path}/[1].jpg`]);
  assertEquals(short(folder.path, found), ["file [1].jpg jpeg"]);
});

Deno.test("discover() reports a link that leads to itself as unreadable", async () => {
  await using folder = await temporaryFolder();
  await Deno.symlink("loop.jpg", `${folder.path}/loop.jpg`);
  const [named] = (await discover([`${folder.path}/loop.jpg`])).found;
  assertEquals(named.kind, "unreadable");
  if (named.kind === "unreadable") assertStringIncludes(named.message, "form a loop");
  const [inFolder] = (await discover([folder.path])).found;
  assertEquals(inFolder.kind, "unreadable");
});

Deno.test("discover() enters subfolders on request and knows where each file was", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/sub/deep`, { recursive: true });
  await Deno.mkdir(`${root}/out`);
  for (const path of ["a.jpg", "sub/b.jpg", "sub/deep/c.jpg", "out/old.jpg"]) {
    await writePicture(`${root}/${path}`);
  }
  const { found, subfolders, metOutput } = await discover([root], {
    recursive: true,
    output: `${root}/out`,
  });
  assertEquals(dirs(found), [["a.jpg", ""], ["b.jpg", "sub"], ["c.jpg", "sub/deep"]]);
  assertEquals([subfolders, metOutput], [0, true]);
  const byPattern = await discover([`${root}/**/*.jpg`], { output: `${root}/out` });
  assertEquals(dirs(byPattern.found), [["a.jpg", ""], ["b.jpg", "sub"], ["c.jpg", "sub/deep"]]);
  const named = await discover([`${root}/out`], { output: `${root}/out` });
  assertEquals(dirs(named.found), [["old.jpg", ""]]);
});

function dirs(found: readonly Found[]): (readonly string[])[] {
  return found.map((one) => [basename(one.path), one.kind === "file" ? one.dir : one.kind]);
}

Deno.test("discover() tells of a named file where it is below the current folder", async () => {
  const { found } = await discover([
    "fixtures/photos/map.jpg",
    resolve("fixtures/photos/city.jpg"),
  ]);
  assertEquals(dirs(found), [["map.jpg", "fixtures/photos"], ["city.jpg", "fixtures/photos"]]);
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  assertEquals(dirs((await discover([`${folder.path}/a.jpg`])).found), [["a.jpg", ""]]);
});

Deno.test("discover() takes listed names for files and folders, and never for patterns or streams", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  const names = [`${folder.path}/*.jpg`, "-"].map((path) => ({ path, isListed: true }));
  const { found } = await discover(names, { stdin: () => Promise.reject(new Error("read")) });
  assertEquals(found.map(({ kind }) => kind), ["missing", "missing"]);
});

Deno.test("discover() reads a picture from the standard input", async () => {
  const bytes = new Uint8Array(await picture({ format: "png" }));
  const { found: [one] } = await discover(["-"], { stdin: () => Promise.resolve(bytes) });
  assertEquals(one, { kind: "file", path: "-", format: "png", dir: "", bytes });
});

Deno.test({
  name: "discover() takes a file whose name is - for a file, beside the standard input",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const before = Deno.cwd();
    Deno.chdir(folder.path);
    try {
      await writePicture("-");
      const stdin = () => Promise.reject(new Error("read"));
      for (const names of [["."], ["[-]"], [{ path: "-", isListed: true }]]) {
        const { found } = await discover(names, { stdin });
        assertEquals(found, [{ kind: "file", path: "./-", format: "jpeg", dir: "" }]);
      }
      const bytes = new Uint8Array(await picture({ format: "png" }));
      const { found } = await discover(["-", "."], { stdin: () => Promise.resolve(bytes) });
      assertEquals(found.map(({ path }) => path), ["-", "./-"]);
    } finally {
      Deno.chdir(before);
    }
  },
});
