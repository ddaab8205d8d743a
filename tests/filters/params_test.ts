import { assert, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../errors.ts";
import type { NumberParam, NumbersParam, Param } from "../../filters/param.ts";
import { FILTERS } from "../../filters/registry.ts";
import { parseRecipe, recipeFromJson } from "../../pipeline/recipe.ts";

/** A step that is sound but for the parameter under test; resize must have a size, crop a side or a corner. */
function step(filter: string, name: string, value: unknown): Record<string, unknown> {
  const base = ["resize", "crop"].includes(filter) &&
    !["width", "height", "scale"].includes(name);
  return { filter, ...(base ? { width: 10 } : {}), [name]: value };
}

/** Values of the wrong type or outside the range. */
function wrongValues(param: Param): unknown[] {
  const never = [NaN, Infinity, -Infinity, null, {}, []];
  switch (param.type) {
    case "number":
    case "integer":
      return [...never, "5", true, ...outside(param)];
    case "choice":
      return [...never, "", "5", 1, param.values[0].toUpperCase()];
    case "boolean":
      return [...never, "true", 0, 1];
    case "colour":
      return [...never, "", "red", "12345", "1234567", "12345g", 123456];
    case "numbers":
      return [...never, "1/2/3", 7, ...wrongLists(param)];
    default:
      return param satisfies never;
  }
}

/** Lists with one number too many or too few, or one that is none or out of range; rows of unequal length. */
function wrongLists({ counts, min, max }: NumbersParam): unknown[][] {
  const good = new Array<number>(counts[0]).fill(max);
  const many = new Array<number>(counts[counts.length - 1] + 1).fill(max);
  const wrong = [NaN, Infinity, "1", null, min - 1, max + 1].map((value) =>
    good.with(0, value as number)
  );
  return [...wrong, many, good.slice(1), [good.slice(1), good.slice(2), [max, max, max]]];
}

function outside(param: NumberParam): number[] {
  const fraction = param.type === "integer" ? [param.min + 0.5] : [];
  return [-1, 0, 1e9, param.min - 0.001, param.max + 0.001, ...fraction].filter((value) =>
    value < param.min || value > param.max || !Number.isInteger(value) && fraction.length > 0
  );
}

for (const filter of Object.values(FILTERS)) {
  for (const [name, param] of Object.entries(filter.params)) {
    Deno.test(`${filter.name} refuses wrong values of '${name}' and names it (P12)`, () => {
      const values = wrongValues(param);
      assert(values.length >= 6);
      for (const value of values) {
        const error = assertThrows(
          () => recipeFromJson([step(filter.name, name, value)]),
          InputError,
          `'${name}' must be`,
          `${JSON.stringify(value)} was taken`,
        );
        assertStringIncludes(error.message, `step 1 '${filter.name}'`);
      }
    });

    Deno.test(`${filter.name} takes '${name}' at both ends of its range (P12)`, () => {
      for (const value of endsOf(param)) {
        const [first] = recipeFromJson([
          { ...step(filter.name, name, value), ...companion(filter.name, name, value) },
        ]);
        assert(name in first.params);
      }
    });
  }
}

Deno.test("resize refuses to have no size, and a scale beside a size", () => {
  assertThrows(() => parseRecipe("resize"), InputError, "one of 'width', 'height' and 'scale'");
  assertThrows(
    () => parseRecipe("resize:scale=0.5:width=10"),
    InputError,
    "in place of 'width' and 'height'",
  );
});

function endsOf(param: Param): unknown[] {
  switch (param.type) {
    case "number":
    case "integer":
      return [param.min, param.max];
    case "choice":
      return [...param.values];
    case "boolean":
      return [true, false];
    case "colour":
      return ["000000", "ffffffff"];
    case "numbers":
      return param.counts.flatMap((count) => [
        new Array(count).fill(param.min),
        new Array(count).fill(param.max),
      ]);
    default:
      return param satisfies never;
  }
}

/** canny's thresholds go together. */
function companion(filter: string, name: string, value: unknown): Record<string, unknown> {
  if (filter !== "canny") return {};
  return name === "low"
    ? { high: 2040 }
    : name === "high"
    ? { low: Math.min(0, Number(value)) }
    : {};
}
