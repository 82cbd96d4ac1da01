import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A real run of `plumbline demo`, which a test compares with what the command prints. */
const run = join(import.meta.dirname, "..", "test", "cli", "golden", "demo.txt");

const columns = 100;
const cell = { width: 8.4, height: 19 };
const margin = 20;
const bar = 34;
/** Of the causes, as many as show what a cause looks like. */
const causesShown = 2;

const classOf = (word: string): string => ({ DRIFT: "bad", critical: "bad", high: "warn" })[word] ?? "plain";

/** The README's picture: the beginning of the demo's report, as a terminal shows it. */
export function demoPicture(): string {
  const lines = shownLines(readFileSync(run, "utf8"));
  const [width, height] = [columns * cell.width + 2 * margin, lines.length * cell.height + bar + 2 * margin];
  const isAside = asides(lines);
  const texts = lines.map((line, index) =>
    textAt(line, isAside[index] === true, bar + margin + (index + 1) * cell.height - 5),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<!-- Generated from test/cli/golden/demo.txt by \`npm run generate\`; do not edit. -->
<title id="title">What plumbline demo prints: the requirements that are not met, each cause with who did it and the fix</title>
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #d7dae0; white-space: pre; }
.bold { font-weight: bold; fill: #ffffff; } .bad { font-weight: bold; fill: #ff7b8a; } .warn { fill: #f2c46d; } .dim { fill: #8b93a1; }
</style>
<rect width="${width}" height="${height}" rx="10" fill="#16181d"/>
<circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/><circle cx="62" cy="18" r="6" fill="#28c840"/>
${texts.filter((text) => text !== "").join("\n")}
</svg>
`;
}

/** The head, the requirements and the first causes. */
function shownLines(golden: string): readonly string[] {
  const [, stdout = ""] = /--- stdout\n(.*?)--- stderr/s.exec(golden) ?? [];
  const lines = stdout.replaceAll("http://127.0.0.1:PORT", "https://acme.okta.com").split("\n");
  const causes = lines.findIndex((line) => line.startsWith("Causes and differences"));
  const starts = lines.flatMap((line, index) => (index > causes && /^ {2}[a-z]/.test(line) ? [index] : []));
  return ["$ npx okta-plumbline demo", ...lines.slice(0, starts[causesShown]), "  …"];
}

/** Of each line, whether it says who did it, what to do, or whom it explains: less than what was found. */
function asides(lines: readonly string[]): readonly boolean[] {
  let aside = false;
  return lines.map((line) => {
    aside = /^ {12}(who|fix|explains)/.test(line) || (aside && /^ {12}/.test(line));
    return aside;
  });
}

function textAt(line: string, isAside: boolean, y: number): string {
  if (line === "") return "";
  const [, indent = "", first = "", rest = ""] = /^( *)(\S+)(.*)$/.exec(line) ?? [];
  const kind = classOf(first);
  const isHeading = indent === "" && kind === "plain" && /^(\$|[A-Z].*\(\d)/.test(line);
  const styled =
    isHeading || isAside
      ? span(isHeading ? "bold" : "dim", first + rest)
      : `${span(kind, first)}${escaped(rest)}`;
  return `<text x="${margin}" y="${y}" xml:space="preserve">${indent}${styled}</text>`;
}

const span = (kind: string, text: string): string =>
  kind === "plain" ? escaped(text) : `<tspan class="${kind}">${escaped(text)}</tspan>`;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
