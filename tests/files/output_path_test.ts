import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../errors.ts";
import { planOutputs } from "../../files/output_path.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const JPEG = { path: "in/a.jpg", format: "jpeg" } as const;
const PNG = { path: "in/b.png", format: "png" } as const;

Deno.test("planOutputs() keeps names and formats in a folder", async () => {
  const plan = await planOutputs([JPEG, PNG], { out: "none/out", format: undefined });
  assertEquals(plan, {
    paths: ["none/out/a.jpg", "none/out/b.png"],
    folder: "none/out",
    format: undefined,
  });
});

Deno.test("planOutputs() lets the format decide the extension", async () => {
  const plan = await planOutputs([JPEG, PNG], { out: "none", format: "png" });
  assertEquals(plan.paths, ["none/a.png", "none/b.png"]);
});

Deno.test("planOutputs() names a PNG in disguise by its content", async () => {
  const disguised = { path: "in/a.jpg", format: "png" } as const;
  const plan = await planOutputs([disguised], { out: "none", format: undefined });
  assertEquals(plan.paths, ["none/a.png"]);
});

Deno.test("planOutputs() takes a file name for a single input, and its format from it", async () => {
  const plan = await planOutputs([JPEG], { out: "none/x.PNG", format: undefined });
  assertEquals(plan, { paths: ["none/x.PNG"], folder: "none", format: "png" });
});

Deno.test("planOutputs() takes an existing folder for a folder, whatever its name", async () => {
  await using folder = await temporaryFolder();
  const out = `${folder.path}/x.png`;
  await Deno.mkdir(out);
  const plan = await planOutputs([JPEG], { out, format: undefined });
  assertEquals(plan.paths, [`${out}/a.jpg`]);
});

Deno.test("planOutputs() takes a name with a slash at its end for a folder", async () => {
  const plan = await planOutputs([JPEG], { out: "none/x.png/", format: undefined });
  assertEquals(plan.paths, ["none/x.png/a.jpg"]);
});

const REFUSALS = [
  ["several inputs into one file", [JPEG, PNG], "none/x.png", undefined, "into one file"],
  ["a format it does not write", [JPEG], "none/x.webp", undefined, "formats are jpeg, png"],
  ["a name and a format that disagree", [JPEG], "none/x.png", "jpeg", "says png"],
  [
    "two inputs with one output",
    [JPEG, { path: "other/a.jpg", format: "jpeg" }],
    "none",
    undefined,
    "two pictures",
  ],
  [
    "two inputs that get one name by their format",
    [JPEG, { path: "in/a.png", format: "png" }],
    "none",
    "png",
    "two pictures",
  ],
] as const;

for (const [what, inputs, out, format, message] of REFUSALS) {
  Deno.test(`planOutputs() refuses ${what}`, async () => {
    const error = await assertRejects(
      () => planOutputs(inputs, { out, format }),
      InputError,
      message,
    );
    assertEquals(error.code, "bad_option");
  });
}

Deno.test("planOutputs() refuses an output that is an input, by any way to it", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/in`);
  await Deno.writeTextFile(`${root}/in/a.jpg`, "");
  await Deno.symlink("in", `${root}/alias`);
  await Deno.mkdir(`${root}/links`);
  await Deno.symlink("../in/a.jpg", `${root}/links/a.jpg`);
  const input = { path: `${root}/in/a.jpg`, format: "jpeg" } as const;
  const link = { path: `${root}/links/a.jpg`, format: "jpeg" } as const;
  const ways = [
    [input, `${root}/in`],
    [input, `${root}/in/../in/`],
    [input, `${root}/alias`],
    [input, `${root}/in/a.jpg`],
    [link, `${root}/links`],
    [link, `${root}/in`],
  ] as const;
  for (const [file, out] of ways) {
    await assertRejects(
      () => planOutputs([file], { out, format: undefined }),
      InputError,
      "is one of the inputs",
    );
  }
});

Deno.test("planOutputs() refuses an output that is the input of another file", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/out`);
  for (const path of ["a.jpg", "out/a.jpg"]) await Deno.writeTextFile(`${root}/${path}`, "");
  const inputs = [
    { path: `${root}/a.jpg`, format: "jpeg" },
    { path: `${root}/out/a.jpg`, format: "jpeg" },
  ] as const;
  await assertRejects(
    () => planOutputs(inputs, { out: `${root}/out`, format: "jpeg" }),
    InputError,
  );
});
