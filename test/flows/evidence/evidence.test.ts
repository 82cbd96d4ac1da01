import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { bundleFile, sha256, toBytes, toText } from "../../../src/evidence/bundle-files.ts";
import { signingKey, verifyingKey } from "../../../src/evidence/keys.ts";
import { packageVersion } from "../../../src/flows/catalogue/package-root.ts";
import { writeBundle } from "../../../src/flows/evidence/bundle-folder.ts";
import { readSigningKey, readVerifyingKey } from "../../../src/flows/evidence/read-key.ts";
import { showEvidence, verifyEvidence } from "../../../src/flows/evidence/verify-evidence.ts";
import { emptyOrgMemory } from "../../../src/ledger/memory.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import type { EvidenceManifest } from "../../../src/model/evidence.ts";
import type { UserId } from "../../../src/model/ids.ts";
import { ed25519, encrypted, p256 } from "../../support/evidence-keys.ts";
import {
  aPlace,
  at,
  baseline,
  bundleIn,
  edited,
  orgAt,
  type Place,
  publicKey,
  refusalOf,
  sealedAnew,
  url,
  verified,
} from "../../support/evidence-place.ts";
import { aPerson, enrolments } from "../../support/org-builder.ts";
import { aloneReport, sampleReport } from "../../support/sample-report.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";
import { anApp, anAppPolicy, asks, catchAll } from "../../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../../support/sign-on-org.ts";

// The first test waits for the checks to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe("a bundle", () => {
  it("is judged again from its files alone, wherever it lies, and years later", async () => {
    const place = await aPlace();
    const made = await place.make(23);
    const moved = join(await temporaryFolder(), "elsewhere");
    await writeBundle(moved, await bundleIn(made));
    await rm(place.folder, { recursive: true });
    expect(await verified([moved])).toEqual([]);
    const found = await verifyEvidence(
      [moved],
      { publicKeys: [publicKey], everyMs: null },
      new Date("2031-01-01T00:00:00.000Z"),
    );
    expect(found[0]).toMatchObject({ faults: [], reworded: false, seal: { kind: "signed", trusted: true } });
  });

  it("holds the baseline word for word, with what it extends, and nobody whom it does not name", async () => {
    const place = await aPlace();
    const files = await bundleIn(await place.make(23));
    const text = (path: string) => toText(files.get(path) ?? new Uint8Array());
    expect([...files.keys()].toSorted()).toEqual([
      "baseline/common.yaml",
      "baseline/policy/baseline.yaml",
      "evidence.dsse.json",
      "exemptions.json",
      "judgement.json",
      "log.json",
      "manifest.json",
      "report.json",
      "signer.pem",
      "snapshot.json",
    ]);
    expect(text("baseline/policy/baseline.yaml")).toBe(baseline);
    expect(text("snapshot.json")).toContain("svc-backup@acme.example");
    expect([...files.values()].map(toText).join("\n")).not.toMatch(/dana@|kim@|omar@|PRIVATE KEY/);
  });

  it("comes to the same counts, redacted or not", async () => {
    const place = await aPlace();
    const hidden = await showEvidence(await place.make(23));
    const named = await showEvidence(await place.make(24, { redactionKey: null, key: null }, orgAt(23)));
    expect(named.manifest?.counts).toEqual(hidden.manifest?.counts);
    expect(named.manifest?.verdict).toBe("drift");
    expect(hidden.manifest?.counts.people).toMatchObject({ listed: 4, inScope: 3, suspended: 1 });
    expect(hidden.manifest?.counts.people?.answers).toMatchObject({ drift: 1, exempted: 1, "in-line": 1 });
    expect(named.seal).toEqual({ kind: "unsigned" });
    expect(await verified([named.folder], 30, { trusted: false })).toEqual([]);
  });

  it("of an org of which people were not read is unknown, and says so", async () => {
    const place = await aPlace();
    const { users: _users, ...slices } = orgAt(23).slices;
    const gap = { slice: "users", reason: "403", affected: 0, ids: [] } as const;
    const made = await place.make(23, {}, orgAt(23, { slices, gaps: [gap] }));
    const { manifest } = await showEvidence(made);
    expect([manifest?.verdict, manifest?.counts.people]).toEqual(["unknown", null]);
    expect(await verified([made])).toEqual([]);
  });

  it("takes along who came back lately, by the name that the snapshot has for them", async () => {
    const place = await aPlace();
    const ledger = await openLedger(join(place.folder, "ledger.db"), { create: true });
    const user = orgAt(23).slices.users?.people.find(({ login }) => login === "dana@acme.example")
      ?.id as UserId;
    const lease = { org: url, owner: "test", holder: "test" };
    const now = new Date(at(22));
    await ledger.takeLease({ ...lease, now, isGone: () => false });
    const actor = {
      type: "User",
      id: "00u1",
      name: "Nia",
      ip: null,
      country: null,
      via: "admin console",
    } as const;
    const mark = {
      eventType: "user.lifecycle.reactivate",
      uuid: "e1",
      at: "2026-11-23T08:00:00.000Z",
      actor,
      isManaged: false,
    };
    const person = {
      id: user,
      login: "dana@acme.example",
      created: null,
      status: null,
      factors: null,
      factorRestoredAt: null,
      factorRestored: null,
      marks: [mark],
      adminRoles: null,
      pushes: [],
    };
    await ledger.keepRun(lease, { now, wanted: { uuids: [], people: [], resolvedSince: now } }, () => ({
      position: { next: `${url}/api/v1/logs?after=1`, filter: "", updatedAt: at(23) },
      seen: [
        { uuid: "old", published: at(1) },
        { uuid: "one", published: at(17) },
        { uuid: "two", published: at(20) },
        { uuid: "later", published: at(24) },
      ],
      records: [],
      people: [person],
      org: { ...emptyOrgMemory, watchedSince: at(1) },
    }));
    for (const day of [9, 18, 22, 24]) {
      await ledger.keepReport(url, aloneReport(sampleReport([], { finishedAt: at(day) })));
    }
    const first = await place.make(16);
    const made = await place.make(23, { ledger, previous: first });
    await ledger.close();
    const files = await bundleIn(made);
    const inputs = JSON.parse(toText(files.get(bundleFile.judgement) ?? new Uint8Array()) ?? "");
    expect(Object.values(inputs.reactivated)).toEqual(["2026-11-23T08:00:00.000Z"]);
    expect(JSON.stringify(inputs)).not.toContain(user);
    const { log, manifest, silence } = await showEvidence(made);
    // Dana has a day: the requirement says so.
    expect(manifest?.counts.people?.answers).toMatchObject({ drift: 0, pending: 1 });
    expect(log).toMatchObject({
      watchedSince: at(1),
      readUntil: at(23),
      events: { count: 2, first: { uuid: "one" }, last: { uuid: "two" } },
    });
    expect(silence).toMatchObject({ from: at(18), to: at(22) });
    expect(log?.checks.map(({ at: when }) => when)).toEqual([at(18), at(22)]);
    const day = 24 * 3_600_000;
    expect(await verified([first, made], 30, { everyMs: 4 * day })).toEqual([]);
    expect(await verified([first, made], 30, { everyMs: 3 * day })).toEqual(["long-silence log.json"]);
  });
});

describe("a chain of bundles", () => {
  it("holds, and a week that is missing is found", async () => {
    const place = await aPlace();
    const first = await place.make(9);
    const second = await place.make(16, { previous: first });
    const third = await place.make(23, { previous: second });
    expect(await verified([third, first, second])).toEqual([]);
    expect(await verified([first, third])).toEqual(["previous-missing -"]);
    const week = 7 * 24 * 3_600_000;
    expect(await verified([third], 30, { everyMs: week })).toEqual([]);
    expect(await verified([third], 30, { everyMs: week - 1 })).toEqual(["long-silence log.json"]);
  });

  it.each<[string, (place: Place) => Promise<unknown>, string]>([
    [
      "a bundle that was touched",
      async ({ make }) => {
        const previous = await make(16);
        await writeFile(join(previous, bundleFile.report), "{}");
        return make(23, { previous });
      },
      "is no bundle to go on from: report.json; look at it with: plumbline evidence verify",
    ],
    [
      "a folder that is no bundle",
      async ({ make, folder }) => make(23, { previous: join(folder, "policy") }),
      "is no bundle to go on from; look",
    ],
    [
      "one of another org",
      async ({ make }) => {
        const org = { url: "https://other.okta.com", id: null, engine: "identity" } as const;
        const previous = await make(16, {}, orgAt(16, { org }));
        return make(23, { previous });
      },
      "is of https://other.okta.com, and this is https://acme.okta.com",
    ],
    [
      "a later one",
      async ({ make }) => make(16, { previous: await make(23) }),
      `is of ${at(23)}, and this org was read ${at(16)}`,
    ],
    [
      "none that is there",
      async ({ make, folder }) => make(23, { previous: join(folder, "none") }),
      "(ENOENT)",
    ],
  ])("does not go on from %s", async (_what, work, words) => {
    const place = await aPlace();
    expect(await refusalOf(work(place))).toContain(words);
    expect(await readdir(place.folder)).not.toContain("bundle-23.tmp");
  });
});

describe("a bundle is written whole or not at all", () => {
  it("and never over another", async () => {
    const place = await aPlace();
    const made = await place.make(23);
    expect(await refusalOf(place.make(23))).toMatch(/^FILE_EXISTS: .*a bundle is never changed$/);
    expect(await verified([made])).toEqual([]);
  });

  it("and into a folder that is there, if it is empty", async () => {
    const place = await aPlace();
    await mkdir(join(place.folder, "bundle-23"));
    expect(await verified([await place.make(23)])).toEqual([]);
  });

  it("and not in place of a file", async () => {
    const place = await aPlace();
    expect(await refusalOf(place.make(23, { out: join(place.folder, "common.yaml") }))).toContain(
      "FILE_EXISTS",
    );
    const below = join(place.folder, "common.yaml", "bundle");
    expect(await refusalOf(place.make(23, { out: below }))).toMatch(/FILE_EXISTS|OUTPUT_FAILED/);
  });

  it("and leaves nothing behind where it cannot be", async () => {
    const place = await aPlace();
    const files = new Map([
      ["a", toBytes("a")],
      ["a/b", toBytes("b")],
    ]);
    expect(await refusalOf(writeBundle(join(place.folder, "bad"), files))).toContain("OUTPUT_FAILED");
    expect((await readdir(place.folder)).filter((name) => name.startsWith("bad"))).toEqual([]);
  });

  it("and not where its redaction would come to another answer", async () => {
    const place = await aPlace();
    const payroll = `requirements:
  - id: payroll
    title: Payroll asks for two factors
    appliesTo: { everyone: true }
    signIn: { to: { apps: [Payroll] }, atLeast: two-factors }
`;
    const text = baseline.replace("requirements:\n", payroll);
    await writeFile(join(place.folder, "policy", "baseline.yaml"), text);
    // Logins are hidden whatever their capitals, and this rule tells them apart.
    const profile = { nickName: "KIM@acme.example" };
    const open = {
      name: "Open",
      expression: "user.profile.login == user.profile.nickName",
      verification: asks("1FA"),
    };
    const org = aSignOnOrg({
      people: [aPerson("kim@acme.example", { signOn: { ...traits(), profile } })],
      groups: { Staff: [] },
      appPolicies: [anAppPolicy("Strong", [open, catchAll({ verification: asks("2FA") })])],
      mapped: [anApp("Payroll", "Strong")],
      enrolments: { "kim@acme.example": enrolments(["webauthn"]) },
    });
    const made = place.make(23, {}, { ...org, takenAt: at(23) });
    expect(await refusalOf(made)).toMatch(/^EVIDENCE_INVALID: .*would come to another answer.*--no-redact/);
    expect(
      await verified([await place.make(24, { redactionKey: null }, { ...org, takenAt: at(23) })]),
    ).toEqual([]);
  });

  it("with a baseline that is whole by itself", async () => {
    const place = await aPlace();
    const text = baseline.replace("../common.yaml", join(place.folder, "common.yaml"));
    await writeFile(join(place.folder, "policy", "baseline.yaml"), text);
    expect(await refusalOf(place.make(23))).toContain("extends a file by an absolute path");
  });
});

describe("what is not what it says", () => {
  const inReport = (from: string | RegExp, to: string) => (files: Map<string, Uint8Array>) =>
    edited(files, bundleFile.report, (text) => text.replace(from, to));

  it.each<[string, (files: Map<string, Uint8Array>) => void, Partial<EvidenceManifest>, string]>([
    [
      "a report that was prettied",
      inReport('"verdict": "drift"', '"verdict": "in-line"'),
      {},
      "judgement report.json summary.verdict",
    ],
    [
      "a report in other words",
      inReport('"message": "', '"message": "Well: '),
      {},
      "judgement report.json a word or a field",
    ],
    ["a report that is none", inReport(/^.*$/s, "{}"), {}, "unreadable report.json "],
    [
      "a snapshot with somebody left out",
      (files) =>
        edited(files, bundleFile.snapshot, (text) =>
          text.replace('"status":"SUSPENDED"', '"status":"ACTIVE"'),
        ),
      {},
      "judgement report.json summary.",
    ],
    [
      "a snapshot that is none",
      (files) => edited(files, bundleFile.snapshot, () => "{}"),
      {},
      "unreadable snapshot.json",
    ],
    [
      "a baseline that asks for less",
      (files) =>
        edited(files, "baseline/policy/baseline.yaml", (text) => text.replace("webauthn", "okta_password")),
      {},
      "judgement report.json baseline.sha256",
    ],
    [
      "no baseline",
      (files) => files.delete("baseline/common.yaml"),
      {},
      "unreadable baseline/policy/baseline.yaml",
    ],
    [
      "another time of judgement",
      (files) => edited(files, bundleFile.judgement, (text) => text.replace("2026", "2027")),
      {},
      "judgement report.json",
    ],
    [
      "no time of judgement",
      (files) => edited(files, bundleFile.judgement, () => "{}"),
      {},
      "unreadable judgement.json ",
    ],
    [
      "a register without its exemption",
      (files) => edited(files, bundleFile.exemptions, () => "[]\n"),
      {},
      "derived exemptions.json ",
    ],
    ["a manifest with another verdict", () => {}, { verdict: "in-line" }, "derived manifest.json "],
    [
      "a manifest of another time",
      () => {},
      { asOf: at(22), period: { from: null, to: at(22) } },
      "derived manifest.json ",
    ],
  ])("%s", async (_what, change, about, expected) => {
    const { faults } = await sealedAnew(change, about);
    expect(faults.map(({ kind, file, detail }) => `${kind} ${file} ${detail}`).join("\n")).toContain(
      expected,
    );
  });

  const older = { tool: { name: "plumbline", version: "0.0.9", node: "v20.20.2" } } as const;
  const asOlder = (files: Map<string, Uint8Array>) =>
    edited(files, bundleFile.report, (text) =>
      text.replace(`"version": "${packageVersion()}"`, '"version": "0.0.9"'),
    );

  it("an older version's bundle holds: its own name is no difference", async () => {
    expect(await sealedAnew(asOlder, older)).toMatchObject({ faults: [], reworded: false });
  });

  it("and holds in other words, and that is said", async () => {
    const found = await sealedAnew((files) => {
      asOlder(files);
      inReport('"message": "', '"message": "Well: ')(files);
    }, older);
    expect(found).toMatchObject({ faults: [], reworded: true });
  });

  it("and holds where this version says more, in its report or its manifest", async () => {
    const found = await sealedAnew(
      (files) => {
        asOlder(files);
        edited(files, bundleFile.report, (text) => text.replaceAll(/^ +"usable": \[[^\]]*\],\n/gm, ""));
      },
      { ...older, ...({ later: "a field of a later version" } as object) },
    );
    expect(found).toMatchObject({ faults: [], reworded: true });
  });

  it.each<[string, (files: Map<string, Uint8Array>) => void]>([
    ["whose register is another", (files) => edited(files, bundleFile.exemptions, () => "[]\n")],
    ["that found otherwise", inReport('"verdict": "drift"', '"verdict": "in-line"')],
    ["whose report this one cannot read", inReport(/^.*$/s, "{}")],
  ])("and one %s is not broken, and not proven", async (_what, change) => {
    const { faults } = await sealedAnew((files) => {
      asOlder(files);
      change(files);
    }, older);
    expect(faults.map(({ kind }) => kind)).toEqual(["other-version"]);
  });

  it.each<[string, (folder: string) => Promise<unknown>, readonly string[]]>([
    ["a file too many", (folder) => writeFile(join(folder, "notes.txt"), "x"), ["not-listed notes.txt"]],
    ["a file too few", (folder) => rm(join(folder, "report.json")), ["missing report.json"]],
    [
      "a link in place of a file",
      async (folder) => {
        await rm(join(folder, "log.json"));
        await symlink("judgement.json", join(folder, "log.json"));
      },
      ["no-file log.json", "missing log.json"],
    ],
  ])("%s in the folder", async (_what, change, faults) => {
    const place = await aPlace();
    const made = await place.make(23);
    await change(made);
    expect(await verified([made])).toEqual(faults);
    expect((await showEvidence(made)).faults.length).toBeGreaterThan(0);
  });

  it("a bundle of another key is judged all the same, and not trusted", async () => {
    const place = await aPlace();
    const made = await place.make(23, { key: signingKey(p256.privateKey, "p256.pem", undefined) });
    expect(await verified([made])).toEqual(["other-key evidence.dsse.json"]);
    expect(await verified([made], 30, { trusted: false })).toEqual([]);
    const both = [publicKey, verifyingKey(p256.publicKey, "p256.pub.pem")];
    const first = await place.make(24);
    const found = await verifyEvidence([first], { publicKeys: both, everyMs: null }, new Date(at(30)));
    expect(found).toMatchObject([{ faults: [], seal: { trusted: true } }]);
  });

  it("a bundle from the future of this machine is not proven", async () => {
    const place = await aPlace();
    expect(await verified([await place.make(23)], 22)).toEqual(["future manifest.json"]);
  });

  it("a folder that is not there", async () => {
    expect(
      await refusalOf(
        verifyEvidence(["/nowhere/at/all"], { publicKeys: [publicKey], everyMs: null }, new Date()),
      ),
    ).toContain("EVIDENCE_NOT_FOUND");
  });
});

describe("keys in files", () => {
  it("are read, with the passphrase of the environment", async () => {
    const folder = await temporaryFolder();
    const [hidden, open] = [join(folder, "key.pem"), join(folder, "key.pub.pem")];
    await writeFile(hidden, encrypted.privateKey);
    await writeFile(open, ed25519.publicKey);
    const env = { PLUMBLINE_EVIDENCE_PASSPHRASE: encrypted.passphrase };
    expect((await readSigningKey(hidden, env)).id).toMatch(/^SHA256:/);
    expect((await readVerifyingKey(open)).id).toBe(publicKey.id);
    expect(await refusalOf(readSigningKey(join(folder, "none.pem"), {}))).toContain("cannot read the key");
    expect(sha256(await readFile(hidden))).toBe(sha256(encrypted.privateKey));
  });
});
