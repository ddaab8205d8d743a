/** The compiled libjpeg-turbo that can decode to a smaller size. */
declare const module: WebAssembly.Module;
export default module;
