// @ts-self-types="./webp_decoder_wasm.d.ts"
// Plain JavaScript, because the type checker does not know source phase imports.
import source module from "@jsquash/webp/decoder/wasm";
export default module;
