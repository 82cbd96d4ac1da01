import type { Part } from "../../report/chart/bar.ts";
import { statusWords } from "../../report/standards/standards-words.ts";

/** A standard as /api/v1/standings tells of it. */
export interface ShownStandard {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly published: string;
  /** Null: no run judged it. */
  readonly standing: {
    readonly pass: number;
    readonly open: number;
    readonly notReviewed: number;
    readonly version: string;
    readonly asOf: string;
    readonly stale: string | null;
    readonly changed: number | null;
  } | null;
}

/** The answer of /api/v1/standings. */
export interface Standings {
  readonly ledger: string;
  readonly standards: readonly ShownStandard[];
}

/** The card of a standard. */
export interface StandardCard {
  readonly id: string;
  /** `stig V1R2`. */
  readonly name: string;
  readonly title: string;
  readonly isChosen: boolean;
  /** Shows this standard alone, or all of them where it is shown alone already. */
  readonly href: string;
  /** Worst first: nothing that is unknown is green. */
  readonly parts: readonly Part[];
  readonly total: number;
  /** A number with a word each, and where it leads; of nothing there is none. */
  readonly counts: readonly { readonly words: string; readonly href: string; readonly isBad: boolean }[];
  readonly asOf: string;
  readonly notes: readonly string[];
}

/** Standards over the table that an address shows. */
export interface StandardCards {
  readonly cards: readonly StandardCard[];
  /** Those that no run judged: `cis 8.1`, and the command that does. */
  readonly notJudged: { readonly names: readonly string[]; readonly command: string } | null;
}

/** The address of the table with other choices; what else was chosen stays. */
function choosing(address: URL, choices: Readonly<Record<string, string | null>>): string {
  const next = new URL(address);
  for (const [key, value] of Object.entries(choices)) {
    next.searchParams.delete(key);
    if (value !== null) next.searchParams.set(key, value);
  }
  return next.pathname + next.search;
}

type Judged = ShownStandard & { readonly standing: NonNullable<ShownStandard["standing"]> };

function cardOf({ id, title, standing }: Judged, address: URL): StandardCard {
  const { open, notReviewed, pass, version, asOf, stale, changed } = standing;
  const chosen = address.searchParams.getAll("standard");
  const isAlone = chosen.length === 1 && chosen[0] === id;
  const some = [
    { status: statusWords.open, amount: open, tone: "drift" },
    { status: statusWords.not_reviewed, amount: notReviewed, tone: "unknown" },
    { status: statusWords.pass, amount: pass, tone: "in-line" },
  ].filter(({ amount }) => amount > 0);
  return {
    id,
    name: `${id} ${version}`,
    title,
    isChosen: chosen.includes(id),
    href: choosing(address, { standard: isAlone ? null : id, status: null }),
    parts: some.map(({ tone, amount }) => ({ tone, people: amount })),
    total: open + notReviewed + pass,
    counts: some.map(({ status, amount }) => ({
      words: `${amount} ${status}`,
      href: choosing(address, { standard: id, status }),
      isBad: status === statusWords.open,
    })),
    asOf,
    notes: [
      ...(stale === null ? [] : [`stale: ${stale}`]),
      ...(changed === null ? [] : [changed === 0 ? "unchanged" : `${changed} changed since the run before`]),
    ],
  };
}

const isJudged = (standard: ShownStandard): standard is Judged => standard.standing !== null;

/** The standards that were judged, as cards; of the others, how to have them judged. */
export function standardCards({ ledger, standards }: Standings, address: URL): StandardCards {
  const others = standards.filter((one) => !isJudged(one));
  const ids = others.map(({ id }) => id).join(" ");
  return {
    cards: standards.filter(isJudged).map((one) => cardOf(one, address)),
    notJudged:
      others.length === 0
        ? null
        : {
            names: others.map(({ id, version }) => `${id} ${version}`),
            command: `plumbline standards ${ids} --ledger ${ledger}`,
          },
  };
}
