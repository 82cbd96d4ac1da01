/** The house rules of docs/architecture.md as rules that fail CI; each says why in a sentence. */
const rooms = ["policy", "okta", "checks", "alerts", "report", "emulator"];

const siblings = rooms.map((room) => ({
  name: `${room}-keeps-to-itself`,
  severity: "error",
  comment: `${room}/ may import model/ and itself: siblings meet only in cli/, so each can be read and tested alone.`,
  from: { path: `^${room}/`, pathNot: room === "policy" ? "^policy/(review|pack)" : undefined },
  to: { path: `^(${[...rooms.filter((other) => other !== room), "stacks", "cli"].join("|")})/` },
}));

export default {
  forbidden: [
    ...siblings,
    {
      name: "model-imports-nothing",
      severity: "error",
      comment:
        "model/ is the vocabulary everyone shares: if it imported a room, every room would depend on that room.",
      from: { path: "^model/" },
      to: { path: `^(${[...rooms, "stacks", "cli", "test"].join("|")})/` },
    },
    {
      name: "stacks-import-policy-only",
      severity: "error",
      comment:
        "stacks/ turns a baseline into resources: it needs the baseline and nothing that reads a live org.",
      from: { path: "^stacks/" },
      to: { path: "^(okta|checks|alerts|report|cli|emulator|test)/" },
    },
    {
      name: "cli-leaves-stacks-alone",
      severity: "error",
      comment:
        "cli/ must start fast and work without Pulumi: the program in stacks/ is run by Pulumi, never by us.",
      from: { path: "^cli/" },
      to: { path: "^stacks/" },
    },
    {
      name: "nothing-imports-cli",
      severity: "error",
      comment: "cli/ is the outermost shell: argv, environment, streams and exit codes stay there.",
      from: { pathNot: "^(cli|test)/" },
      to: { path: "^cli/" },
    },
    {
      name: "no-dependency-on-test",
      severity: "error",
      comment: "Shipped code that imports a test would ship the test.",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
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
      comment: "The SDK costs half a second to load and drops fields: only okta/ may touch it.",
      from: { pathNot: "^(okta|test)/" },
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
      name: "only-cli-speaks-commander",
      severity: "error",
      comment: "Flags are the shell's business.",
      from: { pathNot: "^(cli|test)/" },
      to: { path: "node_modules/commander/" },
    },
    {
      name: "judges-do-no-io",
      severity: "error",
      comment: "Judging and rendering are pure: same input, same output, no file, socket, process or clock.",
      from: { path: "^(model|checks|report)/" },
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
