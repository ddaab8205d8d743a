/** The compiled libwebp's decoder. */
declare const module: WebAssembly.Module;
export default module;
