// The module that is compiled: every kernel that the product calls.
export { leastAlpha, linePixels, lumaPixels, lutPixels, matrixPixels } from "./point";
export { repeatEnds, visibleLumaRow } from "./planes";
export {
  addAlphaRow,
  dropAlphaRow,
  repeatEnds3,
  sharpenLine,
  sharpenLineAbove,
  smoothColumns,
  smoothToBytes,
  smoothToLanes,
} from "./fir";
export { derivativeRow, laplacianRow, ridgeRow, sobelRow } from "./edges";
export {
  premultiplyRow,
  repeatEnds16,
  weightedBlur,
  weightedColumns,
  weightedSharpen,
} from "./weighted";
export {
  alphaRow,
  bytesDown,
  halfRow,
  lanesDown,
  opaqueAcross,
  weightedAcross,
} from "./resample";
export { boostRow, lumaBytesRow, repeatByteEnds } from "./detail";
export { bilateralRow } from "./bilateral";
export {
  countedRow,
  edgedRow,
  exchangeRow,
  keepLargerAcross,
  largestRow,
  meanRow,
  medianRow,
  weighLanes16,
  weighLanes32,
} from "./square";
