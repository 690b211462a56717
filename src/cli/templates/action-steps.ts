/** How a step finds the action: by its release, or in Draftsmith's own repository built from the checkout. */
import { pinnedActions } from "./pinned-actions.ts";

/** The value of `--action-ref` that means the checkout itself. */
export const localAction = "./";

/** A commit that cannot exist: until somebody names a release, Actions refuses the step instead of running a stranger's code. */
export const unnamedAction = `draftsmith/draftsmith@${"0".repeat(40)}`;

const checkoutInputs = {
  tip: "",
  whole: "\n          fetch-depth: 0",
  // The event's own commit may be of a branch that a model wrote.
  "default-branch": `\n          ref: \${{ github.event.repository.default_branch }}`,
};

export const renderCheckout = (what: keyof typeof checkoutInputs): string =>
  `      - uses: ${pinnedActions.checkout}
        with:
          persist-credentials: false${checkoutInputs[what]}
`;

const buildSteps = `      - uses: ${pinnedActions.setupNode}
        with:
          node-version: 24
          package-manager-cache: false
      - run: npm ci --ignore-scripts
      - run: npm run bundle
`;

/** Inputs of the steps that read or write the bot's records; empty where the operator gave no key. */
export const renderStateKeys = (): string => `          state-key: \${{ secrets.DRAFTSMITH_STATE_KEY }}
          state-key-previous: \${{ secrets.DRAFTSMITH_STATE_KEY_PREVIOUS }}
`;

/** What a workflow that another one may call declares of them. */
export const renderStateSecrets = (): string => `      DRAFTSMITH_STATE_KEY:
        required: false
      DRAFTSMITH_STATE_KEY_PREVIOUS:
        required: false
`;

/**
 * Steps before the action; `checkout` is how much of the repository the job wants for itself. `trusted` wants nothing,
 * and the action is built from the default branch alone, whatever the event is about.
 */
export const renderPrelude = (actionRef: string, checkout: "whole" | "none" | "trusted"): string => {
  const isLocal = actionRef === localAction;
  if (checkout === "whole") return renderCheckout("whole") + (isLocal ? buildSteps : "");
  return isLocal ? renderCheckout(checkout === "trusted" ? "default-branch" : "tip") + buildSteps : "";
};
