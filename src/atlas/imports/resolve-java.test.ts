import { expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const main = "core/src/main/java/org/shop";
const many = Array.from({ length: 41 }, (_, at) => `many/T${at}.java`);
const resolve = resolveInTestTree("java", {
  files: [
    `${main}/Cart.java`,
    `${main}/Order.java`,
    "core/src/test/java/org/shop/CartTest.java",
    "web/src/main/kotlin/org/web/Page.kt",
    "web/src/main/java/org/web/Handler.java",
    "other/src/main/java/org/shop/Cart.java",
    "odd/place/Thing.java",
    ...many,
  ],
  namespaces: {
    [`${main}/Cart.java`]: "org.shop",
    [`${main}/Order.java`]: "org.shop",
    "core/src/test/java/org/shop/CartTest.java": "org.shop",
    "web/src/main/java/org/web/Handler.java": "org.web",
    "other/src/main/java/org/shop/Cart.java": "org.shop",
    "odd/place/Thing.java": "com.odd",
    ...Object.fromEntries(many.map((path) => [path, "many"])),
  },
  symbols: { [`${main}/Order.java`]: ["Order", "Line"] },
});
const test = "core/src/test/java/org/shop/CartTest.java";

it.each([
  [test, "org.shop.Cart", [`${main}/Cart.java`]],
  ["other/src/main/java/org/Other.java", "org.shop.Cart", ["other/src/main/java/org/shop/Cart.java"]],
  [test, "org.shop.Order.Builder.Step", [`${main}/Order.java`]],
  [test, "org.shop.Line", [`${main}/Order.java`]],
  [test, "org.shop.Cart: total", [`${main}/Cart.java`]],
  [test, "org.shop.Order: *", [`${main}/Order.java`]],
  [test, "org.web: *", ["web/src/main/java/org/web/Handler.java", "web/src/main/kotlin/org/web/Page.kt"]],
  [test, "org.web.Page", ["web/src/main/kotlin/org/web/Page.kt"]],
  [test, "com.odd.Thing", ["odd/place/Thing.java"]],
  [test, "odd.place.Thing", []],
  [test, "many: *", []],
  [test, "many.T3", ["many/T3.java"]],
  [test, "java.util.Map.Entry", []],
  [test, "java.util: *", []],
  [test, "__proto__.constructor", []],
])("%s imports %s", (from, wanted, expected) => {
  expect(resolve(from, wanted)).toEqual(expected);
});
