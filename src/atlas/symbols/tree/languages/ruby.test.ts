import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "modules, classes and methods",
    source: `module Shop::Carts
  class Cart < Base
    MAX = 1
    attr_accessor :items, :owner
    def add(item, count = 1)
      local = 1
    end
    def self.open = new
    class << self
      def close; end
    end
    def total=(value); end
    alias sum total
    alias_method :plus, :add
    define_method(:later) { }

    private

    attr_reader :secret
    def hidden; end
    public
    def shown; end
    private def once; end
    def after; end
  end
end
`,
    symbols: [
      "1-26 +module Shop . Carts | module Shop::Carts",
      "2-25 +class Shop.Carts . Cart | class Cart < Base",
      "3 +constant Shop.Carts.Cart . MAX | MAX = 1",
      "4 +field Shop.Carts.Cart . items | attr_accessor :items, :owner",
      "4 +field Shop.Carts.Cart . owner | attr_accessor :items, :owner",
      "5-7 +method Shop.Carts.Cart . add | def add(item, count = 1)",
      "8 +method Shop.Carts.Cart . open | def self.open",
      "10 +method Shop.Carts.Cart . close | def close",
      "12 +method Shop.Carts.Cart . total= | def total=(value)",
      "13 +method Shop.Carts.Cart . sum | alias sum total",
      "14 +method Shop.Carts.Cart . plus | alias_method :plus, :add",
      "15 +method Shop.Carts.Cart . later | define_method(:later) { }",
      "19 -field Shop.Carts.Cart . secret | attr_reader :secret",
      "20 -method Shop.Carts.Cart . hidden | def hidden",
      "22 +method Shop.Carts.Cart . shown | def shown",
      "23 -method Shop.Carts.Cart . once | def once",
      "24 +method Shop.Carts.Cart . after | def after",
    ],
    imports: [],
  },
  {
    title: "classes made by calls and methods in blocks",
    source: `Point = Struct.new(:x) do
  def length; end
end
LIST = %w[a b].freeze
describe "cart" do
  def helper; end
end
unless defined?(Old)
  class Old; end
end
`,
    symbols: [
      "1-3 +class Point | Point = Struct.new(:x)",
      "2 +method Point . length | def length",
      "4 +constant LIST | LIST = %w[a b].freeze",
      "6 +function helper | def helper",
      "9 +class Old | class Old",
    ],
    imports: [],
  },
  {
    title: "requires",
    source: `require "json"
require_relative "../cart"
require_relative "lib/item"
autoload :Late, "late"
load "tasks.rb"
require name
require "a#{b}"
`,
    symbols: [],
    imports: ["json", "../cart", "./lib/item", "late {Late}", "tasks.rb"],
  },
];

describe("ruby", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("ruby", source)).toEqual({ symbols, imports });
  });
});
