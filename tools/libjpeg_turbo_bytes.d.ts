/** The compiled libjpeg-turbo, as it is in its package. */
export const libjpegTurboBytes: Uint8Array<ArrayBuffer>;
