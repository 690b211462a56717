/** Draftsmith's own workflow files, as `init` writes them: they say nothing about the code of a branch. */

const ownFile =
  /^\.github\/workflows\/(?:agent_supervisor|agent_run|repo_atlas|preview_comment|red_mode|regressions)\.yml$/;

/** `path` is relative to the repository; GitHub puts `@ref` behind the path of a run. */
export const isOwnWorkflow = (path: string): boolean => ownFile.test(path.replace(/@.*$/, ""));
