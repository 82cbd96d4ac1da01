// Bundles the policy pack into dist/policy-pack, as Pulumi takes it: a folder with one CommonJS file. Pulumi's own
// runner requires it, on any Node; sources in ESM it could not load on Node 20.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const folder = "dist/policy-pack";
const { version, license, dependencies } = JSON.parse(readFileSync("package.json", "utf8"));

await build({
  entryPoints: ["policy/pack/index.ts"],
  outfile: `${folder}/index.js`,
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
  `${folder}/PulumiPolicy.yaml`,
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
    "@pulumi/policy": dependencies["@pulumi/policy"],
    "@pulumi/pulumi": dependencies["@pulumi/pulumi"],
  },
};
writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
