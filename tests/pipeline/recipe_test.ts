import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { errorCode, InputError } from "../../errors.ts";
import { filterNames, FILTERS } from "../../filters/registry.ts";
import type { Param } from "../../filters/param.ts";
import { formatRecipe, MAX_STEPS, parseRecipe, recipeFromJson } from "../../pipeline/recipe.ts";

function refusal(recipe: string, presets: Record<string, string> = {}): InputError {
  return assertThrows(() => parseRecipe(recipe, { presets }), InputError);
}

Deno.test("parseRecipe() reads positional and named parameters and fills in defaults", () => {
  const [resize, blur, sharpen] = parseRecipe(
    "resize:1600,blur:sigma=1.5, sharpen:sigma=2:amount=1.5",
  );
  assertEquals(resize.filter, "resize");
  assertEquals(resize.params.width, 1600);
  assertEquals(resize.params.kernel, "lanczos3");
  assertEquals(blur.params, { sigma: 1.5 });
  assertEquals(sharpen.params, { sigma: 2, amount: 1.5, threshold: 0 });
});

Deno.test("parseRecipe() resolves an alias to the filter's own name", () => {
  assertEquals(parseRecipe("edge_detection")[0].filter, "canny");
});

Deno.test("parseRecipe() and recipeFromJson() agree", () => {
  const json = '[{"filter":"resize","width":800},"grayscale",{"filter":"blur","sigma":2}]';
  assertEquals(parseRecipe(json), parseRecipe("resize:800,grayscale,blur:2"));
  assertEquals(recipeFromJson(JSON.parse(json)), parseRecipe("resize:800,grayscale,blur:2"));
});

Deno.test("parseRecipe() expands presets, also within presets and beside other steps", () => {
  const presets = { web: "resize:1600,@crisp", crisp: "sharpen:2" };
  assertEquals(
    parseRecipe("@web,grayscale", { presets }),
    parseRecipe("resize:1600,sharpen:2,grayscale"),
  );
});

for (
  const [recipe, code, ...parts] of [
    ["", "bad_recipe", "empty"],
    [" , ", "bad_recipe", "step 1 is empty"],
    ["blur,,canny", "bad_recipe", "step 2 is empty"],
    ["blurr", "unknown_filter", "step 1", "'blurr'", "did you mean 'blur'", "filters are"],
    ["__proto__", "unknown_filter", "'__proto__'"],
    ["constructor:1", "unknown_filter", "'constructor'"],
    ["blur,canny:hihg=3", "invalid_param", "step 2 'canny'", "'hihg'", "did you mean 'high'"],
    ["blur:__proto__=3", "invalid_param", "'__proto__'"],
    ["blur:sigma=NaN", "invalid_param", "'sigma'", "0.2 to 100", "NaN"],
    ["blur:sigma=Infinity", "invalid_param", "Infinity"],
    ["blur:sigma=-1", "invalid_param", "current value is -1"],
    ["blur:sigma=1e9", "invalid_param", "current value is 1e9"],
    ["blur:sigma=1e999", "invalid_param", "current value is 1e999"],
    ["blur:sigma=0x10", "invalid_param", "0x10"],
    ["blur:sigma=", "invalid_param", "current value is empty"],
    ["blur:sigma=1:sigma=2", "invalid_param", "given twice"],
    ["sharpen:1:2", "bad_recipe", "'2' has no name"],
    ["grayscale:1", "bad_recipe", "'1' has no name"],
    ["resize:1.5", "invalid_param", "whole number"],
    ["resize:100:kernel=lancsoz3", "invalid_param", "did you mean 'lanczos3'"],
    ["resize", "invalid_param", "width"],
    ["canny:low=200:high=100", "invalid_param", "low", "high"],
    ["@nothing", "bad_recipe", "no preset"],
    ["[1]", "bad_recipe", "step 1"],
    ["[{", "bad_recipe", "malformed"],
    ["[]", "bad_recipe", "1 to 64"],
    ['[{"filter":"blur","sigma":"5"}]', "invalid_param", "'sigma'"],
    ['[{"filter":"blur","sigma":null}]', "invalid_param", "null"],
    ['[{"filter":7}]', "bad_recipe", '"filter"'],
  ] as const
) {
  Deno.test(`parseRecipe() refuses ${JSON.stringify(recipe)} by name and reason`, () => {
    const error = refusal(recipe);
    assertEquals(errorCode(error), code);
    for (const part of parts) assertStringIncludes(error.message, part);
  });
}

Deno.test("parseRecipe() refuses presets that refer to themselves", () => {
  assertStringIncludes(refusal("@a", { a: "@b", b: "blur,@a" }).message, "refers to itself");
});

Deno.test("parseRecipe() bounds the number of steps", () => {
  const most = Array(MAX_STEPS).fill("blur").join(",");
  assertEquals(parseRecipe(most).length, MAX_STEPS);
  assertStringIncludes(refusal(`${most},blur`).message, "current value is 65");
});

Deno.test("parseRecipe() shortens a long wrong value in its message", () => {
  assert(refusal(`blur:sigma=${"9".repeat(10_000)}x`).message.length < 200);
});

Deno.test("parseRecipe() gives an InputError or steps for any text", () => {
  const words = fc.constantFrom(
    ...filterNames(),
    "sigma",
    "width",
    ",",
    ":",
    "=",
    "@",
    "1",
    "-",
    "é",
    "[",
    "{",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(words, { maxLength: 12 }).map((w) => w.join("")),
  );
  fc.assert(fc.property(text, (recipe) => {
    try {
      assert(parseRecipe(recipe).length > 0);
    } catch (error) {
      assert(error instanceof InputError, String(error));
    }
  }));
});

for (const [name, filter] of Object.entries(FILTERS)) {
  Deno.test(`'${name}': its example is a recipe, and formatRecipe() turns steps back into one`, () => {
    const steps = parseRecipe(filter.example);
    assert(steps.some((step) => step.filter === name));
    assertEquals(parseRecipe(formatRecipe(steps)), steps);
  });

  for (const [param, declared] of Object.entries(filter.params as Record<string, Param>)) {
    Deno.test(`'${name}' refuses wrong values of '${param}' and names it (P12)`, () => {
      const wrong: unknown[] = [NaN, Infinity, -Infinity, null, [], {}, "no such word"];
      if (declared.type === "number" || declared.type === "integer") {
        wrong.push("5", declared.min - 1, declared.max * 1e6 + 1);
      }
      for (const value of wrong) {
        const error = assertThrows(
          () => recipeFromJson([{ filter: name, [param]: value }]),
          InputError,
        );
        assertEquals(error.code, "invalid_param");
        assertStringIncludes(error.message, `'${param}'`);
      }
    });
  }
}
