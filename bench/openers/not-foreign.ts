/** Functions that start with a string which no stranger writes, each with what it is instead. */

const words = "words or numbers of this product";
const place = "a place on disk";
const name = "a name that code chose";
const glob = "globs of the configuration, whose number and length its schema bounds";
const inner = "called by a reader that stands here, with what that one made of the text";
const secrets = "the operator's secrets";

export const notForeign: Readonly<Record<string, string>> = {
  "atlas/imports/tree-path.ts below": inner,
  "atlas/imports/tree-path.ts joinInTree": inner,
  "atlas/imports/tree-path.ts withAncestors": inner,
  "atlas/symbols/script/collect-imports.ts collectImports": inner,
  "atlas/symbols/script/collect-symbols.ts collectSymbols": inner,
  "atlas/symbols/script/signatures.ts createSignatures": inner,
  "atlas/symbols/script/symbol-list.ts createSymbolList": inner,
  "atlas/symbols/script/with-tree.ts withTree": inner,
  "atlas/symbols/tree/findings.ts createFindings": inner,
  "atlas/symbols/tree/language-table.ts forTypes": words,
  "checks/check.ts evidenceOf": words,
  "checks/drivers/wait-for-answer.ts waitForAnswer": "a setting that its schema bounds",
  "checks/load/compare-rounds.ts compareRounds": "a setting that its schema bounds",
  "checks/openapi/find-documents.ts findDocuments": "a setting that its schema bounds",
  "checks/openapi/run-oasdiff.ts runOasdiff": place,
  "checks/serve/local-server.ts refuseServer": words,
  "checks/serve/server-excerpt.ts serverExcerpt": place,
  "checks/tests/decode/find-faulty-files.ts findFaultyFiles": inner,
  "checks/tests/describe-comparison.ts withReason": words,
  "cli/doctor/check-branch-rules.ts judgeBranchRules": words,
  "cli/doctor/row.ts row": words,
  "cli/judge-patch.ts judgeRefused": inner,
  "cli/judge-text.ts judgeText": inner,
  "cli/patch-text.ts encodeText": "a text that was read as UTF-8 before",
  "cli/screen/issue-door.ts judgeShown": inner,
  "cli/screen/read-case.ts readCase": "a case of a door, which the caller bounds",
  "guardrails/path-globs.ts matchPaths": glob,
  "health/regressions/baseline.ts readBaseline": "a record that this product sealed",
  "model/prices.ts priceOf": "the operator's name of a model",
  "outgoing/secrets.ts createSecretScanner": secrets,
  "outgoing/secret-windows.ts secretWindows": secrets,
  "outgoing/window-search.ts createWindowSearch": secrets,
  "patch/settle/merge-older.ts mergeOlder": inner,
  "patch/settle/rounds.ts checkHunks": inner,
  "patch/spell/characters.ts respellCharacters": inner,
  "patch/spell/inner-space.ts respellInner": inner,
  "patch/spell/inner-space.ts respellTrailing": inner,
  "patch/spell/spelling.ts spellAddition": inner,
  "sandbox/place-of.ts placeOf": place,
  "work/tools/create-tool.ts createTool": name,
};
