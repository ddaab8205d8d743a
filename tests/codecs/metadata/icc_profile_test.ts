import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { usableProfile } from "../../../codecs/metadata/icc_profile.ts";
import { UnusableMetadata } from "../../../codecs/metadata/metadata.ts";
import { concat } from "../png_file.ts";
import { P3_PROFILE, profile, SRGB_PROFILE } from "./metadata_files.ts";

for (const [name, whole] of [["sRGB", SRGB_PROFILE], ["Display P3", P3_PROFILE]] as const) {
  Deno.test(`usableProfile() gives a profile of ${name} back as it is`, () => {
    assertEquals(usableProfile(whole), whole);
  });
}

Deno.test("usableProfile() leaves out what stands behind the end", () => {
  assertEquals(usableProfile(concat([SRGB_PROFILE, new Uint8Array(9)])), SRGB_PROFILE);
});

Deno.test("usableProfile() gives memory of its own", () => {
  const file = concat([new Uint8Array(1000), SRGB_PROFILE]);
  assertEquals(usableProfile(file.subarray(1000)).buffer.byteLength, SRGB_PROFILE.length);
});

for (
  const [space, reason] of [
    ["CMYK", "it describes CMYK colours and the result is RGB"],
    ["GRAY", "it describes grey colours and the result is RGB"],
    ["Lab ", "it describes Lab colours and the result is RGB"],
    ["7CLR", "it describes other colours and the result is RGB"],
  ]
) {
  Deno.test(`usableProfile() refuses a profile of the space '${space.trim()}'`, () => {
    assertThrows(() => usableProfile(profile({ space })), UnusableMetadata, reason);
  });
}

for (const kind of ["link", "abst", "nmcl"]) {
  Deno.test(`usableProfile() refuses a profile of the class '${kind}'`, () => {
    assertThrows(
      () => usableProfile(profile({ kind })),
      UnusableMetadata,
      "it describes no picture",
    );
  });
}

Deno.test("usableProfile() accepts 4 MiB and refuses one byte more", () => {
  const filler = 4 * 1024 * 1024 - profile({ filler: 1 }).length + 1;
  assertEquals(usableProfile(profile({ filler })).length, 4 * 1024 * 1024);
  assertThrows(
    () => usableProfile(profile({ filler: filler + 1 })),
    UnusableMetadata,
    "it is longer than 4194304 bytes",
  );
});

for (
  const [what, change] of [
    ["no signature", (bytes: Uint8Array) => bytes.fill(0, 36, 40)],
    ["a length beyond its end", (bytes: Uint8Array) => bytes[2]++],
    ["a length within its head", (bytes: Uint8Array) => bytes.set([0, 0, 0, 100])],
    ["more tags than bytes", (bytes: Uint8Array) => bytes.fill(255, 128, 132)],
    ["a tag beyond its end", (bytes: Uint8Array) => bytes.fill(255, 136, 140)],
  ] as const
) {
  Deno.test(`usableProfile() refuses a profile with ${what}`, () => {
    const bytes = SRGB_PROFILE.slice();
    change(bytes);
    assertThrows(() => usableProfile(bytes), UnusableMetadata, "it is damaged");
  });
}

Deno.test("usableProfile() refuses every prefix of a profile", () => {
  for (let end = 0; end < SRGB_PROFILE.length; end++) {
    assertThrows(() => usableProfile(SRGB_PROFILE.subarray(0, end)), UnusableMetadata);
  }
});

Deno.test("usableProfile() gives a profile of its own length, or refuses, for any change", () => {
  const change = fc.tuple(fc.nat(SRGB_PROFILE.length - 1), fc.nat(255));
  fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
    const bytes = SRGB_PROFILE.slice();
    for (const [at, value] of changes) bytes[at] = value;
    try {
      const used = usableProfile(bytes);
      assertEquals(used, bytes.subarray(0, used.length));
    } catch (error) {
      assertEquals(error instanceof UnusableMetadata, true);
    }
  }));
});
