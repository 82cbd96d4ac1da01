/**
 * The command that starts Plumbline where this one was started: what npx runs is on no path, in a clone as elsewhere.
 * npm says by its variables that it started something.
 */
export function ownCommand(env: Readonly<Record<string, string | undefined>>): string {
  const { npm_lifecycle_event: script, npm_command: command } = env;
  if (script === "plumbline") return "npm run plumbline --";
  return script === "demo" || command === "exec" ? "npx okta-plumbline" : "plumbline";
}
