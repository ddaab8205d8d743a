/** The compiled libjpeg-turbo. */
declare const module: WebAssembly.Module;
export default module;
