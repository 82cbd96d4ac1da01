import { type CommandWith, type Flags, Option } from "./commander.ts";
import { originValue } from "./option-values.ts";

/** Adds `--public-url`. @param purpose what it is for */
export function addPublicUrl<Args extends unknown[], Known extends Flags>(
  command: CommandWith<Args, Known>,
  purpose: string,
) {
  return command.addOption(
    new Option("--public-url <url>", `${purpose} (default: PLUMBLINE_PUBLIC_URL)`).argParser(originValue),
  );
}
