import type { PageSource } from "../../flows/page/page-source.ts";

/** Counts what the server does, for Prometheus. */
export interface Metrics {
  count(status: number, seconds: number): void;
  /** The text exposition format 0.0.4. */
  text(source: PageSource): Promise<string>;
}

const verdictNumbers = { "in-line": 0, drift: 1, unknown: 2 } as const;

/** Counts from nothing. */
export function serverMetrics(): Metrics {
  const byClass = new Map<string, number>();
  let seconds = 0;
  let amount = 0;
  const requests = (): readonly string[] => [
    "# HELP plumbline_http_requests_total Requests by class of status.",
    "# TYPE plumbline_http_requests_total counter",
    ...[...byClass].map(([name, count]) => `plumbline_http_requests_total{status="${name}"} ${count}`),
    "# HELP plumbline_http_request_seconds How long answers took.",
    "# TYPE plumbline_http_request_seconds summary",
    `plumbline_http_request_seconds_sum ${seconds.toFixed(3)}`,
    `plumbline_http_request_seconds_count ${amount}`,
  ];
  return {
    count(status, took) {
      const name = `${Math.floor(status / 100)}xx`;
      byClass.set(name, (byClass.get(name) ?? 0) + 1);
      seconds += took;
      amount += 1;
    },
    async text(source) {
      const org = await orgLines(source).then(
        (lines) => ["plumbline_ledger_up 1", ...lines],
        () => ["plumbline_ledger_up 0"],
      );
      return `${[...requests(), "# HELP plumbline_ledger_up Whether the ledger answers.", "# TYPE plumbline_ledger_up gauge", ...org].join("\n")}\n`;
    },
  };
}

async function orgLines(source: PageSource): Promise<readonly string[]> {
  // Runs that were read before may be at hand although the ledger is not.
  await source.ledger.position(source.org);
  const [runs, alerts] = await Promise.all([source.runs(), source.alerts()]);
  const open = alerts.filter(({ state }) => state !== "resolved").length;
  const gauge = (name: string, help: string, value: number): readonly string[] => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    `${name} ${value}`,
  ];
  const [latest] = runs;
  return [
    ...gauge("plumbline_alerts_open", "Alerts that are not resolved.", open),
    ...(latest === undefined
      ? []
      : [
          ...gauge("plumbline_findings_open", "Open findings of the latest check.", latest.summary.findings),
          ...gauge(
            "plumbline_verdict",
            "0 in line, 1 drift, 2 unknown.",
            verdictNumbers[latest.summary.verdict],
          ),
          ...gauge(
            "plumbline_check_timestamp_seconds",
            "When the latest check ended.",
            Date.parse(latest.finishedAt) / 1000,
          ),
        ]),
  ];
}
