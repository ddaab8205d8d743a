// @ts-self-types="./avif_encoder_wasm.d.ts"
// Plain JavaScript, because the type checker does not know source phase imports.
import source module from "@jsquash/avif/encoder/wasm";
export default module;
