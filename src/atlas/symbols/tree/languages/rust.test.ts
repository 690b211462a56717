import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "types and their members",
    source: `#[derive(Debug)]
pub struct Cart<'a> {
    pub items: Vec<&'a str>,
    total: u8,
}
pub enum Kind { Small, Large { size: u8 } }
union Bits { a: u8 }
pub(crate) type Alias = u8;
`,
    symbols: [
      "2-5 +class Cart | pub struct Cart<'a>",
      "3 +field Cart . items | pub items: Vec<&'a str>",
      "4 -field Cart . total | total: u8",
      "6 +enum Kind | pub enum Kind",
      "6 +constant Kind . Small | Small",
      "6 +constant Kind . Large | Large",
      "7 -class Bits | union Bits",
      "7 -field Bits . a | a: u8",
      "8 +type Alias | pub(crate) type Alias = u8",
    ],
    imports: [],
  },
  {
    title: "methods belong to the type of their impl",
    source: `impl<T> Cart<T> where T: Clone {
    pub fn new() -> Self { fn inner() {} todo!() }
    fn hidden(&self) {}
}
impl fmt::Display for shop::Cart<u8> {
    type Output = u8;
    fn fmt(&self) {}
}
pub trait Shop {
    const SIZE: u8;
    fn open(&self);
    fn close(&self) {}
}
`,
    symbols: [
      "2 +method Cart . new | pub fn new() -> Self",
      "3 -method Cart . hidden | fn hidden(&self)",
      "6 +type Cart . Output | type Output = u8",
      "7 +method Cart . fmt | fn fmt(&self)",
      "9-13 +interface Shop | pub trait Shop",
      "10 +constant Shop . SIZE | const SIZE: u8",
      "11 +method Shop . open | fn open(&self)",
      "12 +method Shop . close | fn close(&self)",
    ],
    imports: [],
  },
  {
    title: "modules, macros, statics and foreign functions",
    source: `mod inner {
    pub fn shown() {}
    fn hidden() {}
}
#[macro_export]
macro_rules! shout { () => {} }
macro_rules! whisper { () => {} }
pub const MAX: u8 = 1;
static mut COUNT: u8 = 0;
extern "C" { pub fn puts(); }
`,
    symbols: [
      "1-4 -module inner | mod inner",
      "2 +function inner . shown | pub fn shown()",
      "3 -function inner . hidden | fn hidden()",
      "6 +macro shout | macro_rules! shout",
      "7 -macro whisper | macro_rules! whisper",
      "8 +constant MAX | pub const MAX: u8 = 1",
      "9 -variable COUNT | static mut COUNT: u8 = 0",
      "10 +function puts | pub fn puts()",
    ],
    imports: [],
  },
  {
    title: "use trees",
    source: `use std::fmt;
use a::{b, c::{self, d as e}, f::*};
use crate::q;
use super::super::z as y;
use ::abs::k;
use self::{one, two,};
pub mod shapes;
extern crate foo;
use serde;
`,
    symbols: [],
    imports: [
      "std {fmt}",
      "a {b}",
      "a::c {self, d}",
      "a::f {*}",
      "crate {q}",
      "super::super {z}",
      "abs {k}",
      "self {one, two}",
      "mod shapes",
      "foo",
      "serde",
    ],
  },
];

describe("rust", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("rust", source)).toEqual({ symbols, imports });
  });
});
