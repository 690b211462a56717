import { expect, it } from "vitest";
import { resolveInTestTree } from "./resolve-in-test-tree.ts";

const resolve = resolveInTestTree("ruby", {
  files: [
    "lib/shop.rb",
    "lib/shop/cart.rb",
    "spec/spec_helper.rb",
    "spec/shop/cart_spec.rb",
    "gems/pay/lib/pay.rb",
    "gems/pay/lib/shop.rb",
    "gems/pay/test/pay_test.rb",
    "json.rb",
  ],
});

it.each([
  ["lib/shop.rb", "./shop/cart", ["lib/shop/cart.rb"]],
  ["lib/shop/cart.rb", "../shop.rb", ["lib/shop.rb"]],
  ["spec/shop/cart_spec.rb", "shop/cart", ["lib/shop/cart.rb"]],
  ["spec/shop/cart_spec.rb", "shop", ["lib/shop.rb"]],
  ["spec/shop/cart_spec.rb", "spec_helper", ["spec/spec_helper.rb"]],
  ["gems/pay/test/pay_test.rb", "shop", ["gems/pay/lib/shop.rb"]],
  ["lib/shop.rb", "pay", ["gems/pay/lib/pay.rb"]],
  ["lib/shop.rb", "json", []],
  ["lib/shop.rb", "../../outside", []],
  ["lib/shop.rb", "/lib/shop/cart", []],
  ["lib/shop.rb", "shop", []],
])("%s requires %s", (from, wanted, expected) => {
  expect(resolve(from, wanted)).toEqual(expected);
});
