import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { normalize } from "node:path";
import { InputError } from "../../errors.ts";
import {
  baseFolder,
  fillTemplate,
  folderTemplate,
  isTemplate,
  parseTemplate,
} from "../../files/output_template.ts";

const VALUES = { dir: "2024/may", name: "a", base: "a.png", suffix: "_s", ext: "jpg" };

function filled(template: string, values: Partial<typeof VALUES> = {}): string {
  return normalize(fillTemplate(parseTemplate(template), { ...VALUES, ...values }));
}

const TEMPLATES = [
  ["thumbs/{dir}/{name}{suffix}.{ext}", "thumbs/2024/may/a_s.jpg"],
  ["{name}.{ext}", "a.jpg"],
  ["{dir}/{name}.webp", "2024/may/a.webp"],
  ["out/{name}", "out/a.jpg"],
  ["out/{base}", "out/a.png.jpg"],
  ["out/{name}.v2", "out/a.v2.jpg"],
  ["out/{dir}", "out/2024/may/a_s.jpg"],
  ["out/{dir}/", "out/2024/may/a_s.jpg"],
  ["{ext}/{dir}-{name}.{ext}", "jpg/2024/may-a.jpg"],
  ["a{{b}}/{name}.{ext}", "a{b}/a.jpg"],
] as const;

for (const [template, expected] of TEMPLATES) {
  Deno.test(`fillTemplate() makes ${expected} of ${template}`, () => {
    assertEquals(filled(template), expected);
  });
}

Deno.test("fillTemplate() never makes a relative template absolute, and leaves out an empty extension", () => {
  assertEquals(filled("{dir}/{name}.{ext}", { dir: "" }), "a.jpg");
  assertEquals(filled("out/{dir}/{name}.{ext}", { dir: "" }), "out/a.jpg");
  assertEquals(filled("out/{dir}_{name}.{ext}", { dir: "" }), "out/_a.jpg");
  assertEquals(filled("out/{name}.{ext}", { ext: "" }), "out/a");
});

Deno.test("folderTemplate() is the folder with the name, and with the folders of the inputs on request", () => {
  const filledIn = (parts: ReturnType<typeof folderTemplate>) => fillTemplate(parts, VALUES);
  assertEquals(filledIn(folderTemplate("out", false)), "out/a_s.jpg");
  assertEquals(filledIn(folderTemplate("out///", true)), "out/2024/may/a_s.jpg");
  assertEquals(filledIn(folderTemplate("/", false)), "/a_s.jpg");
});

const BASES = [
  ["thumbs/{dir}/{name}.{ext}", "thumbs"],
  ["a/b/c_{name}.{ext}", "a/b"],
  ["{name}.{ext}", "."],
  ["/{name}.{ext}", "/"],
] as const;

for (const [template, base] of BASES) {
  Deno.test(`baseFolder() of ${template} is ${base}`, () => {
    assertEquals(baseFolder(parseTemplate(template)), base);
  });
}

const REFUSALS = [
  ["out/{nam}.{ext}", "{nam} is nothing that a template fills in, did you mean 'name'"],
  ["out/{width}.{ext}", "choices are {dir}, {name}, {base}, {suffix}, {ext}"],
  ["out/{}", "{} is nothing"],
  ["out/{name", "a brace in it has no partner"],
  ["out/name}", "a brace in it has no partner"],
  ["out/{{name}", "a brace in it has no partner"],
  ["out/{__proto__}", "nothing that a template fills in"],
] as const;

for (const [template, message] of REFUSALS) {
  Deno.test(`parseTemplate() refuses ${template}`, () => {
    const error = assertThrows(() => parseTemplate(template), InputError, message);
    assertEquals(error.code, "bad_option");
  });
}

Deno.test("parseTemplate() gives any text back whose braces are doubled", () => {
  fc.assert(fc.property(fc.string(), (text) => {
    const template = `${text.replace(/[{}]/g, "$&$&")}/{name}.{ext}`;
    assertEquals(fillTemplate(parseTemplate(template), VALUES), `${text}/a.jpg`);
  }));
});

Deno.test("isTemplate() tells a template from a folder", () => {
  assertEquals(isTemplate("out/{name}"), true);
  assertEquals(isTemplate("out/name"), false);
});
