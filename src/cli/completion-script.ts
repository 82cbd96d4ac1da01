import type { AnyCommand } from "./commander.ts";

/** The shells that a completion is written for. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** Words that can follow a command: its subcommands and flags. */
interface Words {
  /** `alerts list`; empty for the program itself. */
  readonly path: string;
  readonly words: readonly string[];
}

/** Every command with what can follow it, from the program as it is built: nothing is listed by hand. */
function wordsOf(command: AnyCommand, path: readonly string[] = []): readonly Words[] {
  const flags = command.options.flatMap(({ long }) => (long == null ? [] : [long]));
  const names = command.commands.map((one) => one.name());
  return [
    { path: path.join(" "), words: [...names, ...flags, "--help"] },
    ...command.commands.flatMap((one) => wordsOf(one, [...path, one.name()])),
  ];
}

/** A script that completes commands and flags, and files everywhere else. */
export function completionScript(program: AnyCommand, shell: Shell): string {
  const all = wordsOf(program);
  return shell === "fish" ? fishScript(all) : bashScript(all, shell);
}

/** zsh runs bash's completions by its own bashcompinit. */
function bashScript(all: readonly Words[], shell: "bash" | "zsh"): string {
  const cases = all.map(({ path, words }) => `    "${path}") words="${words.join(" ")}" ;;`);
  const load = shell === "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
  return `${load}_plumbline() {
  local words path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; esac
    path="\${path:+$path }$word"
  done
  case "$path" in
${cases.join("\n")}
    *) words="" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _plumbline plumbline okta-plumbline
`;
}

function fishScript(all: readonly Words[]): string {
  const lines = all.flatMap(({ path, words }) => {
    const seen =
      path === "" ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${path.split(" ").at(-1)}`;
    return words.map((word) =>
      word.startsWith("--")
        ? `complete -c plumbline -n "${seen}" -l ${word.slice(2)}`
        : `complete -c plumbline -f -n "${seen}" -a ${word}`,
    );
  });
  return `${lines.join("\n")}\n`;
}
