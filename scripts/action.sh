#!/usr/bin/env bash
# Runs one command for action.yml. Everything that comes from outside comes in variables and is only ever used as a
# whole word.
set -euo pipefail

case "$INPUT_COMMAND" in
  adopt | check | review | snapshot | watch) ;;
  *)
    echo "::error title=Plumbline::the input command must be check, review, watch, adopt or snapshot"
    exit 1
    ;;
esac

folder="$RUNNER_TEMP/plumbline-$INPUT_COMMAND"
rm -rf "$folder"
mkdir -p "$folder"

# A release has the whole tool in one file; on a branch the step before has built it.
tool="$GITHUB_ACTION_PATH/action/plumbline.mjs"
if [ ! -f "$tool" ]; then tool="$GITHUB_ACTION_PATH/dist/src/cli/main.js"; fi
plumbline() {
  node "$tool" "$@"
}

arguments=("$INPUT_COMMAND")
# An empty input leaves its flag out.
given() {
  if [ -n "$2" ]; then arguments+=("$1" "$2"); fi
}
output() {
  echo "$1=$2" >>"$GITHUB_OUTPUT"
}

reports() {
  arguments+=(
    --baseline "$INPUT_BASELINE"
    --format "json=$folder/report.json"
    --format "markdown=$folder/report.md"
    --format github
  )
  output report "$folder/report.json"
  output markdown "$folder/report.md"
  if [ "$INPUT_SARIF" = true ]; then
    arguments+=(--format "sarif=$folder/report.sarif")
    output sarif "$folder/report.sarif"
  fi
  if [ "$INPUT_REDACT" = true ]; then arguments+=(--redact); fi
}

read_log=0
page="$folder/report.md"
case "$INPUT_COMMAND" in
  check)
    reports
    if [ "$INPUT_HTML" = true ]; then
      arguments+=(--format "html=$folder/report.html")
      output html "$folder/report.html"
    fi
    ledger=()
    if [ -n "$INPUT_LEDGER" ]; then ledger=(--ledger "$INPUT_LEDGER"); fi
    if [ "$INPUT_WATCH" = true ]; then
      plumbline watch --once --baseline "$INPUT_BASELINE" "${ledger[@]}" || read_log=$?
    fi
    arguments+=("${ledger[@]}")
    given --fail-on "$INPUT_FAIL_ON"
    given --stack "$INPUT_STACK"
    given --propose "$INPUT_PROPOSE"
    given --snapshot "$INPUT_SNAPSHOT"
    ;;
  review)
    reports
    given --base "$INPUT_BASE"
    given --head "$INPUT_HEAD"
    given --snapshot "$INPUT_SNAPSHOT"
    ;;
  watch)
    arguments+=(--once --baseline "$INPUT_BASELINE")
    given --ledger "$INPUT_LEDGER"
    ;;
  adopt)
    out="${INPUT_OUT:-policy}"
    arguments+=(--yes --out "$out")
    given --snapshot "$INPUT_SNAPSHOT"
    output out "$out"
    page="$out/ADOPTION.md"
    ;;
  snapshot)
    out="${INPUT_OUT:-$folder/snapshot.json}"
    arguments+=(--out "$out")
    output out "$out"
    ;;
esac

code=0
plumbline "${arguments[@]}" || code=$?
# A log that was not read leaves open who did it, and what nobody saw: that is no green run.
if [ "$code" -eq 0 ]; then code=$read_log; fi

verdict=unknown
if [ -s "$folder/report.json" ]; then
  # A weakening that was approved, or drift below fail-on, keeps its name; the exit code says whether it passes.
  verdict=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1], "utf8")).summary.verdict' "$folder/report.json")
fi
output verdict "$verdict"
output exit-code "$code"

# Files in the folder of an adoption that failed are an earlier one's.
if [ "$INPUT_COMMAND" = adopt ] && [ "$code" -ne 0 ]; then page=""; fi
if [ -n "$page" ] && [ -s "$page" ]; then
  cat "$page" >>"$GITHUB_STEP_SUMMARY"
elif [ "$INPUT_COMMAND" = check ] || [ "$INPUT_COMMAND" = review ] || [ "$code" -ne 0 ]; then
  echo "Plumbline could not tell: the log of the step says why." >>"$GITHUB_STEP_SUMMARY"
fi
exit "$code"
