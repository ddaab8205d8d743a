// @ts-self-types="./avif_decoder_wasm.d.ts"
// Plain JavaScript, because the type checker does not know source phase imports.
import source module from "@jsquash/avif/decoder/wasm";
export default module;
