import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { pathToFileURL } from "node:url";
import { FILTERS } from "../../filters/registry.ts";
import { GENERATED, staleFiles, writeGenerated } from "../../tools/generated.ts";
import { filterReference } from "../../tools/reference.ts";

Deno.test("staleFiles() names a file that was edited by hand, and none after writeGenerated()", async () => {
  const folder = await Deno.makeTempDir({ prefix: "pixelpool-generated-" });
  try {
    const root = pathToFileURL(`${folder}/`);
    await Deno.mkdir(`${folder}/docs`);
    assertEquals(await staleFiles(root), Object.keys(GENERATED));
    await writeGenerated(root);
    assertEquals(await staleFiles(root), []);
    await Deno.writeTextFile(`${folder}/docs/filters.md`, "x", { append: true });
    assertEquals(await staleFiles(root), ["docs/filters.md"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("filterReference() tells every filter with every parameter, border and alpha", () => {
  const text = filterReference();
  for (const [name, filter] of Object.entries(FILTERS)) {
    assertStringIncludes(text, `### ${name}\n`);
    assertStringIncludes(text, `- Border: ${filter.border}`);
    assertStringIncludes(text, `- Alpha: ${filter.alpha}`);
    for (const [param, { description }] of Object.entries(filter.params)) {
      assert(
        text.split("\n").some((line) =>
          line.includes(`\`${param}\``) && line.includes(description)
        ),
      );
    }
  }
});
