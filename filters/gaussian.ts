/** The gaussian as a table of integers, for every filter that smooths. @module */

/**
 * Half of a gaussian kernel in Q8, centre first: `w = exp(-x^2 / (2 sigma^2))` out to three sigma, scaled so
 * that the centre plus twice the others is exactly 256.
 *
 * Each weight is rounded together with the error of those outside it, so that the response to an edge is
 * never more than half a step of the scale off, however wide the kernel. A length of 1 changes nothing.
 */
export function gaussianWeights(sigma: number): Uint16Array {
  const radius = Math.ceil(3 * sigma);
  const ideal = Array.from(
    { length: radius + 1 },
    (_, x) => Math.exp(-(x * x) / (2 * sigma * sigma)),
  );
  const total = 2 * ideal.reduce((sum, weight) => sum + weight, 0) - ideal[0];
  const weights = new Uint16Array(radius + 1);
  let carry = 0;
  let side = 0;
  for (let x = radius; x > 0; x--) {
    const exact = (ideal[x] / total) * 256 + carry;
    weights[x] = Math.max(0, Math.round(exact));
    carry = exact - weights[x];
    side += weights[x];
  }
  weights[0] = 256 - 2 * side;
  const length = weights.findLastIndex((weight) => weight > 0) + 1;
  return weights.slice(0, length);
}
