/** The compiled libavif's decoder. */
declare const module: WebAssembly.Module;
export default module;
