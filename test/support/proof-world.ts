import type { Lease } from "../../src/ledger/lease.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import type { Proofs, Roster } from "../../src/ledger/proofs.ts";
import type { UserId } from "../../src/model/ids.ts";
import type { EnrolmentProof, LogChain, SilentChange } from "../../src/model/proof.ts";
import type { PersonEnrolments } from "../../src/model/snapshot.ts";
import type { OktaConnection } from "../../src/okta/connection/connection.ts";
import { ReadFailure } from "../../src/okta/transport/read-failure.ts";
import { enrolled } from "./org-builder.ts";

const minute = 60_000;

/** Something that happens to a person, and what the System Log says of it. */
export interface Change {
  readonly person: number;
  readonly key: string;
  /** Minutes until Okta stores the event; `never`: it does not. */
  readonly told: number | "never" | "twice" | "garbled";
}

/** Trouble of the log at one of its pages. */
export type LogTrouble = "refused" | "no link" | "down";

/** Faults that a run is to suffer. */
export interface Night {
  /** Minutes since the run before. */
  readonly after: number;
  /** Before the run. */
  readonly changes: readonly Change[];
  /** One before each request of the run, as long as there are some. */
  readonly meanwhile: readonly Change[];
  readonly trouble: readonly (LogTrouble | null)[];
  /** The process dies in place of this write. */
  readonly killedAt: number | null;
  readonly share: number | null;
  /** Keys that the enrollment policy allows from then on; null: Okta shows all that people have. */
  readonly allowed: readonly string[] | null;
}

/** Nothing happens. */
export const calmNight: Night = {
  after: 1,
  changes: [],
  meanwhile: [],
  trouble: [],
  killedAt: null,
  share: null,
  allowed: null,
};

/** The process is gone: nothing that follows is written. */
export class Killed extends Error {}

interface Stored {
  readonly at: number;
  readonly event: unknown;
}

interface Moment {
  readonly at: number;
  readonly keys: readonly string[];
  /** No event tells of it by the time that an answer speaks of. */
  readonly isUntold: boolean;
}

/** An org of a few people that keeps its own true history, and what a ledger keeps between runs. */
export class ProofWorld {
  now = Date.parse("2026-01-01T00:00:00.000Z");
  readonly users: readonly UserId[];
  readonly #history: Moment[][];
  #log: Stored[] = [];
  #waiting: Stored[] = [];
  #uuid = 0;
  #chain: LogChain | null = null;
  #proofs = new Map<UserId, EnrolmentProof>();
  readonly #roster: Roster = { state: null, people: new Map(), stale: [] };
  #untold: readonly SilentChange[] = [];
  #writes = 0;
  #requests = 0;
  #pages = 0;
  #night: Night;
  #meanwhile: Change[] = [];

  constructor(people: number, calm: Night) {
    this.users = Array.from({ length: people }, (_, index) => `00u${index}` as UserId);
    this.#history = this.users.map(() => [{ at: this.now, keys: ["okta_verify"], isUntold: false }]);
    this.#night = calm;
  }

  /** Lets time pass, and things happen. */
  begin(night: Night): void {
    this.#night = night;
    this.#meanwhile = [...night.meanwhile];
    this.#writes = 0;
    this.#pages = 0;
    const step = (night.after * minute) / (night.changes.length + 1);
    for (const change of night.changes) {
      this.now += step;
      this.#happen(change);
    }
    this.now += step;
  }

  /** Whether a person's enrolments were these at some moment from then on. */
  wereEver(user: UserId, keys: readonly string[], from: number): boolean {
    const history = this.#history[this.users.indexOf(user)] ?? [];
    const wanted = JSON.stringify(keys);
    const shown = (moment: Moment) => JSON.stringify(this.#shown(moment.keys));
    return history.some((moment, index) => {
      const until = history[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      return until >= from && shown(moment) === wanted;
    });
  }

  /** Whether something of a person changed since then that no event told of in time. */
  changedUntold(user: UserId, since: number): boolean {
    const history = this.#history[this.users.indexOf(user)] ?? [];
    return history.some(({ at, isUntold }) => isUntold && at >= since);
  }

  /** Whether anything of a person changed in so many milliseconds before a moment. */
  changedBefore(user: UserId, moment: number, withinMs: number): boolean {
    const history = this.#history[this.users.indexOf(user)] ?? [];
    return history.some(({ at }, index) => index > 0 && at >= moment - withinMs && at <= moment);
  }

  #happen({ person, key, told }: Change): void {
    const user = this.users[person % this.users.length];
    const history = user === undefined ? undefined : this.#history[this.users.indexOf(user)];
    const before = history?.at(-1);
    if (user === undefined || history === undefined || before === undefined) return;
    const keys = before.keys.includes(key)
      ? before.keys.filter((one) => one !== key)
      : [...before.keys, key].toSorted();
    const isUntold = told === "never" || (typeof told === "number" && told > 15);
    history.push({ at: this.now, keys, isUntold });
    this.#uuid += 1;
    const heading = told === "garbled" ? {} : { eventType: "user.mfa.factor.update" };
    const event = {
      uuid: `e${this.#uuid}`,
      published: new Date(this.now).toISOString(),
      ...heading,
      target: [{ id: user, type: "User" }],
    };
    const delay = typeof told === "number" ? told * minute : 0;
    if (told === "never") return;
    for (const at of told === "twice" ? [this.now, this.now] : [this.now + delay]) {
      this.#waiting.push({ at, event });
    }
  }

  #settle(): void {
    const due = this.#waiting
      .filter(({ at }) => at <= this.now)
      .toSorted((left, right) => left.at - right.at);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    this.#log = [...this.#log, ...due];
  }

  #request(): void {
    this.#requests += 1;
    this.now += 1000;
    const change = this.#meanwhile.shift();
    if (change !== undefined) this.#happen(change);
    this.#settle();
  }

  #shown(keys: readonly string[]): readonly string[] {
    const { allowed } = this.#night;
    return allowed === null ? keys : keys.filter((key) => allowed.includes(key));
  }

  /** Reads a person as Okta would answer now. */
  read(user: UserId): PersonEnrolments {
    this.#request();
    const keys = this.#shown(this.#history[this.users.indexOf(user)]?.at(-1)?.keys ?? []);
    return {
      kind: "read",
      source: this.#night.allowed === null ? "authenticator-enrollments" : "factors",
      enrolments: keys.map((key) => enrolled(key)),
      factors: null,
    };
  }

  #logPage(after: string | null, since: string | null) {
    this.#request();
    const trouble = this.#night.trouble[this.#pages] ?? null;
    this.#pages += 1;
    if (trouble === "down") throw new ReadFailure("unavailable", "503", { status: 503 });
    if (trouble === "refused" && after !== null) throw new ReadFailure("refused", "400", { status: 400 });
    const from =
      after === null ? this.#log.findIndex(({ at }) => at >= Date.parse(since ?? "")) : Number(after);
    const start = from < 0 ? this.#log.length : from;
    const page = this.#log.slice(start, start + 2);
    const next = `https://acme.okta.com/api/v1/logs?after=${start + page.length}&limit=2`;
    const link = trouble === "no link" ? null : `<${next}>; rel="next"`;
    return { body: page.map(({ event }) => event), link };
  }

  connection(): OktaConnection {
    const answer = (url: string) => {
      const { searchParams } = new URL(url);
      const { body, link } = this.#logPage(searchParams.get("after"), searchParams.get("since"));
      return { url, body, header: (name: string) => (name === "link" ? link : null) };
    };
    const part: Pick<OktaConnection, "orgUrl" | "needScopes" | "doWithout"> = {
      orgUrl: "https://acme.okta.com",
      needScopes: () => undefined,
      doWithout: () => undefined,
    };
    const clock = { now: () => new Date(this.now), skewSeconds: () => 0 };
    const cost = () => ({ requests: this.#requests, byEndpoint: {}, throttledMs: 0 });
    const get: OktaConnection["get"] = async ({ url, endpoint, query }) =>
      answer(url ?? `https://acme.okta.com${endpoint}?${new URLSearchParams(query)}`);
    return { ...part, clock, cost, get } as OktaConnection;
  }

  #write(work: () => void): Promise<void> {
    this.#writes += 1;
    const { killedAt } = this.#night;
    if (killedAt !== null && this.#writes >= killedAt) return Promise.reject(new Killed());
    work();
    return Promise.resolve();
  }

  ledger(): Ledger {
    const proofs: Proofs = {
      recall: async () => ({
        chain: this.#chain,
        proofs: new Map(this.#proofs),
        roster: this.#roster,
        untold: this.#untold,
      }),
      advance: (_lease: Lease, { chain, forget, untold }) =>
        this.#write(() => {
          this.#chain = chain;
          this.#untold = [...this.#untold, ...untold];
          if (forget === "everybody") this.#proofs.clear();
          else for (const user of forget) this.#proofs.delete(user);
        }),
      keep: (_lease: Lease, { proofs: kept }) =>
        this.#write(() => {
          for (const [user, proof] of kept) this.#proofs.set(user, proof);
        }),
      told: () =>
        this.#write(() => {
          this.#untold = [];
        }),
    };
    return { proofs } as Ledger;
  }
}
