import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";

/** Files that `watch` looks for by name, and where. */
const found: readonly (readonly [kind: string, folder: string])[] = [
  ["command", "src/cli/commands"],
  ["check", "checks"],
  ["detection", "src/alerts/detections"],
  ["notifier", "src/alerts/notifiers"],
];

/** `discover` with the files written down, since a bundle has no folders to look into. */
const foundAtBuild: Plugin = {
  name: "found at build",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]catalogue[\\/]discover\.ts$/ }, async () => {
      const imports: string[] = [];
      const entries: string[] = [];
      for (const [kind, folder] of found) {
        const files = (await readdir(join(packageRoot(), folder))).filter((file) =>
          file.endsWith(kind === "command" ? "watch.command.ts" : `.${kind}.ts`),
        );
        for (const file of files.sort()) {
          imports.push(
            `import m${imports.length} from ${JSON.stringify(join(packageRoot(), folder, file))};`,
          );
          entries.push(`[${JSON.stringify(kind)}, m${entries.length}]`);
        }
      }
      const contents = `${imports.join("\n")}
const all = [${entries.join(", ")}];
export const discover = async (_folder, kind) => all.filter(([of]) => of === kind).map(([, item]) => item);`;
      return { contents, loader: "js" };
    });
  },
};

/** A bundle is CommonJS in part, and has none of its names. */
const banner = `import { createRequire as requireFrom } from "node:module";
const require = requireFrom(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * `plumbline watch` and all that it needs in one file: it starts in half the time that the sources in their files
 * take, which is what a hundred starts can be afforded with. Within this package, where its dependencies are found.
 */
export async function bundleWatch(): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const cache = join(packageRoot(), "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "plumbline-watch-"));
  const file = join(folder, "watch.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "watch-until-killed.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["libsql", "pg", "nodemailer"],
    plugins: [foundAtBuild],
    banner: { js: banner },
    // A shorter text is parsed sooner.
    minify: true,
    logLevel: "silent",
  });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
