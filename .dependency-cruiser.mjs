import { readFileSync } from "node:fs";

/** The house rules of docs/architecture.md as rules that fail CI; each says why in a sentence. */

/** Each room, what it may import besides itself and src/model/, and why nothing else. */
const rooms = [
  ["policy", [], "policy/ parses what must hold; it knows nothing of what an org is like."],
  [
    "src/evaluator",
    [],
    "src/evaluator/ is what Okta would decide for a person: it needs the snapshot alone.",
  ],
  ["src/okta", [], "src/okta/ reads the org as it is; whoever judges meets it in the snapshot."],
  ["src/emulator", [], "src/emulator/ stands in for Okta: to share our reading of Okta would prove nothing."],
  ["src/ledger", [], "src/ledger/ remembers; it neither judges nor tells."],
  [
    "src/jobs",
    ["src/ledger"],
    "src/jobs/ says which work is due and who does it; what the work is, the use cases know.",
  ],
  ["src/report", [], "src/report/ turns answers into text; it asks nobody for more."],
  ["checks", ["src/evaluator"], "checks/ judge a snapshot, wherever it came from."],
  ["src/alerts", ["src/ledger"], "src/alerts/ turn events into alerts, whoever reads the log."],
  [
    "src/answers",
    ["src/evaluator", "checks", "policy"],
    "src/answers/ are pure questions over evaluator and checks.",
  ],
  [
    "src/standards",
    ["src/evaluator", "checks"],
    "src/standards/ holds standards against what evaluator and checks answer; it reads nothing and prints nothing.",
  ],
  [
    "src/evidence",
    ["src/report"],
    "src/evidence/ seals and compares files: whoever reads them, and judges what is in them, is a use case.",
  ],
  ["stacks", ["policy"], "stacks/ turns a baseline into resources and needs nothing that reads a live org."],
  [
    "src/flows",
    [
      "policy",
      "checks",
      "src/evaluator",
      "src/answers",
      "src/standards",
      "src/alerts",
      "src/okta",
      "src/ledger",
      "src/jobs",
      "src/report",
      "src/evidence",
    ],
    "src/flows/ are the use cases: doors call them, and they know no door and no emulator.",
  ],
  [
    "src/web",
    ["src/alerts", "src/ledger", "src/report", "src/flows"],
    "src/web/ is a door: it shows what the use cases in src/flows/ answer, and judges and reads nothing itself.",
  ],
  [
    "src/cli",
    [
      "policy",
      "checks",
      "src/evaluator",
      "src/answers",
      "src/standards",
      "src/alerts",
      "src/okta",
      "src/ledger",
      "src/report",
      "src/evidence",
      "src/flows",
      "src/web",
      "src/emulator",
    ],
    "src/cli/ must start fast and work without Pulumi: the program in stacks/ is run by Pulumi, never by us.",
  ],
];

const others = (room, allowed) =>
  [...rooms.map(([other]) => other), "test"].filter((other) => other !== room && !allowed.includes(other));

const directions = rooms.map(([room, allowed, comment]) => ({
  name: `${room.replace("src/", "")}-imports-run-down`,
  severity: "error",
  comment,
  from: { path: `^${room}/` },
  to: { path: `^(${others(room, allowed).join("|")})/` },
}));

/** Topics of a room that its README.md opens to others: `Others enter by its own files, and by` … */
const doorsOf = (room) => {
  const [, opened = ""] =
    /^Others enter by its own files([^.]*)\./m.exec(readFileSync(`${room}/README.md`, "utf8")) ?? [];
  return [...opened.matchAll(/`([\w-]+)\/`/g)].map(([, topic]) => topic);
};

const doors = rooms.map(([room]) => ({
  name: `${room.replace("src/", "")}-has-its-doors`,
  severity: "error",
  comment: `Others enter ${room}/ by its own files or by the topics that ${room}/README.md names; the rest may change unseen.`,
  from: { path: "^(policy|checks|stacks|src)/", pathNot: `^${room}/` },
  to: {
    path: `^${room}/[^/]+/`,
    pathNot: `^${room}/(${["[^/]+$", ...doorsOf(room).map((topic) => `${topic}/[^/]+$`)].join("|")})`,
  },
}));

export default {
  forbidden: [
    ...directions,
    ...doors,
    {
      name: "model-imports-nothing",
      severity: "error",
      comment:
        "src/model/ is the vocabulary everyone shares: if it imported a room, every room would depend on that room.",
      from: { path: "^src/model/" },
      to: { path: "^(?!src/model/|node:)", dependencyTypesNot: ["core", "npm"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two modules that import each other cannot be understood one at a time.",
      from: {},
      to: { circular: true },
    },
    {
      name: "only-okta-speaks-to-okta",
      severity: "error",
      comment: "The SDK costs half a second to load and drops fields: only src/okta/ may touch it.",
      from: { pathNot: "^(src/okta|test)/" },
      to: { path: "node_modules/@okta/" },
    },
    {
      name: "only-stacks-speak-pulumi",
      severity: "error",
      comment: "Pulumi stays in stacks/ and the policy pack, so that checks run where it is not installed.",
      from: { pathNot: "^(stacks|policy/pack|test)/" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "only-jobs-speak-pg-boss",
      severity: "error",
      comment:
        "Its tables and its version are pinned in one place, beside the statements that reach into them.",
      from: { pathNot: "^(src/jobs|test)/" },
      to: { path: "node_modules/pg-boss/" },
    },
    {
      name: "only-cli-speaks-commander",
      severity: "error",
      comment: "Flags are the command line's business.",
      from: { pathNot: "^(src/cli|test)/" },
      to: { path: "node_modules/commander/" },
    },
    {
      name: "commands-know-their-flags",
      severity: "error",
      comment:
        "Commander comes typed by src/cli/commander.ts: a flag that is read and not declared does not compile.",
      from: { path: "^src/cli/commands/" },
      to: { path: "node_modules/commander/" },
    },
    {
      name: "judges-do-no-io",
      severity: "error",
      comment: "Judging and rendering are pure: same input, same output, no file, socket, process or clock.",
      from: { path: "^(checks|src/(model|evaluator|answers|standards|report|evidence))/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(crypto|util)$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
