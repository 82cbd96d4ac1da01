import process from "node:process";
import { text } from "node:stream/consumers";
import { errorLines } from "../src/model/error-lines.ts";
import { PlumblineError } from "../src/model/errors.ts";
import { stackComponentName } from "../src/model/stack-names.ts";
import { type RenamedKind, renameCommand, renamedKinds, renamesInState } from "./rename-in-state.ts";

// Prints the commands that move a renamed thing in a stack's state, with all that is named after it; runs none of them:
//
//   pulumi stack export | node --import tsx stacks/rename.ts group 'MFA Admins' 'Administrators'

const [kind, from, to, component = stackComponentName] = process.argv.slice(2);
const isKind = (word: string | undefined): word is RenamedKind => renamedKinds.some((each) => each === word);

if (!isKind(kind) || from === undefined || to === undefined) {
  process.stderr.write(`usage: pulumi stack export | rename ${renamedKinds.join("|")} FROM TO [COMPONENT]\n`);
  process.exitCode = 1;
} else {
  try {
    const renames = renamesInState(await text(process.stdin), { kind, from, to, component });
    process.stdout.write(`${renames.map(renameCommand).join("\n")}\n`);
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    process.stderr.write(`${errorLines(error).join("\n")}\n`);
    process.exitCode = 1;
  }
}
