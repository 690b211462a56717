import { describe, expect, it } from "vitest";
import { outlineOf } from "../outline.fixture.ts";

const table = [
  {
    title: "classes and members",
    source: `<?php
namespace Shop\\Carts;

#[Entity]
abstract class Cart extends Base implements Shop
{
    use Counts;
    public const MAX = 1, MIN = 2;
    private ?int $size = 1;
    protected static $all, $none;
    public function __construct(private int $id, $x) {}
    abstract function total(): int;
    private function hidden() { $local = function () {}; }
}
`,
    symbols: [
      "5-14 +class Cart | abstract class Cart extends Base implements Shop",
      "8 +constant Cart . MAX | public const MAX = 1, MIN = 2",
      "8 +constant Cart . MIN | public const MAX = 1, MIN = 2",
      "9 -field Cart . size | private ?int $size = 1",
      "10 +field Cart . all | protected static $all, $none",
      "10 +field Cart . none | protected static $all, $none",
      "11 +method Cart . __construct | public function __construct(private int $id, $x)",
      "11 -field Cart . id | private int $id",
      "12 +method Cart . total | abstract function total(): int",
      "13 -method Cart . hidden | private function hidden()",
    ],
    imports: [],
  },
  {
    title: "other declarations",
    source: `<?php
interface Shop { function open(); }
trait Counts { public $count; }
enum Kind: string { case Small = 's'; const A = 1; function label() {} }
function help(int $a = 1): void {}
if (!function_exists('late')) { function late() {} }
const LIMIT = 1;
define('OTHER', 2);
$config = ['a' => 1];
`,
    symbols: [
      "2 +interface Shop | interface Shop",
      "2 +method Shop . open | function open()",
      "3 +class Counts | trait Counts",
      "3 +field Counts . count | public $count",
      "4 +enum Kind | enum Kind: string",
      "4 +constant Kind . Small | case Small = 's'",
      "4 +constant Kind . A | const A = 1",
      "4 +method Kind . label | function label()",
      "5 +function help | function help(int $a = 1): void",
      "6 +function late | function late()",
      "7 +constant LIMIT | const LIMIT = 1",
      "8 +constant OTHER | define('OTHER', 2)",
      "9 +variable config | $config = ['a' => 1]",
    ],
    imports: [],
  },
  {
    title: "imports",
    source: `<?php
use A\\B;
use A\\{C, D as E};
use function f\\g;
require_once __DIR__ . '/x.php';
include 'y.php';
$z = require('z.php');
require $unknown;
`,
    symbols: ["7 +variable z | $z = require('z.php')"],
    imports: ["A\\B", "A\\C", "A\\D", "f\\g", "./x.php", "y.php", "z.php"],
  },
];

describe("php", () => {
  it.each(table)("finds $title", async ({ source, symbols, imports }) => {
    expect(await outlineOf("php", source)).toEqual({ symbols, imports });
  });
});
