import { once } from "node:events";
import { withLedger } from "../../flows/ledger.ts";
import { callerOf } from "../caller-of.ts";
import type { CommandContext } from "../command.ts";
import { commandFor } from "../command-for.ts";
import { type AnyCommand, Option } from "../commander.ts";
import { addLedgerOption } from "../ledger-option.ts";
import { none, numberValue, textsValue } from "../option-values.ts";
import { addPublicUrl } from "../public-url-option.ts";
import { defaultBaseline } from "../reading-options.ts";

/** `plumbline serve`: the page over the ledger, until Ctrl-C. */
export default function serveCommand({ terminal }: CommandContext): AnyCommand {
  return addPublicUrl(
    addLedgerOption(
      commandFor("serve", {
        group: "watch",
        examples: ["serve", "serve --ledger postgres://plumbline@db/plumbline --read-only"],
        exits: "0 ended by Ctrl-C, 1 could not be served",
      }).description("show what the ledger has as a page, until Ctrl-C"),
    ),
    "where people reach it, if not there",
  )
    .addOption(new Option("--host <address>", "where to listen").default("127.0.0.1"))
    .addOption(
      new Option("--port <number>", "0: any free one").argParser(numberValue(0, 65_535)).default(8787),
    )
    .addOption(
      new Option(
        "--trusted-proxy <address>",
        "a proxy in front, whose X-Forwarded-For is believed; repeatable",
      )
        .argParser(textsValue)
        .default(none, "none"),
    )
    .addOption(
      new Option("--baseline <file>", "what the org must look like, to check it and add people").default(
        defaultBaseline,
      ),
    )
    .addOption(new Option("--fleet <file>", "the orgs of a fleet, for a page of how they stand"))
    .addOption(new Option("--read-only", "show, and let nobody change anything"))
    .action(async (options) => {
      const { serve } = await import("../../web/serve.ts");
      const { builtAssets } = await import("../../web/http/assets.ts");
      const { publicUrlOf } = await import("../../flows/public-url.ts");
      const { loadFleet } = await import("../../../policy/fleet/load-fleet.ts");
      const { pageSource } = await import("../../flows/page/page-source.ts");
      const caller = callerOf(terminal);
      const assets = await builtAssets();
      await withLedger({ ...options, create: false }, terminal, async (ledger) => {
        const publicUrl = publicUrlOf(options, terminal.env) ?? undefined;
        const { host, port, baseline, readOnly = false, trustedProxy: proxies } = options;
        const fleet = options.fleet === undefined ? null : await loadFleet(options.fleet);
        const source = await pageSource(ledger, caller, fleet);
        const running = await serve({
          host,
          port,
          publicUrl,
          readOnly,
          baseline,
          logFolder: ".plumbline",
          proxies,
          assets,
          source,
          caller,
        });
        try {
          terminal.stdout.write(`${running.url}\n`);
          terminal.stderr.write("Ctrl-C ends it.\n");
          await running.warm();
          if (!terminal.signal.aborted) await once(terminal.signal, "abort");
        } finally {
          await running.close();
        }
      });
    });
}
