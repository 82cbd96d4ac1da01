import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { startChromium } from "../support/chromium.ts";
import type { BenchLine } from "./bench-line.ts";
import { fillLedger } from "./filled-ledger.ts";
import { judgedCrowd } from "./judged-crowd.ts";
import { type ServedLedger, serveLedger } from "./served-ledger.ts";

const megabyte = 1_000_000;
const mostMsToOpen = 1000;
const mostMsToFilter = 100;
/** The floor: the same page over a ledger of a hundredth of the people and alerts. */
const share = 100;
/** Typed letter by letter and taken back. */
const lettersTyped = 5;
/** As often: of a keystroke the fastest counts, so that what else the machine does is left out. */
const timesTyped = 3;
/** As often all tables are asked for everything in every order, to see what stays in memory. */
const rounds = 10;

/** Milliseconds, the slowest of each kind; bytes. */
interface Measured {
  readonly openMs: number;
  readonly answerMs: number;
  readonly keystrokeMs: number;
  /** After everything was asked for once, and the most while it is asked for again and again. */
  readonly memory: number;
  readonly mostMemory: number;
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Waits where the page says that too much was asked for at once. */
async function ask(url: string, path: string): Promise<string> {
  for (;;) {
    const answer = await fetch(url + path);
    if (answer.status !== 429) return answer.text();
    await sleep(1000);
  }
}

/** Resolves once the rows of the next keystroke are on the screen, to the milliseconds since it. */
const toNextRows = `new Promise((done) => {
  document.querySelector("input[type=search]").addEventListener("input", ({ timeStamp }) => {
    const look = () => {
      if (document.querySelector("section.sheet").getAttribute("aria-busy") !== "false") return requestAnimationFrame(look);
      setTimeout(() => done(performance.now() - timeStamp));
    };
    requestAnimationFrame(look);
  }, { once: true });
  document.querySelector("input[type=search]").focus();
  window.listening = true;
})`;

/** From opening a table to its rows, and from a keystroke to the rows it leaves: the slowest of some. */
async function inBrowser(browser: Browser, address: string, typed: string) {
  const page = await browser.newPage();
  const openMs = await msOf(async () => {
    await page.goto(address);
    await page.locator("table.data tbody tr td").nth(1).waitFor();
  });
  const keys = [...typed, ...Array.from(typed, () => "Backspace")];
  const fastest = keys.map(() => Number.POSITIVE_INFINITY);
  for (let time = 0; time < timesTyped; time += 1) {
    for (const [at, key] of keys.entries()) {
      await page.evaluate("window.listening = false");
      const shown = page.evaluate<number>(toNextRows);
      while (!(await page.evaluate<boolean>("window.listening"))) await page.waitForTimeout(1);
      await page.keyboard.press(key);
      fastest[at] = Math.min(fastest[at] ?? 0, await shown);
    }
  }
  await page.close();
  return { openMs, keystrokeMs: Math.max(...fastest) };
}

/** The slowest answer to what somebody types. */
async function slowestAnswer(url: string, table: string, typed: string): Promise<number> {
  let slowest = 0;
  for (let letters = 1; letters <= typed.length; letters += 1) {
    const search = encodeURIComponent(typed.slice(0, letters));
    slowest = Math.max(slowest, await msOf(() => ask(url, `/api/v1/${table}&search=${search}`)));
  }
  return slowest;
}

/** Has the server answer everything at once that is expensive: other orders, exports of everybody. */
async function burden({ url }: ServedLedger): Promise<void> {
  for (const table of ["people", "alerts", "standards"]) {
    const listing = JSON.parse(await ask(url, `/api/v1/${table}?limit=1`));
    for (const { key } of listing.columns) await ask(url, `/api/v1/${table}?sort=-${key}`);
    await Promise.all(["csv", "json"].map((format) => ask(url, `/api/v1/${table}?format=${format}`)));
  }
}

async function measure(browser: Browser, cli: string, folder: string, people: number): Promise<Measured> {
  const judged = await judgedCrowd(people);
  const place = join(folder, `serve-${people}.db`);
  await fillLedger(place, judged, people / 2);
  const typed = (judged.view.people[people / 2]?.login ?? "").slice(0, lettersTyped);
  const served = await serveLedger(cli, place, judged.report.org.url);
  try {
    await ask(served.url, "/readyz");
    const seen: Awaited<ReturnType<typeof inBrowser>>[] = [];
    const answers: number[] = [];
    for (const path of ["people?standing=in-scope", "alerts?state=any", "standards?status=open"]) {
      seen.push(await inBrowser(browser, `${served.url}/${path}`, typed));
      answers.push(await slowestAnswer(served.url, path, typed));
    }
    await burden(served);
    const memory = await served.memory();
    let mostMemory = memory;
    for (let round = 1; round < rounds; round += 1) {
      await burden(served);
      mostMemory = Math.max(mostMemory, await served.memory());
    }
    return {
      openMs: Math.max(...seen.map(({ openMs }) => openMs)),
      keystrokeMs: Math.max(...seen.map(({ keystrokeMs }) => keystrokeMs)),
      answerMs: Math.max(...answers),
      memory,
      mostMemory,
    };
  } finally {
    await served.close();
  }
}

/** `plumbline serve` over a ledger of so many people and half as many alerts, in Chromium. */
export async function benchServe(cli: string, folder: string, people: number): Promise<readonly BenchLine[]> {
  const browser = await startChromium();
  try {
    const floor = await measure(browser, cli, folder, people / share);
    const whole = await measure(browser, cli, folder, people);
    const what = `the page of ${people} people and ${people / 2} alerts`;
    const ms = (name: "openMs" | "keystrokeMs" | "answerMs") =>
      `${Math.round(whole[name])} ms (${Math.round(floor[name])} ms with a ${share}th of them)`;
    return [
      {
        what: `${what} opens in Chromium in ${ms("openMs")}`,
        ratio: whole.openMs / mostMsToOpen,
        limit: 1,
        unit: `of ${mostMsToOpen} ms`,
      },
      {
        what: `${what}: the slowest keystroke shows its rows in ${ms("keystrokeMs")}`,
        ratio: whole.keystrokeMs / mostMsToFilter,
        limit: 1,
        unit: `of ${mostMsToFilter} ms`,
      },
      {
        what: `${what}: the server answers the slowest keystroke in ${ms("answerMs")}`,
        ratio: whole.keystrokeMs / floor.keystrokeMs,
        limit: 3,
        unit: `of a keystroke with a ${share}th of them`,
      },
      {
        what: `${what} takes the server ${Math.round(whole.mostMemory / megabyte)} MB at most in ${rounds} rounds of every order and export`,
        ratio: whole.mostMemory / whole.memory,
        limit: 2,
        unit: `of the ${Math.round(whole.memory / megabyte)} MB after the first`,
      },
    ];
  } finally {
    await browser.close();
  }
}
