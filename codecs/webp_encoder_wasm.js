// @ts-self-types="./webp_encoder_wasm.d.ts"
// Plain JavaScript, because the type checker does not know source phase imports.
import source module from "@jsquash/webp/encoder/wasm";
export default module;
