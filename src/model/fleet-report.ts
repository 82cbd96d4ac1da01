import type { Failure } from "./error-lines.ts";
import type { ShownLevel } from "./explained-sign-in.ts";
import type { FleetOrg } from "./fleet.ts";
import type { Report } from "./report.ts";

/** Answer of one org of a fleet: its report, or why there is none. */
export interface OrgAnswer extends Pick<FleetOrg, "name" | "url" | "tags" | "owner"> {
  readonly exitCode: 0 | 1 | 2;
  /** Null where there is a report. */
  readonly error: Failure | null;
  /** Null where the org could not be checked. */
  readonly report: Report | null;
}

/** The strongest kind of factor that somebody could use at the next sign-in, besides a password. */
export const factorStrengths = ["none", "weak", "strong", "phishing-resistant"] as const;
export type FactorStrength = (typeof factorStrengths)[number];

/** How somebody is held in one org. */
export interface HeldPerson {
  readonly org: string;
  /** Administrator roles, direct or through a group; null: not read. */
  readonly roles: readonly string[] | null;
  /** By the weakest way in; null: the sign-on policies were not read. */
  readonly signIn: ShownLevel | null;
  /** Null: not read, or not known. */
  readonly usable: FactorStrength | null;
}

/** Somebody with the same login in several orgs. */
export interface SharedPerson {
  readonly login: string;
  /** In the order of the fleet. */
  readonly orgs: readonly HeldPerson[];
  /** Where they are held least, of the orgs of which that is known; empty where it is known of fewer than two. */
  readonly weakest: readonly string[];
  /** Where it is not known how they are held: it may be less there. */
  readonly unknownIn: readonly string[];
  readonly comparedBy: "sign-in" | "usable factors" | null;
}

/** The people of a fleet who are in several of its orgs. */
export interface SharedPeople {
  /** How many there are. */
  readonly people: number;
  /** Of those, in how many cases it cannot be told where they are held least. */
  readonly undecided: number;
  /** Administrators in several orgs, then others who are held less in one org than in another. By login. */
  readonly administrators: readonly SharedPerson[];
  readonly uneven: readonly SharedPerson[];
}

/** The answer for many orgs, as `plumbline fleet check --format json` prints it. */
export interface FleetReport {
  readonly schemaVersion: 1;
  readonly tool: Report["tool"];
  /** File of the fleet. */
  readonly fleet: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** The worst of its orgs; 1 where it was stopped before all were done. */
  readonly exitCode: 0 | 1 | 2;
  readonly summary: {
    readonly orgs: number;
    readonly inLine: number;
    readonly drift: number;
    readonly unknown: number;
    /** Orgs without a report. */
    readonly failed: number;
  };
  /** In the order of the fleet. */
  readonly orgs: readonly OrgAnswer[];
  readonly people: SharedPeople;
}
