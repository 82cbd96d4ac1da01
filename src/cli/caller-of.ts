import type { Caller } from "../flows/caller.ts";
import { inertText } from "../model/inert-text.ts";
import { startProgress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

/** A terminal as use cases see it: they speak on stderr, and with `quiet` tell only what must be heard. */
export function callerOf(terminal: Terminal, { quiet = false }: { readonly quiet?: boolean } = {}): Caller {
  const { env, signal, now, stderr } = terminal;
  const warn = (text: string): void => stderr.write(`${inertText(text)}\n`);
  const progress = startProgress(terminal, quiet);
  return {
    env,
    signal,
    now,
    warn,
    remark: quiet ? () => {} : warn,
    progress: (read) => (read === null ? progress.end() : progress.show(read)),
  };
}
