#!/usr/bin/env bash
# What action.yml runs. Everything that comes from outside comes in variables and is only ever used as a whole word.
set -euo pipefail

folder="$RUNNER_TEMP/plumbline-$INPUT_COMMAND"
rm -rf "$folder"
mkdir -p "$folder"

plumbline() {
  node "$GITHUB_ACTION_PATH/dist/src/cli/main.js" "$@"
}

arguments=(
  "$INPUT_COMMAND"
  --baseline "$INPUT_BASELINE"
  --format "json=$folder/report.json"
  --format "markdown=$folder/report.md"
  --format "sarif=$folder/report.sarif"
  --format github
)
# An empty input leaves its flag out.
given() {
  if [ -n "$2" ]; then arguments+=("$1" "$2"); fi
}

read_log=0
case "$INPUT_COMMAND" in
  check)
    ledger=()
    if [ -n "$INPUT_LEDGER" ]; then ledger=(--ledger "$INPUT_LEDGER"); fi
    if [ "$INPUT_WATCH" = true ]; then
      plumbline watch --once --baseline "$INPUT_BASELINE" "${ledger[@]}" || read_log=$?
    fi
    arguments+=("${ledger[@]}")
    given --fail-on "$INPUT_FAIL_ON"
    given --stack "$INPUT_STACK"
    given --snapshot "$INPUT_SNAPSHOT"
    ;;
  review)
    given --base "$INPUT_BASE"
    given --head "$INPUT_HEAD"
    given --snapshot "$INPUT_SNAPSHOT"
    ;;
  *)
    echo "::error title=Plumbline::the input command must be check or review"
    exit 1
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
{
  echo "verdict=$verdict"
  echo "exit-code=$code"
  echo "report=$folder/report.json"
  echo "markdown=$folder/report.md"
  echo "sarif=$folder/report.sarif"
} >>"$GITHUB_OUTPUT"

if [ -s "$folder/report.md" ]; then
  cat "$folder/report.md" >>"$GITHUB_STEP_SUMMARY"
else
  echo "Plumbline could not tell: the log of the step says why." >>"$GITHUB_STEP_SUMMARY"
fi
exit "$code"
