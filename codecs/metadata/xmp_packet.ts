/** The XMP packet (ISO 16684-1) of a source as its result may carry it. @module */
import type { Size } from "../../image/rgba_image.ts";
import { checkLength, unusable } from "./metadata.ts";

const NAMESPACES = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  tiff: "http://ns.adobe.com/tiff/1.0/",
  exif: "http://ns.adobe.com/exif/1.0/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  thumbnail: "http://ns.adobe.com/xap/1.0/g/img/",
  note: "http://ns.adobe.com/xmp/note/",
} as const;

const MAX_PREFIXES = 8;

/**
 * The packet with orientation 1 and the size of the result, without thumbnails, and without the name of a
 * second packet that is not carried.
 *
 * @throws {UnusableMetadata} when it is no XMP, too long, or holds a thumbnail where none belongs
 */
export function uprightXmp(bytes: Uint8Array, size: Size): Uint8Array {
  checkLength("xmp", bytes.length);
  let text = decode(bytes);
  // XMP allows no declarations of entities, and whoever reads the result should meet none.
  if (!text.includes(NAMESPACES.rdf) || /<!(DOCTYPE|ENTITY)/i.test(text)) unusable("it is damaged");
  for (const prefix of prefixesOf(text, NAMESPACES.xmp)) {
    text = withoutElements(text, `${prefix}:Thumbnails`);
  }
  for (const prefix of prefixesOf(text, NAMESPACES.thumbnail)) {
    if (new RegExp(`[<\\s]${escaped(prefix)}:image[\\s>=]`).test(text)) {
      unusable("it holds a thumbnail");
    }
  }
  for (const prefix of prefixesOf(text, NAMESPACES.note)) {
    text = withoutAttribute(withoutElements(text, `${prefix}:HasExtendedXMP`), prefix);
  }
  text = withSize(text, size);
  const result = new TextEncoder().encode(text);
  checkLength("xmp", result.length);
  return result;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return unusable("it is no UTF-8 text");
  }
}

function withSize(text: string, { width, height }: Size): string {
  const values = {
    [NAMESPACES.tiff]: { Orientation: 1, ImageWidth: width, ImageLength: height },
    [NAMESPACES.exif]: { PixelXDimension: width, PixelYDimension: height },
  };
  let result = text;
  for (const [namespace, properties] of Object.entries(values)) {
    for (const prefix of prefixesOf(text, namespace)) {
      for (const [name, value] of Object.entries(properties)) {
        result = withValue(result, `${prefix}:${name}`, value);
      }
    }
  }
  return result;
}

/** What the packet calls a namespace. Each name costs a look through all of it, and writers use one. */
function prefixesOf(text: string, namespace: string): Set<string> {
  const pattern = new RegExp(`xmlns:([\\w.-]+)\\s*=\\s*["']${escaped(namespace)}["']`, "g");
  const prefixes = new Set([...text.matchAll(pattern)].map((match) => match[1]));
  if (prefixes.size > MAX_PREFIXES) unusable("it is damaged");
  return prefixes;
}

/** A property is an attribute or an element. */
function withValue(text: string, name: string, value: number): string {
  const safe = escaped(name);
  return text
    .replace(new RegExp(`(\\s${safe}\\s*=\\s*)(?:"[^"]*"|'[^']*')`, "g"), `$1"${value}"`)
    .replace(new RegExp(`(<${safe}(?:\\s[^<>]*)?>)[^<>]*(?=</${safe}\\s*>)`, "g"), `$1${value}`);
}

function withoutAttribute(text: string, prefix: string): string {
  const name = `${escaped(prefix)}:HasExtendedXMP`;
  return text.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`, "g"), "");
}

/** Looks for each end once: a pattern would look through all of the rest from each beginning. */
function withoutElements(text: string, name: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf(`<${name}`); start >= 0; start = text.indexOf(`<${name}`, from)) {
    const close = `</${name}>`;
    const end = text.indexOf(close, start);
    if (end < 0) unusable("it is damaged");
    parts.push(text.slice(from, start));
    from = end + close.length;
  }
  return parts.join("") + text.slice(from);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, "\\$&");
}
