import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "classes and access",
    source: `namespace shop::carts {
template <class T> class Cart : public Base {
  Cart();
 public:
  virtual ~Cart();
  int size() const { return 1; }
  Cart& operator=(const Cart&);
  operator bool() const;
  int x, *y;
 private:
  static int z;
  struct Inner { int k; };
};
}
`,
    symbols: [
      "1-14 +module shop.carts | namespace shop::carts",
      "2-13 +class shop.carts . Cart | class Cart : public Base",
      "3 -method shop.carts.Cart . Cart | Cart()",
      "5 +method shop.carts.Cart . ~Cart | virtual ~Cart()",
      "6 +method shop.carts.Cart . size | int size() const",
      "7 +method shop.carts.Cart . operator= | Cart& operator=(const Cart&)",
      "8 +method shop.carts.Cart . operator bool | operator bool() const",
      "9 +field shop.carts.Cart . x | int x, *y",
      "9 +field shop.carts.Cart . y | int x, *y",
      "11 -field shop.carts.Cart . z | static int z",
      "12 -class shop.carts.Cart . Inner | struct Inner",
      "12 -field shop.carts.Cart.Inner . k | int k",
    ],
    imports: [],
  },
  {
    title: "definitions outside of their class",
    source: `int shop::Cart::size() { return 0; }
template <> Box<int>::Box() {}
std::ostream& operator<<(std::ostream& out) { return out; }
`,
    symbols: [
      "1 +method shop.Cart . size | int shop::Cart::size()",
      "2 +method Box . Box | Box<int>::Box()",
      "3 +function operator<< | std::ostream& operator<<(std::ostream& out)",
    ],
    imports: [],
  },
  {
    title: "C",
    source: `typedef struct { int a; } Box, *BoxPointer;
typedef int (*callback)(int);
struct list { int bits : 3; int array[3]; int (*call)(int); };
enum color { RED, GREEN = 2 };
static int *hidden(void);
static int *hidden(void) { int local; return 0; }
int shown(int);
extern const int limit;
int count = 1, other[3];
`,
    symbols: [
      "1 +class Box | typedef struct { int a; } Box, *BoxPointer",
      "1 +class BoxPointer | typedef struct { int a; } Box, *BoxPointer",
      "1 +field Box . a | int a",
      "2 +type callback | typedef int (*callback)(int)",
      "3 +class list | struct list",
      "3 +field list . bits | int bits : 3",
      "3 +field list . array | int array[3]",
      "3 +field list . call | int (*call)(int)",
      "4 +enum color | enum color",
      "4 +constant color . RED | RED",
      "4 +constant color . GREEN | GREEN = 2",
      "5 -function hidden | static int *hidden(void)",
      "7 +function shown | int shown(int)",
      "8 +constant limit | extern const int limit",
      "9 +variable count | int count = 1, other[3]",
      "9 +variable other | int count = 1, other[3]",
    ],
    imports: [],
  },
  {
    title: "macros and conditions",
    source: `#ifndef BOX_H
#define BOX_H
#include <vector>
#include "box.h"
#define MAX 1
#define SQUARE(x) \\
  ((x) * (x))
#ifdef FAST
int fast(void);
#else
int slow(void);
#endif
#endif
`,
    symbols: [
      "5 +macro MAX | #define MAX 1",
      "6-7 +macro SQUARE | #define SQUARE(x) \\ ((x) * (x))",
      "9 +function fast | int fast(void)",
      "11 +function slow | int slow(void)",
    ],
    imports: ["<vector>", '"box.h"'],
  },
  {
    title: "macros that the grammar does not know",
    source: `SHOP_BEGIN_NAMESPACE
class SHOP_EXPORT Cart : Base {
 public:
  void add(int item) {}
};
SHOP_API inline int total() { return 1; }
enum class Kind { small };
SHOP_END_NAMESPACE
`,
    symbols: [
      "2-5 +class Cart | class SHOP_EXPORT Cart : Base",
      "4 +method Cart . add | void add(int item)",
      "6 +function total | inline int total()",
      "7 +enum Kind | enum class Kind",
      "7 +constant Kind . small | small",
    ],
    imports: [],
  },
  {
    title: "types and unnamed namespaces",
    source: `namespace { int hidden; }
using Alias = int;
template <class T> concept Small = true;
template <> struct std::hash<Box> { int operator()(Box) const; };
`,
    symbols: [
      "1 -variable hidden | int hidden",
      "2 +type Alias | using Alias = int",
      "3 +type Small | concept Small = true",
      "4 +class std . hash | struct std::hash<Box>",
      "4 +method std.hash . operator() | int operator()(Box) const",
    ],
    imports: [],
  },
];

describe("cpp", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("cpp", source)).toEqual({ symbols, imports });
  });
});
