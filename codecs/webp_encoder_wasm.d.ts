/** The compiled libwebp's encoder. */
declare const module: WebAssembly.Module;
export default module;
