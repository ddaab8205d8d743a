import { assertEquals, assertRejects, assertStrictEquals, assertThrows } from "@std/assert";
import { type Format, FORMATS } from "../../codecs/codec.ts";
import {
  canUse,
  codecFor,
  decoderFor,
  encoderFor,
  findProvider,
  providerFor,
  PROVIDERS,
  READ_FORMATS,
  WRITE_FORMATS,
} from "../../codecs/registry.ts";
import { InputError } from "../../errors.ts";
import { pack } from "../../tools/pack.ts";

for (const format of READ_FORMATS) {
  Deno.test(`providerFor() gives a reader of ${format} that needs no permission, opened once`, async () => {
    const { name, sandbox } = providerFor(format, "read");
    assertEquals(sandbox, "none");
    const decoder = await decoderFor(format);
    assertEquals(decoder.format, format);
    assertStrictEquals(await decoderFor(format, name), decoder);
  });
}

for (const format of WRITE_FORMATS) {
  Deno.test(`providerFor() gives a writer of ${format} that needs no permission, opened once`, async () => {
    const { name, sandbox } = providerFor(format, "write");
    assertEquals(sandbox, "none");
    const encoder = await encoderFor(format);
    assertEquals(encoder.format, format);
    assertStrictEquals(await encoderFor(format, name), encoder);
  });

  Deno.test(`codecFor() of ${format} is both its reader and its writer`, async () => {
    const codec = await codecFor(format);
    assertStrictEquals(await decoderFor(format), codec);
    assertStrictEquals(await encoderFor(format), codec);
  });
}

Deno.test("every format is read, and those of photos are written, without native code", () => {
  assertEquals(READ_FORMATS, FORMATS);
  assertEquals(WRITE_FORMATS, ["jpeg", "png", "webp", "avif"]);
});

Deno.test("every provider opens what it names, and can do what it says of it", async () => {
  for (const { name, reads, writes, can = {}, shrinks = [] } of PROVIDERS) {
    for (const format of reads) {
      const decoder = await decoderFor(format, name);
      assertEquals([decoder.format, typeof decoder.decode], [format, "function"]);
    }
    for (const format of writes) {
      const encoder = await encoderFor(format, name);
      assertEquals([encoder.format, typeof encoder.encode], [format, "function"]);
    }
    for (const formats of Object.values(can)) assertEquals(formats.filter(isNot(writes)), []);
    assertEquals(shrinks.filter(isNot(reads)), []);
  }
});

function isNot(known: readonly Format[]): (format: Format) => boolean {
  return (format) => !known.includes(format);
}

Deno.test("canUse() is whether providerFor() gives a provider", () => {
  for (const format of FORMATS) {
    for (const direction of ["read", "write"] as const) {
      for (const name of [undefined, "sharp", "built-in", "nobody"]) {
        let gives = true;
        try {
          providerFor(format, direction, name);
        } catch {
          gives = false;
        }
        assertEquals(canUse(format, direction, name), gives);
      }
    }
  }
});

Deno.test("findProvider() finds by name, and nothing for another name", () => {
  assertEquals(findProvider("imagescript")?.sandbox, "native");
  assertEquals(findProvider("imagescripts"), undefined);
});

Deno.test("providerFor() lists the providers and the nearest name for an unknown one", () => {
  const error = assertThrows(() => providerFor("png", "read", "imagescripts"), InputError);
  assertEquals(error.code, "bad_option");
  assertEquals(
    error.message,
    "Cannot use codec 'imagescripts' as there is no such provider, did you mean 'imagescript': " +
      `providers are ${PROVIDERS.map(({ name }) => name).join(", ")}`,
  );
});

Deno.test("providerFor() refuses a provider that does not know the format", () => {
  const error = assertThrows(() => providerFor("png", "read", "libjpeg-turbo"), InputError);
  assertEquals(error.code, "bad_option");
  assertEquals(
    error.message,
    "Cannot use codec 'libjpeg-turbo' as it does not read png: it reads jpeg",
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
    providerFor("png", "read", "imagescript");
    providerFor("webp", "write", "sharp");
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

Deno.test("codecFor() says how to get sharp where its package is not there", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await pack(folder);
    const config = `${folder}/deno.json`;
    const settings = JSON.parse(await Deno.readTextFile(config));
    delete settings.imports.sharp;
    await Deno.writeTextFile(config, JSON.stringify(settings));
    await Deno.writeTextFile(
      `${folder}/ask.ts`,
      `import { codecFor } from "./codecs/registry.ts";
      const error = await codecFor("webp", "sharp").catch((error) => error);
      console.log(error.name, error.code, error.message);`,
    );
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--no-lock", "--config", config, `${folder}/ask.ts`],
    }).output();
    assertEquals(
      new TextDecoder().decode(stdout),
      "InputError bad_option Cannot use codec 'sharp' as its package is not there: " +
        "add it with deno add npm:sharp\n",
      new TextDecoder().decode(stderr),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
