import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import htmlReporter from "../../src/report/html.reporter.ts";
import { startChromium } from "../support/chromium.ts";
import type { BenchLine } from "./bench-line.ts";
import { judgedCrowd } from "./judged-crowd.ts";

const megabyte = 1_000_000;
const mostMegabytes = 15;
const mostMsToOpen = 3000;
const mostMsToFilter = 100;
/** So much of somebody's login is typed, letter by letter, and taken back: from everybody to a few. */
const lettersTyped = 6;

interface WrittenPage {
  readonly bytes: number;
  readonly ms: number;
  /** Of somebody in the middle of the list. */
  readonly login: string;
}

/** The page of so many people. */
async function writePage(people: number, file: string): Promise<WrittenPage> {
  const judged = await judgedCrowd(people);
  const started = performance.now();
  const page = htmlReporter.render(judged.report, {
    color: false,
    width: 80,
    verbose: false,
    people: () => judged.view,
  });
  const ms = performance.now() - started;
  await writeFile(file, page);
  const login = judged.view.people[Math.floor(judged.view.people.length / 2)]?.login ?? "";
  return { bytes: Buffer.byteLength(page), ms, login };
}

/** From a keystroke to when its rows are on the screen, in milliseconds: the slowest of some. */
async function slowestKeystroke(page: Page, typed: string): Promise<number> {
  const toNextPaint = `new Promise((done) => {
    const search = document.getElementById("search");
    search.addEventListener("input", ({ timeStamp }) => {
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp)));
    }, { once: true });
    search.focus();
    window.listening = true;
  })`;
  let slowest = 0;
  for (const letter of [...typed, ...Array.from(typed, () => "Backspace")]) {
    await page.evaluate("window.listening = false");
    const painted = page.evaluate<number>(toNextPaint);
    while (!(await page.evaluate<boolean>("window.listening"))) await page.waitForTimeout(1);
    await page.keyboard.press(letter);
    slowest = Math.max(slowest, await painted);
  }
  return slowest;
}

/** Size of the HTML report of so many people, and how long it takes to open and to filter in Chromium. */
export async function benchPage(folder: string, people: number): Promise<readonly BenchLine[]> {
  const file = join(folder, "report.html");
  const { bytes, ms, login } = await writePage(people, file);
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    const started = performance.now();
    await page.goto(pathToFileURL(file).href);
    await page.locator(".opener").first().waitFor();
    const openMs = performance.now() - started;
    const filterMs = await slowestKeystroke(page, login.slice(0, lettersTyped));
    const size = bytes / megabyte;
    return [
      {
        what: `${people} people: the HTML report is ${size.toFixed(1)} MB, made in ${Math.round(ms)} ms`,
        ratio: size / mostMegabytes,
        limit: 1,
        unit: `of ${mostMegabytes} MB`,
      },
      {
        what: `${people} people: the HTML report opens in Chromium in ${Math.round(openMs)} ms`,
        ratio: openMs / mostMsToOpen,
        limit: 1,
        unit: `of ${mostMsToOpen} ms`,
      },
      {
        what: `${people} people: the slowest of ${2 * lettersTyped} keystrokes shows its rows in ${Math.round(filterMs)} ms`,
        ratio: filterMs / mostMsToFilter,
        limit: 1,
        unit: `of ${mostMsToFilter} ms`,
      },
    ];
  } finally {
    await browser.close();
  }
}
