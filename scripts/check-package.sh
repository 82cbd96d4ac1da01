#!/usr/bin/env bash
# Tries the published package as its users do: packs it, installs the tarball without Pulumi into an empty folder, runs
# every main command from there on the emulator, and imports it from ESM and CommonJS programs in TypeScript. With other versions
# of Node, too, where the npm registry has them as packages. Needs the registry; `npm test` does not run it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'kill "${emulator:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
say() { printf '%s\n' "-- $*"; }

cd "$root"
npm pack --silent --ignore-scripts --pack-destination "$work" >/dev/null
tarball=$(ls "$work"/okta-plumbline-*.tgz)
say "types and entries of $(basename "$tarball")"
# Node 20.19 and newer take an ES module with require().
npx --no-install attw "$tarball" --ignore-rules cjs-resolves-to-esm --format ascii --no-emoji >"$work/attw.log" || { cat "$work/attw.log"; exit 1; }
npx --no-install publint --strict "$tarball"

mkdir "$work/user"
cd "$work/user"
printf '{ "name": "user", "private": true }\n' >package.json
npm i --silent --no-audit --no-fund --omit=peer "$tarball" 2>/dev/null
[ ! -e node_modules/@pulumi ] || { say "Pulumi was installed although nobody asked for it"; exit 1; }
say "$(npm ls --all --parseable | tail -n +2 | wc -l) packages, $(du -sm node_modules | cut -f1) MB, without Pulumi"

try_commands() {
  local node=$1 bin=node_modules/okta-plumbline/dist/src/cli/main.js
  "$node" "$bin" --help >help.txt
  for command in node_modules/okta-plumbline/dist/src/cli/commands/*.command.js; do
    grep -q "^  $(basename "$command" .command.js) " help.txt || { say "$command is missing from --help"; exit 1; }
  done
  "$node" "$bin" demo >/dev/null 2>&1
  "$node" "$bin" emulator --port 0 >emulator.log &
  emulator=$!
  for _ in $(seq 600); do grep -q '^export' emulator.log && break; sleep 0.1; done
  eval "$(grep '^export' emulator.log)"
  rm -rf policy
  "$node" "$bin" doctor >/dev/null || true
  "$node" "$bin" adopt --out policy --quiet
  "$node" "$bin" check --baseline policy/baseline.yaml --quiet --format html=report.html
  "$node" "$bin" review policy/baseline.yaml policy/baseline.yaml >/dev/null
  "$node" "$bin" watch --once --baseline policy/baseline.yaml --quiet >/dev/null
  kill "$emulator"
  wait "$emulator" 2>/dev/null || true
  "$node" --input-type=module -e 'import { check } from "okta-plumbline"; if (typeof check !== "function") process.exit(1);'
  "$node" --input-type=commonjs -e 'if (typeof require("okta-plumbline").review !== "function") process.exit(1);'
}

for version in "" 22 24; do
  node=$(command -v node)
  if [ -n "$version" ]; then
    node=$(bash "$root/scripts/get-node.sh" "$version" "$work/node$version") || { say "Node $version is not to be had here: not tried"; continue; }
  fi
  try_commands "$node"
  say "demo, doctor, adopt, check, review, watch, import and require on Node $("$node" --version)"
done

say "a TypeScript program, as ES module and as CommonJS"
cat >program.mts <<'TS'
import { check, type Report } from "okta-plumbline";
import { loadBaseline } from "okta-plumbline/policy";
export const verdict = async (): Promise<Report["summary"]["verdict"]> =>
  (await check({ baseline: (await loadBaseline("policy/baseline.yaml")).path })).summary.verdict;
TS
cp program.mts program.cts
printf '%s\n' '{ "compilerOptions": { "noEmit": true, "strict": true, "skipLibCheck": true, "target": "es2022", "module": "nodenext", "types": [] }, "files": ["program.mts", "program.cts"] }' >tsconfig.json
"$root/node_modules/.bin/tsc" -p tsconfig.json
