/** Note where a list was cut short; nothing where it was not. */
export const leftOut = (amount: number): string =>
  amount > 0 ? `\n\n… and ${amount} more, left out here.` : "";

/** Something that most readers need not open. @param summary inert already, and so is the body */
export const details = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body.trim()}\n\n</details>`;

/** A table. @param rows inert already */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
