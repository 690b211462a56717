/** Makes elements without markup: foreign text only ever becomes the text of a node. */

/** Characters that hide, or turn the direction of what follows. */
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u2800]/gu;

/**
 * Text with its hidden characters spelled out, as `⟨U+202E⟩`.
 *
 * @param {string} text
 */
export const visible = (text) =>
  text.replace(
    hidden,
    (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<Omit<HTMLElementTagNameMap[Tag], "style">>} properties
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/**
 * A path on which a line may break after each slash, kept in its own direction.
 *
 * @param {string} path
 */
export const pathText = (path) => {
  const parts = visible(path).split("/");
  return element(
    "bdi",
    { className: "path", dir: "ltr" },
    ...parts.flatMap((part, at) => (at === 0 ? [part] : ["/", element("wbr"), part])),
  );
};

/**
 * The element of the page with this id; the page always has it.
 *
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export const byId = (id, kind) => {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
};
