/** A command that GitHub's runner would obey. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const unescaped = (text: string): string =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");

/**
 * Commands that the runner reads in the output of a step (actions/runner, ActionCommand.cs): `::name a=b::data` where
 * a line begins, spaces or not, and `##[name a=b;]data` anywhere in one. A resume token of any kind counts too.
 */
export function runnerCommands(output: string): readonly RunnerCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => {
    const newer = /^\s*::(\S+?)(?: (.*?))?::(.*)$/u.exec(line);
    const [, name, list = "", data = ""] = newer ?? /##\[(\S+?)(?: (.*?))?\](.*)$/u.exec(line) ?? [];
    if (name === undefined) return [];
    const pairs = list.split(newer === null ? ";" : ",").filter((pair) => pair !== "");
    const properties = pairs.map((pair) => {
      const [key = "", ...value] = pair.split("=");
      return [key, unescaped(value.join("="))] as const;
    });
    return [{ name, properties: Object.fromEntries(properties), data: unescaped(data) }];
  });
}
