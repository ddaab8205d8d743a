/** The compiled libavif's encoder. */
declare const module: WebAssembly.Module;
export default module;
