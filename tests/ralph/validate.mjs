// Checks the form of every statement (one a line) with Learning Locker's validator; exits 1 if one has a fault.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [file, modules] = process.argv.slice(2);
const validate = createRequire(`${modules}/`)("xapi-validation").default;
const lines = readFileSync(file, "utf8").trim().split("\n");
let faults = 0;
for (const line of lines) {
  for (const fault of validate(JSON.parse(line))) {
    faults += 1;
    console.error(JSON.stringify(fault), line);
  }
}
// A validator that finds nothing in a statement without an actor finds nothing at all.
if (validate({ verb: { id: "not an IRI" } }).length === 0) {
  console.error("the validator does not work");
  faults += 1;
}
console.log(`${lines.length} statements, ${faults} faults`);
process.exit(faults === 0 && lines.length > 1 ? 0 : 1);
