/** What a command loads: the runtime's own record of every script that ran, and no clock. @module */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { PROVIDERS } from "../../codecs/registry.ts";
import deno from "../../deno.json" with { type: "json" };
import { namesIn, temporaryFolder } from "../temporary_folder.ts";

const ROOT = new URL("../../", import.meta.url);

/** Paths of the program's modules and names of packages that a run loaded. */
async function loadedBy(
  args: readonly string[],
): Promise<{ readonly own: Set<string>; readonly packages: Set<string> }> {
  await using folder = await temporaryFolder();
  const main = fileURLToPath(new URL("main.ts", ROOT));
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", `--coverage=${folder.path}`, "--allow-read", main],
      ...args,
    ],
    stdout: "null",
    stderr: "null",
  }).output();
  assert(success, `${args.join(" ")} failed`);
  const urls = namesIn(folder.path).filter((name) => name.endsWith(".json")).map((name) =>
    String(JSON.parse(Deno.readTextFileSync(`${folder.path}/${name}`)).url)
  );
  const own = urls.filter((url) => url.startsWith(ROOT.href)).map((url) =>
    url.slice(ROOT.href.length)
  );
  const packages = Object.values(deno.imports).flatMap((specifier) => {
    const [, name] = /^npm:(@?[^@]+)@/.exec(specifier) ?? [];
    return name !== undefined && urls.some((url) => url.includes(`/${name}/`)) ? [name] : [];
  });
  return { own: new Set(own), packages: new Set(packages) };
}

function rooms(own: ReadonlySet<string>): Set<string> {
  return new Set([...own].map((path) => path.split("/")[0]));
}

Deno.test("pixelpool --help loads neither filters nor codecs nor the engine", async () => {
  const { own, packages } = await loadedBy(["--help"]);
  assert(own.has("cli/help.ts"));
  assertEquals([...rooms(own)].sort(), ["cli", "errors.ts", "main.ts", "std", "suggest.ts"]);
  assertEquals([...packages], ["deno-std"]);
});

Deno.test("pixelpool filters and codecs load no codec, no engine and no package but deno-std", async () => {
  // Modules that open a codec, as the registry names them.
  const registry = await Deno.readTextFile(new URL("codecs/registry.ts", ROOT));
  const openers = [...registry.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, file]) =>
    `codecs/${file}`
  );
  assert(openers.length >= PROVIDERS.length - 2, "the registry opens codecs in another way");
  for (const args of [["filters"], ["filters", "blur"], ["codecs"], ["codecs", "--json"]]) {
    const { own, packages } = await loadedBy(args);
    assertEquals(openers.filter((file) => own.has(file)), []);
    assertEquals([...packages], ["deno-std"]);
    for (const room of ["pool", "host", "jobs", "task", "journal"]) {
      assertEquals(rooms(own).has(room), false, `${args.join(" ")} loads ${room}`);
    }
  }
});

Deno.test("pixelpool says what it needs when it may not read its own files", async () => {
  const main = fileURLToPath(new URL("main.ts", ROOT));
  const run = async (...args: string[]) => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", main, ...args],
      stdout: "null",
    }).output();
    return [code, new TextDecoder().decode(stderr)] as const;
  };
  for (const args of [["help"], ["--version"], ["filters", "--help"]]) {
    assertEquals(await run(...args), [0, ""]);
  }
  for (const args of [["codecs"], ["process", "a.jpg", "-f", "blur"], ["help", "process"]]) {
    const [code, stderr] = await run(...args);
    assertEquals(code, 2);
    assertStringIncludes(stderr, "may not read its own files: it needs --allow-read");
  }
});

Deno.test("loading of large commands is hidden from the module graph, which would be read for every command", async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", fileURLToPath(new URL("main.ts", ROOT))],
    stderr: "null",
  }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
    modules: { specifier: string; dependencies?: { code?: { specifier?: string } }[] }[];
  };
  const code = reachable(modules);
  assert(code.has(new URL("cli/help.ts", ROOT).href));
  // What every command would have to read before its first line.
  const own = [...code].filter((url) => url.startsWith(ROOT.href));
  const heavy = own.filter((url) => !/^(cli|std)\/|^[^/]*$/.test(url.slice(ROOT.href.length)));
  assertEquals(heavy, []);
  assert(own.length < 40, `${own.length} modules are in the graph`);
});

interface GraphModule {
  readonly specifier: string;
  readonly dependencies?: readonly { readonly code?: { readonly specifier?: string } }[];
}

/** What the program reaches by code; imports of types are never loaded. */
function reachable(modules: readonly GraphModule[]): Set<string> {
  const bySpecifier = new Map(modules.map((module) => [module.specifier, module]));
  const found = new Set<string>();
  const open = [new URL("main.ts", ROOT).href];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const { code } of bySpecifier.get(next)?.dependencies ?? []) {
      if (code?.specifier !== undefined) open.push(code.specifier);
    }
  }
  return found;
}
