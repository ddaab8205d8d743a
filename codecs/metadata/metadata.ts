/** What a picture file says beside its pixels, and what of it a result may carry. @module */

import type { Size } from "../../image/rgba_image.ts";

/** `keep`: colour profile, EXIF and XMP; `icc`: the colour profile alone; `strip`: nothing. */
export type MetadataChoice = "keep" | "icc" | "strip";

/** Every choice, the default one first. */
export const METADATA_CHOICES = ["icc", "keep", "strip"] as const satisfies MetadataChoice[];

/** What a result asks of its source. */
export interface MetadataRequest {
  /** Which kinds. */
  readonly choice: MetadataChoice;
  /** Size of the result. */
  readonly output: Size;
}

/** What can be carried. */
export type MetadataKind = "icc" | "exif" | "xmp";

/** What is carried: each in memory of its own, so that it may cross threads without the file around it. */
export interface Metadata {
  /** ICC profile of RGB colours. */
  readonly icc?: Uint8Array;
  /** EXIF as a TIFF block, without the name that JPEG puts before it. */
  readonly exif?: Uint8Array;
  /** XMP packet, UTF-8. */
  readonly xmp?: Uint8Array;
}

/** What was found in a picture. */
export interface FoundMetadata {
  /** What may be used. */
  readonly metadata: Metadata;
  /** Why something was left out, a sentence each. */
  readonly notes: readonly string[];
}

/** A part of a file that is only taken out when it is wanted; throws what `unusable` makes. */
export type Lazy = () => Uint8Array;

/** Parts of one file by kind. */
export type MetadataParts = Partial<Record<MetadataKind, Lazy>>;

/** Nothing found. */
export const NO_METADATA: FoundMetadata = { metadata: {}, notes: [] };

/**
 * Most bytes of each kind, in every format. Those of EXIF and XMP are what a JPEG segment holds, so that what
 * one format carries fits into all of them. Real profiles take up to 2 MB.
 */
export const METADATA_BYTES = {
  icc: 4 * 1024 * 1024,
  exif: 65_533 - "Exif\0\0".length,
  xmp: 65_533 - "http://ns.adobe.com/xap/1.0/\0".length,
} as const satisfies Record<MetadataKind, number>;

const KIND_NAMES = {
  icc: "colour profile",
  exif: "EXIF data",
  xmp: "XMP data",
} as const satisfies Record<MetadataKind, string>;

/** The kinds that a choice asks for. */
export function kindsOf(choice: MetadataChoice): readonly MetadataKind[] {
  switch (choice) {
    case "keep":
      return ["icc", "exif", "xmp"];
    case "icc":
      return ["icc"];
    case "strip":
      return [];
    default:
      return choice satisfies never;
  }
}

/** Says that a part is left out: metadata never fails a picture. */
export class UnusableMetadata extends Error {
  /** Names the error in a stack. */
  override readonly name = "UnusableMetadata";
}

/** @throws {UnusableMetadata} always; the reason ends the sentence "The EXIF data was left out as ..." */
export function unusable(reason: string): never {
  throw new UnusableMetadata(reason);
}

/** @throws {UnusableMetadata} when a part is longer than its kind may be */
export function checkLength(kind: MetadataKind, bytes: number): void {
  const most = METADATA_BYTES[kind];
  if (bytes > most) unusable(`it is longer than ${most} bytes`);
}

/** The sentence for the report. */
export function leftOut(kind: MetadataKind, reason: string): string {
  return `The ${KIND_NAMES[kind]} was left out as ${reason}`;
}
