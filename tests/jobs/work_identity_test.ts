import { assertEquals, assertNotEquals } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import type { ImageWork } from "../../jobs/process_image.ts";
import { canonicalJson, identifyWork } from "../../jobs/work_identity.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";

const WORK: ImageWork = {
  steps: parseRecipe("resize:800,blur:sigma=2"),
  format: "png",
  encode: { quality: 85, background: [255, 255, 255] },
  limits: DEFAULT_LIMITS,
  codec: undefined,
  overwrite: "all",
};

const PROGRAM = { pixelpool: "1.0.0", packages: { codec: "1.2.3" }, plugins: ["00"] };

function digest(
  change: Partial<ImageWork> = {},
  program: Record<string, unknown> = PROGRAM,
): string {
  return identifyWork({ ...WORK, ...change }, program).work;
}

Deno.test("identifyWork() gives equal digests to what makes equal bytes", () => {
  const same = [
    digest(),
    digest({ steps: parseRecipe(" resize:width=800 , blur:2 ") }),
    digest({ limits: { ...DEFAULT_LIMITS, maxPixels: 5 } }),
    digest({ overwrite: "never" }),
    digest({ encode: { background: [255, 255, 255], quality: 85 } }),
    digest({}, { plugins: ["00"], packages: { codec: "1.2.3" }, pixelpool: "1.0.0" }),
  ];
  assertEquals(new Set(same).size, 1);
});

Deno.test("identifyWork() gives another digest for whatever can change bytes", () => {
  // What a later version adds to the work counts without being named here.
  const added: Partial<ImageWork> & { readonly tomorrow: boolean } = { tomorrow: true };
  const others = [
    digest({ steps: parseRecipe("resize:801,blur:sigma=2") }),
    digest({ steps: parseRecipe("blur:sigma=2,resize:800") }),
    digest({ format: "jpeg" }),
    digest({ format: undefined }),
    digest({ encode: { ...WORK.encode, quality: 84 } }),
    digest({ encode: { ...WORK.encode, background: [0, 255, 255] } }),
    digest({ codec: "imagescript" }),
    digest({ metadata: "keep" }),
    digest({ metadata: "strip" }),
    digest({ precise: true }),
    digest(added),
    digest({}, { ...PROGRAM, pixelpool: "1.0.1" }),
    digest({}, { ...PROGRAM, packages: { codec: "1.2.4" } }),
    digest({}, { ...PROGRAM, plugins: ["01"] }),
  ];
  assertEquals(new Set(others).size, others.length);
  for (const other of others) assertNotEquals(other, digest());
});

Deno.test("identifyWork() names the recipe in its shortest form", () => {
  const { recipe, details } = identifyWork(
    { ...WORK, steps: parseRecipe("blur:sigma=1.5,grayscale,resize:800") },
    PROGRAM,
  );
  assertEquals(parseRecipe(recipe), parseRecipe("blur:sigma=1.5,grayscale,resize:800"));
  assertEquals([details.format, details.program], ["png", PROGRAM]);
});

Deno.test("canonicalJson() does not depend on the order in which keys were set", () => {
  assertEquals(canonicalJson({ b: [{ d: 1, c: 2 }], a: null }), '{"a":null,"b":[{"c":2,"d":1}]}');
});
