import type { CommandContext } from "../../../../../../src/cli/command.ts";
import { type AnyCommand, Command } from "../../../../../../src/cli/commander.ts";

/** A command as somebody would add it, put into a copy of the house by a test. */
export default function greet({ terminal, end }: CommandContext): AnyCommand {
  return new Command("greet").description("say hello to the visitors").action(() => {
    terminal.stdout.write("hello\n");
    end(0);
  });
}
