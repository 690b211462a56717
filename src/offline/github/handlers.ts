/** All handlers in one table; the type makes sure that no operation is forgotten. */
import { actionsHandlers } from "./actions.ts";
import { blobHandlers } from "./blobs.ts";
import type { Handlers } from "./call.ts";
import { checkHandlers } from "./checks.ts";
import { codeScanningHandlers } from "./code-scanning.ts";
import { commentHandlers } from "./comments.ts";
import { commitHandlers } from "./commits.ts";
import { contentHandlers } from "./contents.ts";
import { deploymentHandlers } from "./deployments.ts";
import { eventHandlers } from "./events.ts";
import { gitCommitHandlers } from "./git-commits.ts";
import { graphqlHandlers } from "./graphql.ts";
import { issueHandlers } from "./issues.ts";
import { labelHandlers } from "./labels.ts";
import { pullHandlers } from "./pulls.ts";
import { rateLimitHandlers } from "./rate-limit.ts";
import { refHandlers } from "./refs.ts";
import { repositoryHandlers } from "./repository.ts";
import { statusHandlers } from "./statuses.ts";
import { treeHandlers } from "./trees.ts";
import { userHandlers } from "./users.ts";

export const handlers: Handlers = {
  ...userHandlers,
  ...rateLimitHandlers,
  ...graphqlHandlers,
  ...repositoryHandlers,
  ...refHandlers,
  ...blobHandlers,
  ...treeHandlers,
  ...gitCommitHandlers,
  ...contentHandlers,
  ...commitHandlers,
  ...issueHandlers,
  ...labelHandlers,
  ...commentHandlers,
  ...eventHandlers,
  ...pullHandlers,
  ...checkHandlers,
  ...statusHandlers,
  ...actionsHandlers,
  ...deploymentHandlers,
  ...codeScanningHandlers,
};
