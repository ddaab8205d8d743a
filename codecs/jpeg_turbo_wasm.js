// @ts-self-types="./jpeg_turbo_wasm.d.ts"
// Plain JavaScript, because the type checker does not know this kind of import.
import bytes from "@cornerstonejs/codec-libjpeg-turbo-8bit/wasm" with { type: "bytes" };
export default bytes;
