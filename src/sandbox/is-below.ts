/** Whether a path is a directory or lies in it, by name alone. */
export const isBelow = (path: string, directory: string): boolean => {
  const root = directory.endsWith("/") ? directory : `${directory}/`;
  return `${path}/`.startsWith(root);
};
