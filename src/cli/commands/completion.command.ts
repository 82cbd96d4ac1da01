import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Argument } from "../commander.ts";
import { completionScript, shells } from "../completion-script.ts";

/** `plumbline completion`: prints a script that completes commands and flags. */
export default function completion(context: CommandContext): AnyCommand {
  return commandFor("completion", {
    group: "start",
    examples: [
      "completion bash > ~/.local/share/bash-completion/completions/plumbline",
      "completion fish > ~/.config/fish/completions/plumbline.fish",
    ],
    exits: "0 printed",
  })
    .description("print a completion script for bash, zsh or fish")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .action(async (shell) => {
      const { buildProgram } = await import("../program.ts");
      context.terminal.stdout.write(completionScript(await buildProgram(context), shell));
    });
}
