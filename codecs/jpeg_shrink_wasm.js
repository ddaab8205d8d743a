// @ts-self-types="./jpeg_shrink_wasm.d.ts"
// Plain JavaScript, because the type checker does not know source phase imports.
import source module from "@cwasm/jpeg-turbo/wasm";
export default module;
