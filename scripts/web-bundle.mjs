import { join } from "node:path";
import { buildSync } from "esbuild";

const client = join(import.meta.dirname, "..", "src", "web", "client");

/** Bundles one file of src/web/client/ as a browser takes it. */
export function bundleOf(file) {
  const { outputFiles } = buildSync({
    entryPoints: [join(client, file)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    jsx: "automatic",
    jsxImportSource: "preact",
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}
