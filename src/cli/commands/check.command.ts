import type { Check } from "../../../checks/contract/check.ts";
import { loadChecks, selectChecks } from "../../flows/catalogue/load-checks.ts";
import { exitCodeOf } from "../../flows/exit-code.ts";
import { withLedger, withLedgerIfAny } from "../../flows/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { CommandWords } from "../../model/reporter.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, type FlagsOf, Option } from "../commander.ts";
import { addOptionalLedger } from "../ledger-option.ts";
import { addMemoryOptions, memoryAsked, seedReportOption } from "../memory-options.ts";
import { none, numberValue, textsValue } from "../option-values.ts";
import { parseOutputs, refusePeopleNowhere, writeOutputs } from "../outputs.ts";
import { ownCommand } from "../own-command.ts";
import { proposeOption, refuseToPropose, tellProposal } from "../propose-option.ts";
import { addReadingOptions, defaultBaseline } from "../reading-options.ts";
import { redactOption } from "../redact-option.ts";
import { addJudgingOptions, noColorOption } from "../shared-options.ts";

const declared = () =>
  addJudgingOptions(
    addMemoryOptions(
      addReadingOptions(
        addOptionalLedger(
          commandFor("check", {
            group: "judge",
            examples: [
              "check",
              "check --only factors,sign-in --fail-on high",
              "check --format json=report.json --format html=report.html",
              "check --propose proposed.yaml",
              "check --ledger plumbline.db --max-proof-age 30d --request-share 1%",
            ],
            exits: "0 in line, or only drift below --fail-on; 1 could not tell; 2 drift",
          }).description("compare the live org (or a snapshot) with the baseline"),
          "who came back lately",
        ),
      ),
    ).addOption(
      new Option("--format <name[=file]>", "pretty (default), json, …; repeatable, all but one to files")
        .argParser(textsValue)
        .default(none, "pretty"),
    ),
  )
    .addOption(
      new Option("--stack <file>", "what pulumi stack export wrote: tell what is not applied yet from drift"),
    )
    .addOption(new Option("--stack-component <name>", "of several MfaBaseline in that stack, this one"))
    .addOption(
      new Option(
        "--people",
        "list everybody, with standing, usable factors and policy (formats csv and json)",
      ),
    )
    .addOption(
      new Option("--verify <n>", "ask Okta's own simulation about n sampled sign-ins").argParser(
        numberValue(1, 1000),
      ),
    )
    .addOption(proposeOption())
    .addOption(seedReportOption())
    .addOption(redactOption())
    .addOption(new Option("--verbose", "every person and every path"))
    .addOption(noColorOption());

type CheckOptions = FlagsOf<typeof declared>;

/** `plumbline check`: compares the live org, or a snapshot of it, with the baseline. */
export default function check({ terminal, end }: CommandContext): AnyCommand {
  return declared().action(async (options) => {
    const outputs = await parseOutputs(options.format);
    const listPeople = options.people === true;
    if (listPeople) refusePeopleNowhere(outputs);
    const checks = selectChecks(await loadChecks(), options);
    refuseWithoutStack(checks, options);
    refuseToVerify(checks, options);
    const proofs = memoryAsked(options);
    const { propose } = options;
    if (propose !== undefined) await refuseToPropose(propose, options);
    const { performCheck } = await import("../../flows/check/perform-check.ts");
    const { askedPseudonyms, redactAnswer } = await import("../redaction.ts");
    const caller = callerOf(terminal, options);
    const answer =
      proofs === null
        ? await withLedgerIfAny(options, terminal, (ledger) =>
            performCheck({ ...options, checks, ledger }, caller),
          )
        : await withLedger({ ...options, create: true }, terminal, (ledger) =>
            performCheck({ ...options, checks, ledger, proofs }, caller),
          );
    const pseudonyms = askedPseudonyms(options, answer.names, terminal);
    const { report, locate, people } = pseudonyms === null ? answer : redactAnswer(answer, pseudonyms);
    const again = commandsAgain(options, ownCommand(terminal.env));
    await writeOutputs(outputs, report, options, terminal, { checks, locate, people, again, listPeople });
    if (propose !== undefined) await tellProposal(answer, { file: propose, checks }, terminal, options);
    end(exitCodeOf(report, { failOn: options.failOn, timedOut: answer.timedOut }));
  });
}

/** The same org and baseline once more; `explain` knows people by their names only. */
function commandsAgain(options: CheckOptions, command: string): CommandWords {
  const { baseline, snapshot, stack, stackComponent, only, skip, redact } = options;
  const flag = (name: string, value: string | undefined): readonly string[] =>
    value === undefined || value === "" ? [] : [name, value];
  const reading = [
    ...(baseline === defaultBaseline ? [] : ["--baseline", baseline]),
    ...flag("--snapshot", snapshot),
  ];
  const judging = [
    ...flag("--stack", stack),
    ...flag("--stack-component", stackComponent),
    ...flag("--only", only.join()),
    ...flag("--skip", skip.join()),
  ];
  const redacting = redact === true ? ["--redact"] : [];
  return {
    command,
    check: [...reading, ...judging, ...redacting],
    explain: redact === true ? null : reading,
  };
}

/** It is verified how people sign in, in an org that answers. */
function refuseToVerify(checks: readonly Check[], { verify, snapshot }: CheckOptions): void {
  if (verify === undefined) return;
  if (snapshot !== undefined) {
    throw new PlumblineError("USAGE", "--verify asks a live org, and --snapshot reads none", {
      remedy: "leave out one of the two",
    });
  }
  if (checks.some(({ id }) => id === "sign-in")) return;
  throw new PlumblineError("USAGE", "--verify is about the check sign-in, which is not run", {
    remedy: "leave out --verify, or run sign-in",
  });
}

/** A run that judges nothing must not look like an org in line. */
function refuseWithoutStack(
  checks: readonly Check[],
  { stack, stackComponent }: Pick<CheckOptions, "stack" | "stackComponent">,
): void {
  if (stack !== undefined) return;
  const asked = checks.every(({ needsStack }) => needsStack === true)
    ? "--only stack-resource judges nothing"
    : stackComponent === undefined
      ? null
      : "--stack-component means nothing";
  if (asked === null) return;
  throw new PlumblineError("USAGE", `${asked} without --stack`, {
    remedy: "add --stack FILE with what pulumi stack export wrote",
  });
}
