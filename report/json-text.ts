// JSON.stringify leaves these as they are, but a terminal that shows the output may obey them.
const obeyed = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A value as a JSON document: indented by two, safe to show, with a newline at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(obeyed, escaped)}\n`;
}
