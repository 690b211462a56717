/** Bounds the wait for something that may never settle. */

/** Gives `otherwise` when time is up, or when the promise is rejected. */
export const within = <T>(milliseconds: number, promise: Promise<T>, otherwise: T): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  return Promise.race([promise.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
};
