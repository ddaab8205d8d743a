/** The compiled Rust `png` crate. */
declare const module: WebAssembly.Module;
export default module;
