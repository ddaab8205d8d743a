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
  ["a format it does not write", [JPEG], "none/x.heic", undefined, "formats are jpeg, png"],
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

Deno.test("planOutputs() fills in a template, and takes the format from its end", async () => {
  const inputs = [{ ...JPEG, dir: "2024/may" }, { ...PNG, dir: "" }];
  const plan = await planOutputs(inputs, {
    out: "none/{dir}/{name}{suffix}.{ext}",
    suffix: "_s",
    format: undefined,
  });
  assertEquals(plan, {
    paths: ["none/2024/may/a_s.jpg", "none/b_s.png"],
    folder: "none",
    format: undefined,
  });
  const promised = await planOutputs(inputs, { out: "none/{name}.png", format: undefined });
  assertEquals(promised, {
    paths: ["none/a.png", "none/b.png"],
    folder: "none",
    format: "png",
  });
});

Deno.test("planOutputs() keeps folders and adds a suffix below a plain folder", async () => {
  const inputs = [{ ...JPEG, dir: "x" }, { ...JPEG, path: "other/a.jpg", dir: "y" }];
  const target = { out: "none", suffix: "-1", keepStructure: true, format: undefined };
  assertEquals((await planOutputs(inputs, target)).paths, ["none/x/a-1.jpg", "none/y/a-1.jpg"]);
});

Deno.test("planOutputs() calls what came through the standard input stdin", async () => {
  const plan = await planOutputs([{ path: "-", format: "png" }], {
    out: "none",
    format: undefined,
  });
  assertEquals(plan.paths, ["none/stdin.png"]);
});

Deno.test("planOutputs() advises to keep the folders when that parts two names", async () => {
  const twins = [{ ...JPEG, dir: "x" }, { ...JPEG, path: "other/a.jpg", dir: "y" }];
  const error = await assertRejects(
    () => planOutputs(twins, { out: "none", format: undefined }),
    InputError,
  );
  assertEquals(error.message.includes("--keep-structure"), true);
  const same = await assertRejects(
    () => planOutputs(twins, { out: "none/{name}.{ext}", format: "png" }),
    InputError,
    "two pictures",
  );
  assertEquals(same.code, "bad_option");
});

const TEMPLATE_REFUSALS = [
  ["a suffix without a place", { out: "none/{name}.{ext}", suffix: "_s" }, "has no {suffix}"],
  ["folders without a place", { out: "none/{name}.{ext}", keepStructure: true }, "has no {dir}"],
  ["a suffix for a file", { out: "none/x.png", suffix: "_s" }, "--suffix with a file"],
  [
    "folders for a file",
    { out: "none/x.png", keepStructure: true },
    "--keep-structure with a file",
  ],
  ["a format beside another", { out: "none/{name}.png", format: "jpeg" }, "says png"],
  ["a template for a format that nobody writes", { out: "none/{name}.heic" }, "formats are jpeg"],
  ["an unknown placeholder", { out: "none/{nme}.png" }, "did you mean 'name'"],
  ["a way out of the folder", { out: "none/{dir}/../../{name}.png" }, "is outside of the folder"],
] as const;

for (const [what, target, message] of TEMPLATE_REFUSALS) {
  Deno.test(`planOutputs() refuses ${what}`, async () => {
    const error = await assertRejects(
      () => planOutputs([JPEG], { format: undefined, ...target }),
      InputError,
      message,
    );
    assertEquals(error.code, "bad_option");
  });
}

Deno.test("planOutputs() lets no name of a file lead out of the folder", async () => {
  // Without its extension the name is that of the folder above.
  const input = { path: "in/...jpg", format: "jpeg" } as const;
  await assertRejects(
    () => planOutputs([input], { out: "none/{name}/../x.{ext}", format: undefined }),
    InputError,
    "is outside of the folder",
  );
});

Deno.test("planOutputs() refuses a template that leads to an input", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/a.jpg`, "");
  const input = { path: `${folder.path}/a.jpg`, format: "jpeg" } as const;
  await assertRejects(
    () => planOutputs([input], { out: `${folder.path}/{name}.{ext}`, format: undefined }),
    InputError,
    "is one of the inputs",
  );
});
