/** The few members that are used; the package's own declarations are not valid TypeScript everywhere. */
export class Image {
  constructor(width: number, height: number);
  readonly width: number;
  readonly height: number;
  /** RGBA, straight alpha. */
  readonly bitmap: Uint8ClampedArray<ArrayBuffer>;
  static decode(bytes: Uint8Array): Promise<Image>;
  /** PNG. */
  encode(): Promise<Uint8Array>;
  encodeJPEG(quality: number): Promise<Uint8Array>;
}
