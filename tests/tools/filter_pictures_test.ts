import { assert, assertEquals } from "@std/assert";
import { FILTERS } from "../../filters/registry.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { filterPictures, picturePath, shownRecipe } from "../../tools/filter_pictures.ts";

const DOCS = new URL("../../docs/", import.meta.url);

Deno.test("docs/images/filters holds the picture of every filter and no other, below 1 MB in all", () => {
  const folder = new URL("images/filters/", DOCS);
  const found = [...Deno.readDirSync(folder)].map(({ name }) => `docs/images/filters/${name}`);
  assertEquals(found.sort(), Object.keys(filterPictures()).sort());
  const bytes = found.reduce(
    (sum, path) => sum + Deno.statSync(new URL(`../${path}`, DOCS)).size,
    0,
  );
  assert(bytes < 1_000_000, `${bytes} bytes`);
});

Deno.test("docs/filters.md shows the picture of every filter", () => {
  const text = Deno.readTextFileSync(new URL("filters.md", DOCS));
  for (const name of Object.keys(FILTERS)) {
    assert(text.includes(`![After ${shownRecipe(name)}](${picturePath(name)})`), name);
    assertEquals(parseRecipe(shownRecipe(name))[0].filter, name);
  }
});

Deno.test("filterPictures() draws pictures that differ from the unfiltered one", async () => {
  const pictures = filterPictures();
  const before = await pictures[`docs/${picturePath()}`]();
  for (const name of Object.keys(FILTERS)) {
    const after = await pictures[`docs/${picturePath(name)}`]();
    assertEquals([...after.subarray(0, 2)], [0xff, 0xd8], "a JPEG");
    assert(after.length !== before.length || after.some((byte, i) => byte !== before[i]), name);
  }
});
