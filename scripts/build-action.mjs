// Bundles the command line into one file that needs no install, for the action: action/plumbline.mjs (or in the folder
// given), with SQLite's own binary for Linux on x64 beside it and the licences of what is in it. The same sources give the
// same bytes. With --check it writes nothing, and ends with 1 unless what is there is what would be written.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { argv } from "node:process";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const isCheck = argv.includes("--check");
const folder = argv.slice(2).find((word) => !word.startsWith("--")) ?? join(root, "action");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** They serve a made-up org or a page: nothing for a job. */
const leftOut = /\/(demo|emulator|serve)\.command\.ts$/;

/** Every file that `discover` would find: `<name>.<kind>.ts`. */
const discovered = ["checks", "src"]
  .flatMap((room) => readdirSync(join(root, room), { recursive: true }).map((file) => join(root, room, file)))
  .filter((file) => /\.(check|command|detection|notifier|reporter)\.ts$/.test(file) && !leftOut.test(file))
  .sort();

const registry = `${discovered.map((file, index) => `import m${index} from ${JSON.stringify(file)};`).join("\n")}
const all = [${discovered.map((file, index) => `[${JSON.stringify(basename(file, ".ts"))}, m${index}]`).join(", ")}];
export const discover = async (_folder, kind, _holds, name = "[^.]+") => {
  const wanted = new RegExp("^" + name + "\\\\." + kind + "$");
  return all.filter(([file]) => wanted.test(file)).map(([, item]) => item);
};`;

const packageRoot = `export const packageRoot = () => import.meta.dirname;
export const packageVersion = () => ${JSON.stringify(version)};
export const roomFolder = (room) => room;`;

/** SQLite is a binary: the one beside the bundle, or none. */
const native = `function requireNative() {
  const target = process.platform + "-" + process.arch;
  const file = "./libsql-" + target + ".node";
  try {
    return require(file);
  } catch (cause) {
    const { PlumblineError } = require(${JSON.stringify(join(root, "src/model/errors.ts"))});
    throw new PlumblineError("LEDGER_UNREACHABLE", "this bundle keeps a ledger in SQLite on Linux x64 (glibc) only, and this is " + target, {
      remedy: "set PLUMBLINE_LEDGER to a PostgreSQL URL, run the job on ubuntu-latest, or use the npm package",
      cause,
    });
  }
}`;

const inOneFile = {
  name: "in one file",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]catalogue[\\/]discover\.ts$/ }, () => ({ contents: registry, loader: "js" }));
    onLoad({ filter: /[\\/]catalogue[\\/]package-root\.ts$/ }, () => ({
      contents: packageRoot,
      loader: "js",
    }));
    onLoad({ filter: /[\\/]libsql[\\/]index\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const contents = text
        .replace(/^const \{ (load|familySync).*$/gm, "")
        .replace(/function requireNative\(\) \{[\s\S]*?\n\}/, native);
      if (contents.includes("@libsql/"))
        throw new Error("libsql loads its binary in another way than this script knows");
      return { contents, loader: "js" };
    });
  },
};

const { outputFiles, metafile } = await build({
  entryPoints: [join(root, "src/cli/main.ts")],
  absWorkingDir: root,
  outfile: "plumbline.mjs",
  write: false,
  metafile: true,
  bundle: true,
  minify: true,
  // Errors name functions of ours, and commander reads none.
  keepNames: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: ["pg-native", "cloudflare:sockets"],
  plugins: [inOneFile],
  // A bundle is CommonJS in part, and has none of its names.
  banner: {
    js: `import { createRequire as requireFrom } from "node:module";
const require = requireFrom(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`,
  },
  legalComments: "none",
  logLevel: "warning",
});

/** The text of every licence of a package that is in the bundle. */
function licences() {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap(
      (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
    ),
  );
  return [...packages]
    .sort()
    .map((place) => {
      const {
        name,
        version: its,
        license,
      } = JSON.parse(readFileSync(join(root, place, "package.json"), "utf8"));
      const files = readdirSync(join(root, place))
        .filter((file) => /^(licen[cs]e|notice)/i.test(file))
        .sort();
      const texts = files.map((file) => readFileSync(join(root, place, file), "utf8").trim());
      return [`${name} ${its} (${license})`, ...texts].join("\n\n");
    })
    .join(`\n\n${"-".repeat(80)}\n\n`);
}

const files = new Map([
  ["plumbline.mjs", Buffer.from(outputFiles[0].contents)],
  ["LICENSES.txt", Buffer.from(`${licences()}\n`)],
]);
const binary = join(root, "node_modules/@libsql/linux-x64-gnu/index.node");
if (existsSync(binary)) files.set("libsql-linux-x64.node", readFileSync(binary));

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);
for (const [name, bytes] of files) {
  const file = join(folder, name);
  if (isCheck) {
    const isFresh = existsSync(file) && readFileSync(file).equals(bytes);
    if (!isFresh) process.exitCode = 1;
    process.stdout.write(`${isFresh ? "fresh" : "STALE"} ${relative(root, file)}\n`);
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    process.stdout.write(`${relative(root, file)} ${Math.round(bytes.length / 1000)} kB ${digest(bytes)}\n`);
  }
}
