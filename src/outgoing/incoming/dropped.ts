/** What normalisation took out of a text, by kind. */

/** How often each kind was found; all zero for ordinary text. */
export type Dropped = {
  /** HTML comments, processing instructions and declarations. */
  comments: number;
  /** Zero-width, bidi, tag, private-use and control characters, as they are or as character references. */
  invisible: number;
  /** Link titles, image alternatives, attributes that are not drawn, link definitions that no link uses. */
  undrawn: number;
  /** Character references that were decoded. */
  references: number;
  /** Turn markers of model families that were broken up. */
  tokens: number;
  /** Characters behind the limit. */
  cut: number;
};

export const nothingDropped = (): Dropped => ({
  comments: 0,
  invisible: 0,
  undrawn: 0,
  references: 0,
  tokens: 0,
  cut: 0,
});

export const addDropped = (a: Dropped, b: Dropped): Dropped => ({
  comments: a.comments + b.comments,
  invisible: a.invisible + b.invisible,
  undrawn: a.undrawn + b.undrawn,
  references: a.references + b.references,
  tokens: a.tokens + b.tokens,
  cut: a.cut + b.cut,
});

export const hasDropped = (dropped: Dropped): boolean => Object.values(dropped).some((count) => count > 0);
