/** The fixed parts of the page: head, figures, controls, and the places that the script fills. */
import type { AtlasDocument } from "../store/atlas-document.ts";
import { escapeHtml } from "./escape-html.ts";

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

const renderFigures = ({ files, cycles }: AtlasDocument): string => {
  const figures: [string, number][] = [
    ["files", files.length],
    ["lines", sum(files.map(({ lines }) => lines ?? 0))],
    ["languages", new Set(files.flatMap(({ language }) => language ?? [])).size],
    ["dependencies", sum(files.map(({ imports }) => imports?.length ?? 0))],
    ["cycles", cycles.length],
  ];
  return figures.map(([name, value]) => `<div><dt>${name}</dt><dd>${value.toLocaleString("en")}</dd></div>`).join("");
};

const renderChoice = (name: string, legend: string, values: string[]): string => {
  const options = values.map(
    (value, place) =>
      `<label><input type="radio" name="${name}" value="${value}"${place === 0 ? " checked" : ""}><span>${value}</span></label>`,
  );
  return `<fieldset class="choice"><legend>${legend}</legend>${options.join("")}</fieldset>`;
};

const historyText = ({ history }: AtlasDocument): string =>
  `${history.commits.toLocaleString("en")} commits of history read${history.isShallow ? " (shallow clone)" : ""}`;

/** `title` and the document's commit and date are escaped; nothing else of the document stands here but numbers. */
export const renderBody = (document: AtlasDocument, title: string): string => {
  const commit = `<code>${escapeHtml(document.commit.slice(0, 12))}</code>`;
  const date = escapeHtml(document.date.slice(0, 10));
  return `<a class="skip" href="#tables">Skip the map</a>
<header>
<div class="heading"><h1>${escapeHtml(title)}</h1>
<p>${commit} · <time datetime="${escapeHtml(document.date)}">${date}</time> · ${historyText(document)}</p></div>
<dl class="figures">${renderFigures(document)}</dl>
</header>
<noscript><p class="notice">This page draws its map and tables with a script, and scripts are off.</p></noscript>
<main>
<section aria-labelledby="map-heading">
<h2 id="map-heading" class="hidden">Map</h2>
<div class="toolbar">
<label class="search"><span class="hidden">Search paths and symbols</span><input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Search: path, symbol, lang:go, owner:@team" aria-describedby="matches"></label>
${renderChoice("size", "Size", ["lines", "bytes"])}
${renderChoice("colour", "Colour", ["language", "changes", "owner", "person", "role"])}
</div>
<div class="trail"><nav id="trail" aria-label="Directory"></nav><p id="matches" role="status"></p></div>
<div class="stage">
<div class="board">
<div id="map" tabindex="0" role="application" aria-label="Treemap of the files" aria-describedby="map-help"><canvas id="canvas"></canvas><div id="cursor" hidden></div></div>
<div id="legend" class="legend" role="group" aria-label="Colours"></div>
<p id="map-help" class="hint">Click a directory to open it and a file to pin it. Keys: arrows move, Enter opens, Backspace goes up.</p>
</div>
<aside aria-label="Details"><div id="results"></div><div id="details"></div></aside>
</div>
<p id="spoken" class="hidden" role="status"></p>
</section>
<section id="tables" aria-label="Tables" tabindex="-1"></section>
</main>
<footer>The colours, sizes and tables come from one map of the commit above; nothing is loaded from anywhere.</footer>`;
};
