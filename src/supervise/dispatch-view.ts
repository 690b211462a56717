/** The workflow that the configuration names to be started on a branch where nothing started by itself. */

/** It is to be started, or `faults` say why it is not. */
export type DispatchView = {
  /** Name of the file below `.github/workflows/`. */
  file: string;
  faults: string[];
};

/** To be put behind a sentence; empty when it may be started. */
export const describeFaults = ({ file, faults }: DispatchView): string =>
  faults.length === 0 ? "" : `; ${file} is not started: ${faults.join("; ")}`;
