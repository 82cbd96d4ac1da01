import { join } from "node:path";
import { buildSync } from "esbuild";

const client = join(import.meta.dirname, "..", "src", "report", "html", "client");

function bundled(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(client, file)],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2023",
    jsx: "automatic",
    jsxImportSource: "preact",
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}

/** The module that holds the script and the style of the HTML report as texts: rendering reads no file. */
export function pageAssets(): string {
  return `// Made from src/report/html/client by \`npm run generate\`; do not edit.
export const pageScript = ${JSON.stringify(bundled("main.tsx"))};
export const pageStyle = ${JSON.stringify(bundled("page.css"))};
`;
}
