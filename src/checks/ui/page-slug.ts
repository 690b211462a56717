/** Names files after pages. */

/** `/reports/March?x=1` becomes `reports-march-x-1`, `/` becomes `index`; names that would be equal are numbered. */
export const pageSlugs = (paths: readonly string[]): string[] => {
  const used = new Set<string>();
  return paths.map((path) => {
    const slug = slugOf(path);
    let name = slug;
    for (let number = 2; used.has(name); number += 1) name = `${slug}-${number}`;
    used.add(name);
    return name;
  });
};

const slugOf = (path: string): string =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "") || "index";
