// @ts-self-types="./jpeg_turbo_wasm.d.ts"
// Plain JavaScript, because the type checker does not know this kind of import. The name of the file inside the
// package does not let it be imported in the source phase; the published package has it beside this file, where it
// can be: see tools/pack.ts.
import bytes from "@cornerstonejs/codec-libjpeg-turbo-8bit/wasm" with { type: "bytes" };
export default new WebAssembly.Module(bytes);
