// @ts-self-types="./libjpeg_turbo_bytes.d.ts"
// Plain JavaScript, because the type checker does not know this kind of import.
import bytes from "@cornerstonejs/codec-libjpeg-turbo-8bit/wasm" with { type: "bytes" };
export const libjpegTurboBytes = bytes;
