/** The decoder of jpeg-js, as far as it is used; the package has types for its whole only. */
export default function decode(
  bytes: Uint8Array,
  options: {
    /** Whether a typed array is given in place of a Node buffer. */
    readonly useTArray: boolean;
    /** Whether damage is passed over in silence. */
    readonly tolerantDecoding: boolean;
    readonly maxResolutionInMP: number;
    readonly maxMemoryUsageInMB: number;
  },
): { readonly width: number; readonly height: number; readonly data: Uint8Array<ArrayBuffer> };
