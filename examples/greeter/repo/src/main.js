import { greet } from "./greet.js";

const [name = "world"] = process.argv.slice(2);
process.stdout.write(`${greet(name)}\n`);
