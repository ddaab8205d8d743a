// @ts-self-types="./squoosh_png_wasm.d.ts"
// Plain JavaScript, because the type checker does not know source phase imports.
import source module from "@jsquash/png/wasm";
export default module;
