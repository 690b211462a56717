/** The treemap as people use it: painted to the size of its place, with a cursor for pointer and keys. */

import { drawMap } from "./draw-map.js";
import { cellAt, cellBeside, layoutMap } from "./layout-map.js";

/** @import { Cell } from "./layout-map.js" */
/** @import { Colouring } from "./colour-files.js" */
/** @import { TreeNode } from "./grow-tree.js" */

/**
 * @typedef {object} MapView
 * @property {(opened: TreeNode) => void} layout Lays the map out anew, after weights or the place have changed.
 * @property {(colouring: Colouring, highlight: string | null) => void} paint
 * @property {(node: TreeNode) => boolean} point Puts the cursor on a node and says whether the map shows it.
 */

/**
 * @typedef {object} MapEvents
 * @property {(cell: Cell | null) => void} onPoint The pointer or the keys have moved to a cell.
 * @property {(cell: Cell) => void} onChoose
 * @property {() => void} onUp
 * @property {() => void} onResize
 */

const directions = new Map([
  ["ArrowLeft", { x: -1, y: 0 }],
  ["ArrowRight", { x: 1, y: 0 }],
  ["ArrowUp", { x: 0, y: -1 }],
  ["ArrowDown", { x: 0, y: 1 }],
]);

/** @param {HTMLElement} place */
const readTheme = (place) => {
  const style = getComputedStyle(place);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    ground: read("--ground"),
    frame: read("--frame"),
    text: read("--cell-text"),
    quiet: read("--text"),
    font: style.fontFamily,
  };
};

/**
 * @param {{ place: HTMLElement, canvas: HTMLCanvasElement, cursor: HTMLElement }} elements
 * @param {MapEvents} events
 * @returns {MapView}
 */
export const showMap = ({ place, canvas, cursor }, { onPoint, onChoose, onUp, onResize }) => {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no canvas");
  /** @type {Cell[]} */
  let cells = [];
  /** @type {Cell | null} */
  let current = null;

  /** @param {Cell | null} cell */
  const moveTo = (cell) => {
    current = cell;
    cursor.hidden = cell === null;
    if (cell === null) return;
    cursor.style.transform = `translate(${cell.x}px, ${cell.y}px)`;
    cursor.style.width = `${cell.width}px`;
    cursor.style.height = `${cell.height}px`;
  };

  /** @param {PointerEvent | MouseEvent} event */
  const cellUnder = (event) => {
    const box = canvas.getBoundingClientRect();
    return cellAt(cells, event.clientX - box.left, event.clientY - box.top);
  };

  place.addEventListener("pointermove", (event) => {
    const cell = cellUnder(event);
    if (cell === current) return;
    moveTo(cell);
    onPoint(cell);
  });
  place.addEventListener("pointerleave", () => {
    if (document.activeElement === place) return;
    moveTo(null);
    onPoint(null);
  });
  place.addEventListener("click", (event) => {
    const cell = cellUnder(event);
    if (cell !== null) onChoose(cell);
  });
  place.addEventListener("keydown", (event) => {
    const direction = directions.get(event.key);
    if (direction !== undefined) {
      const next =
        current === null ? cells.find(({ kind }) => kind !== "directory") : cellBeside(cells, current, direction);
      if (next != null) {
        moveTo(next);
        onPoint(next);
      }
    } else if ((event.key === "Enter" || event.key === " ") && current !== null) onChoose(current);
    else if (event.key === "Backspace" || event.key === "Escape") onUp();
    else return;
    event.preventDefault();
  });
  place.addEventListener("blur", () => moveTo(null));
  new ResizeObserver(onResize).observe(place);

  return {
    layout: (opened) => {
      const { clientWidth: width, clientHeight: height } = place;
      const ratio = Math.min(3, window.devicePixelRatio || 1);
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      cells = layoutMap(opened, width, height);
      moveTo(null);
    },
    paint: (colouring, highlight) => drawMap(context, cells, { theme: readTheme(place), colouring, highlight }),
    point: (node) => {
      moveTo(cells.find((cell) => cell.node === node && cell.kind !== "rest") ?? null);
      return current !== null;
    },
  };
};
