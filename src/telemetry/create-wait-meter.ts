/** Tells time of one's own from time spent waiting for neighbours: GitHub, the model, tests. */

export type WaitMeter = {
  /** Counts the time until `promise` settles; waits that overlap count once. */
  during: <T>(promise: Promise<T>) => Promise<T>;
  /** Milliseconds waited so far, an open wait included. */
  waited: () => number;
};

/** `now` gives monotonic milliseconds. */
export const createWaitMeter = (now: () => number): WaitMeter => {
  let open = 0;
  let since = 0;
  let total = 0;
  return {
    during: async (promise) => {
      if (open === 0) since = now();
      open += 1;
      try {
        return await promise;
      } finally {
        open -= 1;
        if (open === 0) total += now() - since;
      }
    },
    waited: () => total + (open > 0 ? now() - since : 0),
  };
};
