import { assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import type { Format } from "../../codecs/codec.ts";
import { codecFor, findProvider, providerFor, PROVIDERS } from "../../codecs/registry.ts";
import { InputError } from "../../errors.ts";

const FORMATS: readonly Format[] = ["jpeg", "png"];

for (const format of FORMATS) {
  Deno.test(`providerFor() gives a default for ${format} that needs no permission`, () => {
    assertEquals(providerFor(format).sandbox, "none");
  });

  Deno.test(`codecFor() opens the default of ${format} once`, async () => {
    const codec = await codecFor(format);
    assertEquals(codec.format, format);
    assertStrictEquals(await codecFor(format), codec);
    assertStrictEquals(await codecFor(format, providerFor(format).name), codec);
  });
}

Deno.test("every provider opens a codec for each format that it names", async () => {
  for (const provider of PROVIDERS) {
    for (const format of provider.formats) {
      assertEquals((await codecFor(format, provider.name)).format, format);
    }
  }
});

Deno.test("findProvider() finds by name, and nothing for another name", () => {
  assertEquals(findProvider("imagescript")?.sandbox, "native");
  assertEquals(findProvider("imagescripts"), undefined);
});

Deno.test("providerFor() lists the providers and the nearest name for an unknown one", () => {
  const error = assertThrows(() => providerFor("png", "imagescripts"), InputError);
  assertEquals(error.code, "bad_option");
  assertEquals(
    error.message,
    "Cannot use codec 'imagescripts' as there is no such provider, did you mean 'imagescript': " +
      "providers are libjpeg-turbo, squoosh-png, imagescript",
  );
});

Deno.test("providerFor() refuses a provider that does not know the format", () => {
  const error = assertThrows(() => providerFor("png", "libjpeg-turbo"), InputError);
  assertEquals(error.code, "bad_option");
  assertEquals(
    error.message,
    "Cannot use codec 'libjpeg-turbo' as it does not know png: it knows jpeg",
  );
});

Deno.test("codecFor() does not remember a name that it refused", async () => {
  for (let i = 0; i < 2; i++) {
    await assertRejects(async () => await codecFor("jpeg", "nothing"), InputError, "'nothing'");
  }
});

Deno.test("listing the providers loads no native library", async () => {
  const script = `
    import { PROVIDERS, providerFor } from ${
    JSON.stringify(
      new URL("../../codecs/registry.ts", import.meta.url).href,
    )
  };
    providerFor("png", "imagescript");
    if (PROVIDERS.length === 0) throw new Error("no providers");
  `;
  // Without any permission, importing imagescript would fail.
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--config",
      `${import.meta.dirname}/../../deno.json`,
      `data:application/typescript,${encodeURIComponent(script)}`,
    ],
    stdout: "null",
    stderr: "piped",
  }).output();
  const log = new TextDecoder().decode(stderr);
  assertEquals(success, true, log);
});
