/** `work --item FILE --bundle DIR`: the stages of one claim, with the model key and without any GitHub token. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { FailureError } from "../domain/failure.ts";
import { createFailingModel } from "../model/failing-model.ts";
import type { Model } from "../model/model.ts";
import { screenBundle } from "../outgoing/screen-bundle.ts";
import { findToolchains } from "../sandbox/find-toolchains.ts";
import { runWork } from "../work/pipeline.ts";
import { artifactsPage } from "./artifacts-page.ts";
import { findAtlasCache } from "./atlas-cache-file.ts";
import { atlasFiles } from "./atlas-files.ts";
import { bundleFile } from "./bundle-file.ts";
import { checkCredentials } from "./check-credentials.ts";
import { type Command, textOption } from "./command.ts";
import { openModel } from "./compose.ts";
import { createTools } from "./create-tools.ts";
import { digestOf, readItem, saveDocument } from "./documents.ts";
import { openPrompts } from "./open-prompts.ts";
import { exitOf } from "./render-run.ts";
import { requireOption } from "./require-option.ts";
import { readSandboxAccess } from "./sandbox-access.ts";
import { writeJobSummary, writeOutputs } from "./write-outputs.ts";

/** A missing key must not end as a claim that was lost without a word. */
const withoutModel = (error: unknown): Model => {
  if (error instanceof FailureError) return createFailingModel(error);
  throw error;
};

export const work: Command = {
  name: "work",
  summary: "run the stages of a work item and write the bundle after each",
  arguments: [],
  options: [
    { flags: "--item <file>", summary: "the work item of `claim`" },
    { flags: "--bundle <dir>", summary: "directory for the bundle" },
    { flags: "--digest <sha256>", summary: "refuse another work item than the one with this SHA-256" },
    {
      flags: "--workspace <dir>",
      summary: "git checkout that holds the base (default: GITHUB_WORKSPACE, then the current directory)",
    },
    { flags: "--map <dir>", summary: "directory of the repository's map, for what is known of its files already" },
    { flags: "--artifacts <dir>", summary: "where checks leave reports and screenshots (default: artifacts)" },
    { flags: "--replay <file>", summary: "answer model calls from a recording" },
    { flags: "--record <file>", summary: "keep every model call in a recording" },
  ],
  run: async (host, _args, options) => {
    const item = readItem(requireOption(textOption(options.item), "--item"), textOption(options.digest));
    const path = join(requireOption(textOption(options.bundle), "--bundle"), bundleFile);
    const map = textOption(options.map);
    const checkout = textOption(options.workspace) ?? host.env.GITHUB_WORKSPACE ?? host.cwd;
    const tools = createTools(host);
    checkCredentials(checkout, host.env.RUNNER_TEMP, tools.scanner);
    const choice = { replay: textOption(options.replay), record: textOption(options.record) };
    const { bundle, record } = await runWork({
      item,
      checkout,
      atlasCache: map ? join(map, atlasFiles.cache) : findAtlasCache(host, checkout),
      scratchRoot: host.scratch,
      path: host.env.PATH ?? "",
      toolchains: findToolchains(host.env, existsSync),
      sandbox: readSandboxAccess(host, item.brief.repository),
      artifacts: { dir: resolve(host.cwd, textOption(options.artifacts) ?? "artifacts"), link: artifactsPage(host) },
      model: await openModel(host, tools, item.budgetUsd, choice).catch(withoutModel),
      prompts: openPrompts(host),
      scanner: tools.scanner,
      log: tools.log,
      clock: host.clock,
      now: host.now,
      waits: tools.waits,
      onOutcome: async (partial, folded) => {
        saveDocument(path, screenBundle(partial, tools.scanner));
        // Here and not in the result: a job that ends in an error still hands over the stages before it.
        await writeOutputs(host, { digest: digestOf(path) });
        return folded;
      },
    });
    const stages = bundle.outcomes.map(({ stage, status, summary, milliseconds }) => ({
      stage,
      status,
      summary,
      milliseconds,
    }));
    await writeJobSummary(host, tools, {
      title: `Work on issue ${item.record.issue}`,
      pass: null,
      decisions: [],
      runs: [
        {
          issue: item.record.issue,
          pull: item.record.pull,
          title: item.brief.issue.title,
          state: record.state,
          stages: bundle.outcomes.map((one) => ({
            name: one.stage,
            status: one.status,
            attempts: 1,
            seconds: one.milliseconds / 1_000,
            summary: one.summary,
          })),
          usage: record.usage,
          reason: record.reason,
        },
      ],
      requests: null,
      nextSteps: [],
    });
    return {
      exit: exitOf(record),
      text: [
        ...stages.map((one) => `${one.stage.padEnd(10)} ${one.status.padEnd(8)} ${one.summary}`),
        `State: ${record.state} ${record.reason}`,
        "",
      ].join("\n"),
      json: { state: record.state, reason: record.reason, stages, usage: record.usage, bundle: path },
      outputs: {
        sequence: item.record.sequence,
        summary: `issue ${item.record.issue}: ${record.state}, stages run: ${stages.length}`,
      },
    };
  },
};
