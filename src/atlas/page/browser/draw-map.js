/** Paints the cells of the treemap on a canvas. */

import { visible } from "./element.js";
import { formatCount } from "./format.js";
import { mainFile } from "./grow-tree.js";
import { hasTitle } from "./layout-map.js";

/** @import { Cell } from "./layout-map.js" */
/** @import { Colouring } from "./colour-files.js" */

/** @typedef {{ ground: string, frame: string, text: string, quiet: string, font: string }} Theme */

/**
 * As much of the text as fits, with an ellipsis; empty when that is next to nothing.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} width
 */
const fitText = (context, text, width) => {
  const shown = visible(text.slice(0, 200));
  if (context.measureText(shown).width <= width) return shown;
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (context.measureText(`${shown.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low < 3 ? "" : `${shown.slice(0, low)}…`;
};

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Cell} cell
 * @param {string} text
 * @param {number} baseline Below the upper side of the cell.
 */
const drawText = (context, cell, text, baseline) => {
  const fitting = fitText(context, text, cell.width - 9);
  if (fitting !== "") context.fillText(fitting, cell.x + 5, cell.y + baseline);
};

/**
 * @param {CanvasRenderingContext2D} context Scaled to CSS pixels.
 * @param {Cell[]} cells
 * @param {{ theme: Theme, colouring: Colouring, highlight: string | null }} options Only files of a highlighted key are strong.
 */
export const drawMap = (context, cells, { theme, colouring, highlight }) => {
  const { width, height } = context.canvas;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, width, height);
  context.restore();
  context.direction = "ltr";
  context.textBaseline = "alphabetic";
  for (const cell of cells) {
    if (cell.kind === "directory") {
      context.globalAlpha = 1;
      context.fillStyle = cell.depth % 2 === 0 ? theme.frame : theme.ground;
      context.fillRect(cell.x + 0.5, cell.y + 0.5, cell.width - 1, cell.height - 1);
      if (!hasTitle(cell)) continue;
      context.font = `600 11px ${theme.font}`;
      context.fillStyle = theme.quiet;
      drawText(context, cell, cell.title, 13);
      continue;
    }
    const file = cell.node.file ?? mainFile(cell.node);
    const key = file === null ? "" : colouring.keyOf(file);
    const isQuiet = highlight !== null && key !== highlight;
    const gap = Math.min(1, cell.width / 5, cell.height / 5);
    context.globalAlpha = isQuiet ? 0.16 : cell.kind === "file" ? 1 : 0.8;
    context.fillStyle = colouring.colourOf(key);
    context.fillRect(cell.x + gap / 2, cell.y + gap / 2, cell.width - gap, cell.height - gap);
    if (isQuiet || cell.width < 34 || cell.height < 16) continue;
    context.globalAlpha = 1;
    context.font = `11px ${theme.font}`;
    context.fillStyle = theme.text;
    drawText(context, cell, cell.kind === "rest" ? `+ ${formatCount(cell.count, "file")}` : cell.title, 13);
  }
  context.globalAlpha = 1;
};
