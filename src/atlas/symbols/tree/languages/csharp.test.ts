import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "classes and members",
    source: `namespace Shop.Carts
{
    [Serializable]
    public class Cart<T> : Base
    {
        private int a, b = 1;
        public const int Max = 1;
        public event Handler Changed;
        public int Total { get; set; }
        public Cart() {}
        ~Cart() {}
        public static Cart operator +(Cart c) => c;
        public int this[int i] => i;
        protected internal void Add<U>(U item) { void local() {} }
        void IShop.Open() {}
    }
}
`,
    symbols: [
      "4-16 +class Cart | public class Cart<T> : Base",
      "6 -field Cart . a | private int a, b = 1",
      "6 -field Cart . b | private int a, b = 1",
      "7 +constant Cart . Max | public const int Max = 1",
      "8 +field Cart . Changed | public event Handler Changed",
      "9 +field Cart . Total | public int Total",
      "10 +method Cart . Cart | public Cart()",
      "11 -method Cart . ~Cart | ~Cart()",
      "12 +method Cart . operator + | public static Cart operator +(Cart c)",
      "13 +method Cart . this[] | public int this[int i]",
      "14 +method Cart . Add | protected internal void Add<U>(U item)",
      "15 -method Cart . Open | void IShop.Open()",
    ],
    imports: [],
  },
  {
    title: "other types",
    source: `namespace Shop;
public interface IShop { void Open(); int Size { get; } }
public enum Kind { Small, Large = 2 }
public delegate void Handler(int a);
public record Point(int X, int Y);
internal struct Pair { public int A; }
#if DEBUG
class Debug {}
#endif
`,
    symbols: [
      "2 +interface IShop | public interface IShop",
      "2 +method IShop . Open | void Open()",
      "2 +field IShop . Size | int Size",
      "3 +enum Kind | public enum Kind",
      "3 +constant Kind . Small | Small",
      "3 +constant Kind . Large | Large = 2",
      "4 +type Handler | public delegate void Handler(int a)",
      "5 +class Point | public record Point(int X, int Y)",
      "5 +field Point . X | int X",
      "5 +field Point . Y | int Y",
      "6 -class Pair | internal struct Pair",
      "6 -field Pair . A | public int A",
      "8 -class Debug | class Debug",
    ],
    imports: [],
  },
  {
    title: "using",
    source: `using System;
using System.Text;
using static System.Math;
using Alias = A.B;
global using G;
`,
    symbols: [],
    imports: ["System", "System.Text", "System.Math", "A.B", "G"],
  },
];

describe("csharp", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("csharp", source)).toEqual({ symbols, imports });
  });
});
