/** What the compiled module offers; see `simd/` for what each function does. Addresses are in bytes. @module */

/** Runs over some rows or pixels; every argument is an address or a count. */
type Run = (...numbers: number[]) => void;

/** The functions of the module. */
export interface SimdExports {
  readonly leastAlpha: (from: number, count: number) => number;
  readonly lumaPixels: Run;
  readonly linePixels: Run;
  readonly lutPixels: Run;
  readonly repeatEnds: Run;
  readonly repeatEnds3: Run;
  readonly visibleLumaRow: Run;
  readonly dropAlphaRow: Run;
  readonly addAlphaRow: Run;
  readonly smoothColumns: Run;
  readonly smoothToBytes: Run;
  readonly smoothToLanes: Run;
  readonly sharpenLine: Run;
  readonly sharpenLineAbove: Run;
  readonly derivativeRow: Run;
  readonly laplacianRow: Run;
  readonly sobelRow: Run;
  readonly ridgeRow: Run;
  readonly premultiplyRow: Run;
  readonly repeatEnds16: Run;
  readonly weightedBlur: Run;
  readonly weightedColumns: Run;
  readonly weightedSharpen: Run;
  readonly alphaRow: Run;
  readonly bytesDown: Run;
  readonly lanesDown: Run;
  readonly opaqueAcross: Run;
  readonly weightedAcross: Run;
  readonly boostRow: Run;
  readonly lumaBytesRow: Run;
  readonly repeatByteEnds: Run;
  readonly matrixPixels: Run;
  readonly halfRow: Run;
  readonly bilateralRow: Run;
  readonly countedRow: Run;
  readonly edgedRow: Run;
  readonly exchangeRow: Run;
  readonly keepLargerAcross: Run;
  readonly largestRow: Run;
  readonly meanRow: Run;
  readonly medianRow: Run;
  readonly weighLanes16: Run;
  readonly weighLanes32: Run;
}
