import { inertText } from "../../model/inert-text.ts";

const dataEscapes: Readonly<Record<string, string>> = { "%": "%25", "\r": "%0D", "\n": "%0A" };
const propertyEscapes: Readonly<Record<string, string>> = { ...dataEscapes, ":": "%3A", ",": "%2C" };

/** Levels of a workflow command; there are no others (GitHub docs, "Workflow commands"). */
export type AnnotationLevel = "error" | "warning" | "notice";

/**
 * One annotation as a line for GitHub's runner. Nothing in the message or a property can end it or begin another
 * command. Lines of the message are kept; whatever else is no plain text is made visible.
 */
export function workflowCommand(
  level: AnnotationLevel,
  properties: Readonly<Record<string, string | number>>,
  lines: readonly string[],
): string {
  const list = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapedBy(propertyEscapes, inertText(String(value)))}`,
  );
  const message = escapedBy(dataEscapes, lines.map(inertText).join("\n"));
  return `::${level}${list.length === 0 ? "" : ` ${list.join(",")}`}::${message}\n`;
}

function escapedBy(escapes: Readonly<Record<string, string>>, text: string): string {
  return text.replace(/[%\r\n:,]/g, (character) => escapes[character] ?? character);
}
