import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "classes with bases, fields and decorators",
    source: `@final
class Box(Generic[T]):
    """Text."""
    size: int = 1
    _hidden = a = 2

    @property
    def area(self) -> int:
        return 1

    class Inner:
        pass
`,
    symbols: [
      "2-12 +class Box | class Box(Generic[T])",
      "4 +field Box . size | size: int = 1",
      "5 -field Box . _hidden | _hidden = a = 2",
      "5 +field Box . a | a = 2",
      "8-9 +method Box . area | def area(self) -> int",
      "11-12 +class Box . Inner | class Inner",
    ],
    imports: [],
  },
  {
    title: "what a constructor sets",
    source: `class A:
    def __init__(self, a=1,  # first
                 b="#x"):
        self.a = a
        self.a = self.b.c = b
        self._c, d = a, b

    def later(self):
        self.e = 1
`,
    symbols: [
      "1-9 +class A | class A",
      '2-6 +method A . __init__ | def __init__(self, a=1, b="#x")',
      "4 +field A . a | self.a = a",
      "6 -field A . _c | self._c, d = a, b",
      "8-9 +method A . later | def later(self)",
    ],
    imports: [],
  },
  {
    title: "functions in functions and in branches",
    source: `if TYPE_CHECKING:
    async def load(url: str) -> bytes: ...
else:
    def load(url):
        def retry():
            local = 1
            class Once: pass
`,
    symbols: [
      "2 +function load | async def load(url: str) -> bytes",
      "4-7 +function load | def load(url)",
      "5-7 -function load . retry | def retry()",
      "7 -class load.retry . Once | class Once",
    ],
    imports: [],
  },
  {
    title: "variables, constants and types",
    source: `LIMIT = 3
limit: int = LIMIT
limit = 4
a, (b, *c) = values
type Pair = tuple[int, int]
for index in range(3):
    total = index
`,
    symbols: [
      "1 +constant LIMIT | LIMIT = 3",
      "2 +variable limit | limit: int = LIMIT",
      "4 +variable a | a, (b, *c) = values",
      "4 +variable b | a, (b, *c) = values",
      "4 +variable c | a, (b, *c) = values",
      "5 +type Pair | type Pair = tuple[int, int]",
      "7 +variable total | total = index",
    ],
    imports: [],
  },
  {
    title: "__all__ decides at the top level",
    source: `__all__ = ["shown"] + ["Kind"]
__all__ += ["_odd"]
def shown(): pass
def other(): pass
def _odd(): pass
class Kind:
    def open(self): pass
    def _closed(self): pass
`,
    symbols: [
      "3 +function shown | def shown()",
      "4 -function other | def other()",
      "5 +function _odd | def _odd()",
      "6-8 +class Kind | class Kind",
      "7 +method Kind . open | def open(self)",
      "8 -method Kind . _closed | def _closed(self)",
    ],
    imports: [],
  },
  {
    title: "imports",
    source: `from __future__ import annotations
import os, a.b as c
from ..x import (y,
    z as w)
from . import *
try:
    from fast import load
except ImportError:
    def f():
        from slow import load, dump
        from fast import dump
`,
    symbols: ["9-11 +function f | def f()"],
    imports: ["__future__ {annotations}", "os", "a.b", "..x {y, z}", ". {*}", "fast {load, dump}", "slow {load, dump}"],
  },
];

describe("python", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("python", source)).toEqual({ symbols, imports });
  });
});
