import { type ErrorCode, errorCodes } from "../../model/errors.ts";

/** When each code comes, and what to look at first; the command's own `fix:` line knows the names. */
const help: Readonly<Record<ErrorCode, readonly [when: string, todo: string]>> = {
  USAGE: [
    "A command, flag or value is not one that exists.",
    "`plumbline help COMMAND` shows flags and examples.",
  ],
  BASELINE_NOT_FOUND: [
    "The baseline cannot be read.",
    "Name it with `--baseline FILE`, or write one with `plumbline adopt --out policy`.",
  ],
  BASELINE_INVALID: [
    "The baseline has mistakes; each is listed with file, line and column.",
    "Correct them; [baseline.md](baseline.md) has every field.",
  ],
  FLEET_NOT_FOUND: [
    "The fleet file cannot be read.",
    "Name it with `--fleet FILE` ([fleets.md](fleets.md)).",
  ],
  FLEET_INVALID: [
    "The fleet file has mistakes; each is listed with file, line and column.",
    "Correct them; [fleets.md](fleets.md) has every field. Secrets are never written there.",
  ],
  ORG_NOT_FOUND: [
    "The fleet has no org of that name, or none that was chosen.",
    "The message lists those there are.",
  ],
  SNAPSHOT_NOT_FOUND: [
    "The file given with `--snapshot` cannot be read.",
    "Save it anew: `plumbline snapshot --out FILE`.",
  ],
  SNAPSHOT_INVALID: [
    "The file is no snapshot that this version can read.",
    "Save it anew with this version.",
  ],
  LOG_FILE_UNREADABLE: [
    "A log export cannot be read, or holds no event.",
    "Export System Log events as JSON lines or as one JSON list.",
  ],
  SEED_REPORT_INVALID: [
    "The file given with `--seed-report` is no report of the admin console on MFA.",
    "Export MFA Usage, or MFA Enrollment by User, as CSV and name that file unchanged.",
  ],
  STATE_INVALID: ["The emulator's state file has a mistake.", "[emulator.md](emulator.md) has every field."],
  STACK_NOT_FOUND: [
    "The file given with `--stack` cannot be read.",
    "`pulumi stack export --file stack.json`.",
  ],
  STACK_INVALID: [
    "The file is no stack export, or holds no `MfaBaseline`.",
    "Export the stack that declares the baseline.",
  ],
  ORG_URL_MISSING: ["`OKTA_ORG_URL` is not set.", "`export OKTA_ORG_URL=https://acme.okta.com`."],
  ORG_URL_INVALID: [
    "`OKTA_ORG_URL` is not the address of an org.",
    "Give the address alone, without a path and without `-admin`.",
  ],
  ORG_URL_INSECURE: [
    "`OKTA_ORG_URL` uses http.",
    "Use https; http is for the emulator on this machine only.",
  ],
  CREDENTIALS_MISSING: [
    "No credentials are set.",
    "Set `OKTA_API_TOKEN`, or `OKTA_CLIENT_ID` and `OKTA_PRIVATE_KEY` ([connecting.md](connecting.md)).",
  ],
  CREDENTIALS_INVALID: [
    "A credential cannot be used as it is.",
    "The message names the variable; keys are PEM or JWK.",
  ],
  AUTH_FAILED: [
    "Okta refused the credentials.",
    "Look whether the token was revoked, expired (30 days unused) or tied to a network, or the key was removed from the app.",
  ],
  SCOPE_MISSING: [
    "None of the scopes asked for is granted.",
    "Grant them under the app's Okta API Scopes; `plumbline doctor` lists them.",
  ],
  ENGINE_MISMATCH: ["The baseline is for the other engine.", "Set `org.engine`, or check `OKTA_ORG_URL`."],
  NOT_OKTA: ["What answered is not Okta.", "Check `OKTA_ORG_URL` and proxies in between."],
  NETWORK: [
    "The org cannot be reached.",
    "Check the address, DNS, proxies and firewalls; for a TLS error `NODE_EXTRA_CA_CERTS`.",
  ],
  OKTA_REFUSED: [
    "Okta refused a read without which there is no answer.",
    "The message has Okta's own code and reason.",
  ],
  TIMEOUT: [
    "Something took longer than it may.",
    "Run it again; `--timeout` sets how long a reading may take.",
  ],
  INTERRUPTED: ["Ctrl-C came before there was an answer.", "Run it again."],
  USER_NOT_FOUND: ["No person of that login or id can sign in.", "Give the login as Okta shows it."],
  GROUP_NOT_FOUND: ["`pulumi up` found no group of that name.", "Names compare letter for letter."],
  ZONE_NOT_FOUND: [
    "`pulumi up` found no network zone of that name.",
    "Make the zone first, or correct the name.",
  ],
  NOT_ENFORCEABLE: [
    "The provider cannot set what the baseline asks; nothing was written.",
    "[enforcing-with-pulumi.md](enforcing-with-pulumi.md) says what it cannot hold.",
  ],
  CHECK_NOT_FOUND: ["There is no check of that id.", "`plumbline checks` lists them."],
  DETECTION_NOT_FOUND: ["There is no detection of that id.", "`plumbline detections` lists them."],
  FRAMEWORK_NOT_FOUND: ["There is no standard of that id.", "The message lists those that there are."],
  OUTPUT_FAILED: ["A file cannot be written.", "Check the folder, its permissions and free space."],
  PORT_IN_USE: ["Something else listens on that port.", "Choose another one."],
  LEDGER_NOT_FOUND: ["The ledger does not exist.", "`plumbline watch` makes it; or correct `--ledger`."],
  LEDGER_NEWER: ["A newer Plumbline wrote the ledger.", "Use that version."],
  LEDGER_CORRUPT: [
    "The ledger holds what Plumbline did not write.",
    "Put back a copy of the file or the database.",
  ],
  LEDGER_UNWRITABLE: ["The ledger cannot be written.", "Check permissions and free space."],
  LEDGER_UNREACHABLE: ["The database does not answer.", "Check the URL, the network and the database's log."],
  LEDGER_BUSY: ["Somebody else holds the ledger for long.", "Run it again in a moment."],
  LEDGER_LEASED: ["Another runner reads this org.", "Wait for it: two must not read one org at once."],
  LEDGER_LEASE_LOST: ["Another runner took over this org.", "Nothing is lost; the other one goes on."],
  ALERT_NOT_FOUND: ["There is no alert of that id.", "`plumbline alerts list --all`."],
  ALERT_AMBIGUOUS: ["Several alerts have ids that begin so.", "Give more of the id."],
  ORG_NOT_WATCHED: ["The ledger knows nothing of this org.", "`plumbline watch --once` reads its log."],
  RUN_NOT_FOUND: ["There is no kept report of that id.", "`plumbline runs` lists them."],
  RUN_AMBIGUOUS: ["Several kept reports have ids that begin so.", "Give more of the id."],
  BASELINES_UNRELATED: ["The two files have nothing in common.", "Give two versions of one baseline."],
  REF_NOT_FOUND: ["Git knows no such commit.", "Name a branch, tag or commit."],
  REF_INCOMPLETE: ["The clone is shallow.", "Fetch the history: `fetch-depth: 0` in a workflow."],
  GIT_FAILED: ["Git cannot read the repository.", "Run it inside the repository, or give two files."],
  DESTINATION_MISSING: ["A route's variables are not set.", "[notifying.md](notifying.md) lists them."],
  DESTINATION_INVALID: ["A route's variable cannot be used.", "The message names it."],
  DESTINATION_FAILED: ["A destination did not take the test post.", "The message has its answer."],
  HOOK_SECRET_MISSING: [
    "`watch --listen` has no secret.",
    "Set the variable that the message names to what the hook sends.",
  ],
  HOOK_SECRET_INVALID: [
    "The hook's secret cannot be used.",
    "Use letters, digits and punctuation on one line.",
  ],
  REQUIREMENT_NOT_FOUND: [
    "The baseline has no requirement of that id.",
    "The message lists those there are.",
  ],
  TOO_MANY_CHANGES: [
    "More would be changed than `--max-changes` allows, or proposed than anybody reviews; nothing was.",
    "Look at the plan, then raise the limit. Where `--propose` stops, adopt the org anew.",
  ],
  UNDO_INVALID: [
    "The undo file is not what `enroll` wrote, or is about another org.",
    "Use the file as it was written.",
  ],
  FILE_EXISTS: ["A file to be written is there already.", "Name another folder, or use `--force`."],
  BUSY: ["`plumbline serve` checks the org, or adds people, already.", "Wait until it is done."],
  SIGN_IN_MISSING: [
    "`plumbline serve` would be reachable from other machines without a sign-in.",
    "Set up OpenID Connect ([serving.md](serving.md)), or listen on 127.0.0.1.",
  ],
  SIGN_IN_INVALID: [
    "How people sign in to `plumbline serve` is set in part, or cannot be safe.",
    "Set what the message names ([serving.md](serving.md)).",
  ],
  PAGE_NOT_BUILT: ["The script of `plumbline serve` is not there.", "`npm run build` in the clone makes it."],
  ADOPTION_INCOMPLETE: [
    "Not everything could be read, so nothing was written.",
    "Grant what is missing, or adopt with `--partial` ([adopting.md](adopting.md)).",
  ],
  KEY_INVALID: [
    "A key of `plumbline evidence` cannot be used.",
    "The message says why; Ed25519 and ECDSA on P-256 sign ([evidence.md](evidence.md)).",
  ],
  EVIDENCE_NOT_FOUND: [
    "There is no folder to read a bundle from.",
    "Name one that `plumbline evidence create` wrote.",
  ],
  CHECKLIST_INVALID: [
    "The file of `--cklb` is no checklist that the standard can fill in.",
    "The message says why: another benchmark, another release, another format.",
  ],
  EVIDENCE_INVALID: [
    "A bundle would not hold, or does not follow the one before it; nothing was written.",
    "The message says why ([evidence.md](evidence.md)).",
  ],
};

/** `docs/troubleshooting.md`: every error code. */
export function errorPage(): string {
  return `<!-- Generated from src/report/pages/error-page.ts by \`npm run generate\`; do not edit. -->
# Troubleshooting by error code

Errors read \`error[CODE]: what happened\` and \`fix: what to do\`, and end with exit code 1. \`--debug\` adds the stack. What only
a part of the org withheld is no error: the report names it, and the answer is unknown there.

| code | when | what to do |
|---|---|---|
${errorCodes.map((code) => `| \`${code}\` | ${help[code].join(" | ")} |`).join("\n")}
| \`INTERNAL\` | A fault of Plumbline's own. | Run it again with \`--debug\`, and report it with the stack: it holds no secrets. |
`;
}
