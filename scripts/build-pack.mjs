// Bundles the policy pack into dist/policy-pack (or the folder given), as Pulumi takes it: a folder with one CommonJS
// file. Pulumi's runner requires it on any Node; sources in ESM it could not load on Node 20.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const folder = argv[2] ?? join(root, "dist", "policy-pack");
const { version, license, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

await build({
  entryPoints: [join(root, "policy/pack/index.ts")],
  outfile: join(folder, "index.js"),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  // The SDK must be the one whose messages Pulumi's runner knows: it is found in node_modules above the pack.
  external: ["@pulumi/*"],
  legalComments: "inline",
  logLevel: "warning",
});

mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, "PulumiPolicy.yaml"),
  `name: plumbline
description: Holds the enrollment policies of a stack to the MFA baseline
runtime: nodejs
version: ${version}
`,
);
const manifest = {
  name: "plumbline-policy-pack",
  version,
  license,
  private: true,
  type: "commonjs",
  main: "index.js",
  // For `pulumi policy publish`, which installs the pack in a place of its own.
  dependencies: {
    "@pulumi/policy": peerDependencies["@pulumi/policy"],
    "@pulumi/pulumi": peerDependencies["@pulumi/pulumi"],
  },
};
writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
