/** Category names: parts divided by colons, from the wide to the narrow, as in `food:groceries`. */

export const uncategorised = "uncategorised";

const part = /^[a-z][a-z0-9-]*$/;

export const isCategory = (text: string): boolean => text.split(":").every((name) => part.test(name));

/** `food:groceries:market` → `food`, `food:groceries`, `food:groceries:market` */
export const withParents = (category: string): string[] => {
  const parts = category.split(":");
  return parts.map((_, index) => parts.slice(0, index + 1).join(":"));
};
