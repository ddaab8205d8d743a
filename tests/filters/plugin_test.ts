import { assert, assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { InputError } from "../../errors.ts";
import { loadedPlugins, loadPlugin, pluginName } from "../../filters/plugin.ts";
import { filterNames, FILTERS, findFilter } from "../../filters/registry.ts";
import { formatRecipe, parseRecipe } from "../../pipeline/recipe.ts";

const HALFTONE = import.meta.resolve("../../examples/halftone.ts");

/** A module of this source text; each is another module. */
function moduleOf(source: string): string {
  return `data:text/javascript,${encodeURIComponent(`// ${crypto.randomUUID()}\n${source}`)}`;
}

/** The source text of a sound filter, with some fields replaced. */
function filterSource(fields: Readonly<Record<string, string>> = {}): string {
  const complete = {
    name: '"plain"',
    kind: '"tone"',
    summary: '"Do nothing"',
    border: '"none"',
    alpha: '"kept"',
    params: "{}",
    example: '"plain"',
    lower: "() => []",
    ...fields,
  };
  return `({ ${Object.entries(complete).map(([key, value]) => `${key}: ${value}`).join(", ")} })`;
}

Deno.test("loadPlugin() makes recipes, names and help know the filter, and does so once", async () => {
  const [halftone] = await loadPlugin(HALFTONE);
  assertStrictEquals(findFilter("halftone"), halftone);
  assertEquals(filterNames().filter((name) => name === "halftone"), ["halftone"]);
  assertEquals(formatRecipe(parseRecipe("halftone:12")), "halftone:size=12");
  const again = await loadPlugin(new URL(HALFTONE));
  assertStrictEquals(again[0], halftone);
  assertEquals(filterNames().filter((name) => name === "halftone"), ["halftone"]);
  assertEquals(loadedPlugins().filter((url) => url === HALFTONE), [HALFTONE]);
  assert(!("halftone" in FILTERS), "the program's own list is what it was");
});

Deno.test("loadPlugin() takes a list, filters by name, and leaves other exports alone", async () => {
  const list = await loadPlugin(moduleOf(
    `export default [${filterSource({ name: '"first"' })}, ${filterSource({ name: '"second"' })}];`,
  ));
  assertEquals(list.map(({ name }) => name), ["first", "second"]);
  const named = await loadPlugin(moduleOf(
    `export const third = ${filterSource({ name: '"third"', aliases: '["tertius"]' })};
     export const size = 5, settings = { name: "x" };
     export { third as default };`,
  ));
  assertEquals(named.map(({ name }) => name), ["third"]);
  assertStrictEquals(findFilter("tertius"), named[0]);
});

const REFUSED: Readonly<Record<string, readonly [source: string, message: RegExp]>> = {
  "a module with a syntax error": ["export default {{;", /its module fails: SyntaxError/],
  "a module that throws": ["throw new RangeError('no luck')", /fails: RangeError: no luck$/],
  "a module without exports": ["1;", /it exports no filter$/],
  "a default that is none": ["export default 5;", /an object: current value is 5$/],
  "a name that a recipe cannot hold": [
    `export default ${filterSource({ name: '"a:b"' })};`,
    /'name' must be of small letters, digits and _: current value is "a:b"$/,
  ],
  "a name of the program's own": [
    `export default ${filterSource({ name: '"blur"' })};`,
    /there is a filter 'blur' already$/,
  ],
  "another name of the program's own": [
    `export default ${filterSource({ aliases: '["edge_detection"]' })};`,
    /there is a filter 'edge_detection' already$/,
  ],
  "two filters of one name": [
    `export default [${filterSource()}, ${filterSource()}];`,
    /there is a filter 'plain' already$/,
  ],
  "no lower": [
    `export default ${filterSource({ lower: "undefined" })};`,
    /filter 'plain' cannot be used: 'lower' must be a function: current value is undefined$/,
  ],
  "an unknown kind": [
    `export default ${filterSource({ kind: '"magic"' })};`,
    /'kind' must be one of geometry, .*: current value is "magic"$/,
  ],
  "no summary": [`export default ${filterSource({ summary: '""' })};`, /'summary' must be/],
  "aliases that are no list": [`export default ${filterSource({ aliases: "5" })};`, /'aliases'/],
  "a bad alias": [`export default ${filterSource({ aliases: "['A']" })};`, /'aliases' must be/],
  "a check that is no function": [`export default ${filterSource({ check: "1" })};`, /'check'/],
  "params that are none": [`export default ${filterSource({ params: "[]" })};`, /'params' must/],
  "a parameter of unknown type": [
    `export default ${filterSource({ params: '{ a: { type: "date", description: "d" } }' })};`,
    /its parameter 'a' cannot be used: 'type' must be one of number, integer/,
  ],
  "a parameter without words": [
    `export default ${filterSource({ params: '{ a: { type: "boolean", default: true } }' })};`,
    /'description' must be/,
  ],
  "a default beyond its range": [
    `export default ${
      filterSource({
        params: '{ a: { type: "integer", min: 1, max: 3, default: 4, description: "d" } }',
      })
    };`,
    /'default' must be a integer from 1 to 3$|'default' must be an integer from 1 to 3$/,
  ],
  "a choice whose default is none of its words": [
    `export default ${
      filterSource({
        params: '{ a: { type: "choice", values: ["x"], default: "y", description: "d" } }',
      })
    };`,
    /'default' must be one of its values$/,
  ],
  "a list of numbers without a length": [
    `export default ${
      filterSource({
        params:
          '{ a: { type: "numbers", counts: [], min: 0, max: 1, default: [], description: "d" } }',
      })
    };`,
    /'counts' must be a list of whole numbers above 0$/,
  ],
  "a list of numbers whose ends are in the wrong order": [
    `export default ${
      filterSource({
        params:
          '{ a: { type: "numbers", counts: [1], min: 2, max: 1, default: [1], description: "d" } }',
      })
    };`,
    /'min' and 'max' must be numbers in this order$/,
  ],
  "a list of numbers whose default is one of words": [
    `export default ${
      filterSource({
        params:
          '{ a: { type: "numbers", counts: [2, 3], min: 0, max: 9, default: [1, "2"], description: "d" } }',
      })
    };`,
    /'default' must be 2 or 3 numbers from 0 to 9$/,
  ],
  "a kernel that is no function": [
    `export default ${filterSource({ kernels: "{ run: 1 }" })};`,
    /its kernel 'run' must be a function$/,
  ],
};

for (const [what, [source, message]] of Object.entries(REFUSED)) {
  Deno.test(`loadPlugin() refuses ${what} and registers nothing`, async () => {
    const before = filterNames();
    const error = await assertRejects(() => loadPlugin(moduleOf(source)), InputError);
    assertEquals(error.code, "bad_plugin");
    assert(error.message.startsWith("Cannot load plugin 'data' as "), error.message);
    assert(message.test(error.message), error.message);
    assertEquals(filterNames(), before);
  });
}

Deno.test("loadPlugin() registers none of a list when one of it is bad", async () => {
  const good = filterSource({ name: '"lonely"' });
  const url = moduleOf(`export default [${good}, ${filterSource({ name: '"resize"' })}];`);
  await assertRejects(() => loadPlugin(url), InputError, "there is a filter 'resize' already");
  assertStrictEquals(findFilter("lonely"), undefined);
  assert(!loadedPlugins().includes(url));
});

Deno.test("loadPlugin() names the file and no folder when there is no module, and wants a URL", async () => {
  const missing = new URL("./no folder/absent.ts", import.meta.url);
  const error = await assertRejects(() => loadPlugin(missing), InputError);
  assert(
    error.message.startsWith("Cannot load plugin 'absent.ts' as its module fails"),
    error.message,
  );
  assert(!error.message.includes("/"), error.message);
  await assertRejects(() => loadPlugin("./absent.ts"), InputError, "its URL must be absolute");
});

Deno.test("pluginName() is the last part of a URL", () => {
  assertEquals(pluginName("file:///a/b/my%20filter.ts"), "my filter.ts");
  assertEquals(pluginName("https://example.org/f.js?x=1"), "f.js");
  assertEquals(pluginName("https://example.org/"), "unnamed");
  assertEquals(pluginName("data:text/javascript,1"), "data");
});
