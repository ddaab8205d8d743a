import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { filterNames, FILTERS, findFilter } from "../../filters/registry.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { DEFAULT_LIMITS as limits } from "../../config.ts";

Deno.test("findFilter() finds every filter by its name and its other names, and nothing else", () => {
  for (const name of filterNames()) {
    const filter = FILTERS[name];
    assertEquals(filter.name, name);
    for (const alias of filter.aliases ?? []) {
      assertStrictEquals(findFilter(alias), filter);
      assert(!filterNames().includes(alias), `${alias} names two filters`);
    }
    assertStrictEquals(findFilter(name), filter);
  }
  for (const name of ["", "blurr", "toString", "__proto__", "constructor"]) {
    assertStrictEquals(findFilter(name), undefined);
  }
});

Deno.test("no two filters share a name or another name", () => {
  const names = Object.values(FILTERS).flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  assertEquals(new Set(names).size, names.length);
});

for (const { name, example, params, summary } of Object.values(FILTERS)) {
  Deno.test(`${name} has an example that plans and does something`, () => {
    const plan = makePlan(parseRecipe(example), { width: 640, height: 480 }, { limits });
    assert(plan.stages.length > 0);
    assertEquals(parseRecipe(example)[0].filter, name);
  });

  Deno.test(`${name} is described in words, and its defaults are within its own ranges`, () => {
    assert(summary.length > 10 && !summary.endsWith("."));
    for (const [key, param] of Object.entries(params)) {
      assert(param.description.length > 5 && !param.description.endsWith("."), key);
      if (param.type !== "number" && param.type !== "integer") continue;
      if (param.default === undefined) continue;
      assert(param.default >= param.min && param.default <= param.max, key);
    }
  });
}
