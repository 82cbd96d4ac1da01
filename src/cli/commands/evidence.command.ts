import { withLedgerIfAny } from "../../flows/ledger.ts";
import { PlumblineError } from "../../model/errors.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Command, type CommandWith, type Flags, Option } from "../commander.ts";
import { addOptionalLedger } from "../ledger-option.ts";
import { durationValue, idsValue, none, textsValue } from "../option-values.ts";
import { addReadingOptions } from "../reading-options.ts";
import { keyVariable } from "../redact-option.ts";
import { formatOption } from "../shared-options.ts";

/** `plumbline evidence create|verify|show`: bundles that let anybody judge an org again, offline. */
export default function evidence(context: CommandContext): AnyCommand {
  return commandFor("evidence", {
    group: "judge",
    examples: [
      "evidence create --out evidence/2026-48 --key evidence.pem --previous evidence/2026-47",
      "evidence verify evidence/* --public-key evidence.pub.pem --every 8d",
    ],
    exits: "0 done, or the bundle holds; 1 could not tell; 2 a bundle that verify was given does not hold",
  })
    .description("seal what an org was judged by, so that anybody can judge it again offline")
    .addCommand(create(context))
    .addCommand(verify(context))
    .addCommand(show(context));
}

const withFormat = <Args extends unknown[], Known extends Flags>(command: CommandWith<Args, Known>) =>
  command.addOption(formatOption());

function create({ terminal }: CommandContext): AnyCommand {
  return addReadingOptions(
    addOptionalLedger(
      new Command("create").description(
        "judge the org (or a snapshot), and seal report, snapshot and baseline",
      ),
      "log range, kept checks, and who came back lately",
    ),
  )
    .addOption(new Option("--out <folder>", "a folder that is not there yet").makeOptionMandatory())
    .addOption(new Option("--key <pem>", "private key that signs (Ed25519, or ECDSA on P-256)"))
    .addOption(new Option("--no-sign", "leave the bundle unsigned"))
    .addOption(new Option("--previous <folder>", "the bundle before, which this one continues"))
    .addOption(
      new Option("--standards <ids>", "answer these standards in it, too: stig, nist, …")
        .argParser(idsValue)
        .default(none, "none"),
    )
    .addOption(
      new Option("--redact", `hide names but those of the baseline (key: ${keyVariable})`).default(true),
    )
    .addOption(new Option("--no-redact", "leave every name as it is"))
    .action(async (options) => {
      refuseHalfSigned(options);
      const [{ createEvidence }, { readSigningKey }, { askedKey }, { createdText }] = await Promise.all([
        import("../../flows/evidence/create-evidence.ts"),
        import("../../flows/evidence/read-key.ts"),
        import("../redaction.ts"),
        import("../../report/pages/evidence-text.ts"),
      ]);
      const { key: file, out } = options;
      const key = file === undefined ? null : await readSigningKey(file, terminal.env);
      const hidden = askedKey(options, terminal);
      const made = await withLedgerIfAny(options, terminal, (ledger) =>
        createEvidence({ ...options, key, redactionKey: hidden, ledger }, callerOf(terminal, options)),
      );
      terminal.stdout.write(createdText(out, made, terminal.stdout.columns));
    });
}

/** A bundle that nobody signed must be meant so. */
function refuseHalfSigned({ key, sign }: { readonly key?: string; readonly sign: boolean }): void {
  if ((key === undefined) !== sign) return;
  throw new PlumblineError(
    "USAGE",
    sign ? "nothing says how to seal the bundle" : "--no-sign and --key contradict each other",
    { remedy: sign ? "add --key FILE with a private key, or --no-sign" : "leave out one of the two" },
  );
}

function verify({ terminal, end }: CommandContext): AnyCommand {
  return withFormat(
    new Command("verify").description(
      "hold bundles against their seal, judge them again, and check their chain",
    ),
  )
    .argument("<folders...>", "one or more; several are a chain")
    .addOption(
      new Option("--public-key <pem>", "the key that must have signed; repeatable, for one of several")
        .argParser(textsValue)
        .default(none, "none"),
    )
    .addOption(
      new Option("--every <duration>", "refuse a longer time without a check, such as 8d").argParser(
        durationValue,
      ),
    )
    .action(async (folders, { format, publicKey, every }) => {
      const [{ verifyEvidence }, { readVerifyingKey }, { standingOf }, { verifiedAsJson, verifiedText }] =
        await Promise.all([
          import("../../flows/evidence/verify-evidence.ts"),
          import("../../flows/evidence/read-key.ts"),
          import("../../evidence/standing.ts"),
          import("../../report/pages/evidence-text.ts"),
        ]);
      const publicKeys = await Promise.all(publicKey.map(readVerifyingKey));
      const wanted = { publicKeys, everyMs: every ?? null };
      const found = await verifyEvidence(folders, wanted, terminal.now());
      const bundles = found.map((one) => ({ ...one, standing: standingOf(one.faults) }));
      const { write, columns } = terminal.stdout;
      write(format === "json" ? verifiedAsJson(bundles) : verifiedText(bundles, columns));
      const standings = new Set(bundles.map(({ standing }) => standing));
      end(standings.has("broken") ? 2 : standings.has("unproven") ? 1 : 0);
    });
}

function show({ terminal, end }: CommandContext): AnyCommand {
  return withFormat(new Command("show").description("what a bundle says of itself; judges nothing"))
    .argument("<folder>", "a bundle")
    .action(async (folder, { format }) => {
      const [{ showEvidence }, { shownAsJson, shownText }] = await Promise.all([
        import("../../flows/evidence/verify-evidence.ts"),
        import("../../report/pages/evidence-text.ts"),
      ]);
      const shown = await showEvidence(folder);
      const { write, columns } = terminal.stdout;
      write(format === "json" ? shownAsJson(shown) : shownText(shown, columns));
      end(shown.faults.length === 0 ? 0 : 1);
    });
}
