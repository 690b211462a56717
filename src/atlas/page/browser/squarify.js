/** Cuts a rectangle into parts as square as can be: the squarified treemap of Bruls, Huizing and van Wijk. */

/** @typedef {{ x: number, y: number, width: number, height: number }} Rectangle */

/**
 * The worst ratio of sides in a row of parts along a side.
 *
 * @param {number} sum Of the areas in the row.
 * @param {number} largest
 * @param {number} smallest
 * @param {number} side
 */
const worstRatio = (sum, largest, smallest, side) => {
  const [square, sides] = [sum * sum, side * side];
  return Math.max((sides * largest) / square, square / (sides * smallest));
};

/**
 * One rectangle per weight, in their order; together they fill the given one.
 *
 * @param {number[]} weights Positive, largest first.
 * @param {Rectangle} rectangle
 * @returns {Rectangle[]}
 */
export const squarify = (weights, rectangle) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scale = (rectangle.width * rectangle.height) / total;
  const areas = weights.map((weight) => weight * scale);
  const parts = /** @type {Rectangle[]} */ ([]);
  let { x, y, width, height } = rectangle;
  for (let from = 0; from < areas.length; ) {
    const side = Math.min(width, height);
    const largest = areas[from] ?? 0;
    let sum = largest;
    let ratio = worstRatio(sum, largest, largest, side);
    let to = from + 1;
    for (; to < areas.length; to++) {
      const area = areas[to] ?? 0;
      const next = worstRatio(sum + area, largest, area, side);
      if (next > ratio) break;
      sum += area;
      ratio = next;
    }
    const isLast = to === areas.length;
    const depth = isLast ? Math.max(width, height) : side === 0 ? 0 : sum / side;
    let offset = 0;
    for (const area of areas.slice(from, to)) {
      const length = sum === 0 ? 0 : (area / sum) * side;
      parts.push(
        width >= height
          ? { x, y: y + offset, width: depth, height: length }
          : { x: x + offset, y, width: length, height: depth },
      );
      offset += length;
    }
    if (width >= height) [x, width] = [x + depth, Math.max(0, width - depth)];
    else [y, height] = [y + depth, Math.max(0, height - depth)];
    from = to;
  }
  return parts;
};
