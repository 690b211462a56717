import { expect, test } from "vitest";
import { numberDiff } from "./number-diff.ts";

test("lines of the new files carry their numbers, all others only the bar", () => {
  const diff = `diff --git a/a.sql b/a.sql
--- a/a.sql
+++ b/a.sql
@@ -3,3 +3,4 @@ section
 keep
--- a comment that looks like a header
+++ another
+added
 end
@@ -20 +21 @@
-old
+new
--- /dev/null
+++ b/b.txt
@@ -0,0 +1 @@
+only
\\ No newline at end of file
`;
  expect(numberDiff(diff)).toBe(`|diff --git a/a.sql b/a.sql
|--- a/a.sql
|+++ b/a.sql
|@@ -3,3 +3,4 @@ section
3| keep
|--- a comment that looks like a header
4|+++ another
5|+added
6| end
|@@ -20 +21 @@
|-old
21|+new
|--- /dev/null
|+++ b/b.txt
|@@ -0,0 +1 @@
1|+only
|\\ No newline at end of file`);
});
