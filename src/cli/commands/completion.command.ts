import { Argument, type Command } from "commander";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { completionScript, type Shell, shells } from "../completion-script.ts";

/** `plumbline completion`: prints a script that completes commands and flags. */
export default function completion({ terminal }: CommandContext): Command {
  const command = commandFor("completion", {
    group: "start",
    examples: [
      "completion bash > ~/.local/share/bash-completion/completions/plumbline",
      "completion fish > ~/.config/fish/completions/plumbline.fish",
    ],
    exits: "0 printed",
  })
    .description("print a completion script for bash, zsh or fish")
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .action((shell: Shell) => {
      const { parent } = command;
      if (parent !== null) terminal.stdout.write(completionScript(parent, shell));
    });
  return command;
}
