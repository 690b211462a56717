import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "types",
    source: `package shop

type Cart[T any] struct {
	Items, extra []T
	*Base
	pkg.Store
}
type (
	Reader interface {
		Read(p []byte) (int, error)
	}
	ID = string
	kind int
)
`,
    symbols: [
      "3-7 +class Cart | type Cart[T any] struct",
      "4 +field Cart . Items | Items, extra []T",
      "4 -field Cart . extra | Items, extra []T",
      "5 +field Cart . Base | *Base",
      "6 +field Cart . Store | pkg.Store",
      "9-11 +interface Reader | Reader interface",
      "10 +method Reader . Read | Read(p []byte) (int, error)",
      "12 +type ID | ID = string",
      "13 -type kind | kind int",
    ],
    imports: [],
  },
  {
    title: "functions and methods",
    source: `package shop

// Add adds.
func (c *Cart[T]) Add(item T, // comment
	count int) (n int, err error) {
	local := 1
	return
}
func (Cart) total() int { return 0 }
func main() {
	func() {}()
}
`,
    symbols: [
      "4-8 +method Cart . Add | func (c *Cart[T]) Add(item T, count int) (n int, err error)",
      "9 -method Cart . total | func (Cart) total() int",
      "10-12 -function main | func main()",
    ],
    imports: [],
  },
  {
    title: "constants and variables",
    source: `package shop

const Max, min = 1, 2
const (
	A = iota
	B
)
var _ = check()
var list []int
`,
    symbols: [
      "3 +constant Max | const Max, min = 1, 2",
      "3 -constant min | const Max, min = 1, 2",
      "5 +constant A | A = iota",
      "6 +constant B | B",
      "9 -variable list | var list []int",
    ],
    imports: [],
  },
  {
    title: "imports",
    source: `package shop

import "fmt"
import (
	m "math/big"
	_ "embed"
)
`,
    symbols: [],
    imports: ["fmt", "math/big", "embed"],
  },
];

describe("go", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("go", source)).toEqual({ symbols, imports });
  });
});
