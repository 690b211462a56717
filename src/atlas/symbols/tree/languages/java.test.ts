import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "classes, fields and methods",
    source: `package a.b;

@Foo(1)
@Bar
public class Cart<T> extends Base {
    private static final int MAX = 1, MIN = 2;
    protected List<T> items;
    Cart() {}
    @Override
    public void add(T item) { int local; }
    static class Inner { public int x; }
}
`,
    symbols: [
      "5-12 +class Cart | public class Cart<T> extends Base",
      "6 -constant Cart . MAX | private static final int MAX = 1, MIN = 2",
      "6 -constant Cart . MIN | private static final int MAX = 1, MIN = 2",
      "7 +field Cart . items | protected List<T> items",
      "8 -method Cart . Cart | Cart()",
      "10 +method Cart . add | public void add(T item)",
      "11 -class Cart . Inner | static class Inner",
      "11 -field Cart.Inner . x | public int x",
    ],
    imports: [],
  },
  {
    title: "interfaces, enums, records and annotations",
    source: `public interface Shop {
    int SIZE = 1;
    void open();
    private void help() {}
}
public enum Kind { SMALL, LARGE { void f() {} }; int size; }
public record Point(int x, int y) { public Point {} }
@interface Mark { int value() default 1; }
`,
    symbols: [
      "1-5 +interface Shop | public interface Shop",
      "2 +constant Shop . SIZE | int SIZE = 1",
      "3 +method Shop . open | void open()",
      "4 -method Shop . help | private void help()",
      "6 +enum Kind | public enum Kind",
      "6 +constant Kind . SMALL | SMALL",
      "6 +constant Kind . LARGE | LARGE",
      "6 -field Kind . size | int size",
      "7 +class Point | public record Point(int x, int y)",
      "7 +field Point . x | int x",
      "7 +field Point . y | int y",
      "7 +method Point . Point | public Point",
      "8 -interface Mark | @interface Mark",
      "8 -method Mark . value | int value() default 1",
    ],
    imports: [],
  },
  {
    title: "imports",
    source: `package a.b;
import java.util.List;
import java.util.*;
import static x.Y.z;
import static x.Y.*;
`,
    symbols: [],
    imports: ["java.util.List", "java.util {*}", "x.Y.z", "x.Y {*}"],
  },
];

describe("java", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("java", source)).toEqual({ symbols, imports });
  });
});
