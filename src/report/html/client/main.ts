import type { PageData } from "../page-data.ts";
import { byId } from "./element.ts";
import { personRows } from "./person-row.ts";
import { type Filters, type Order, peopleOf, type SortKey, sortKeys } from "./select-rows.ts";

const pageSize = 50;
/** A printed table is cut there: the rest is a number. */
const mostPrinted = 2000;

const data: PageData = JSON.parse(byId("data", HTMLScriptElement).text);
const people = peopleOf(data);
const body = byId("rows", HTMLTableSectionElement);
const headers = [...document.querySelectorAll<HTMLButtonElement>("[data-sort]")];
const search = byId("search", HTMLInputElement);
const previous = byId("previous", HTMLButtonElement);
const next = byId("next", HTMLButtonElement);

let order: Order = { key: "login", descending: false };
let rows: readonly number[] = [];
let first = 0;

/** The value of a filter; a page without anything to choose from leaves it out. */
function chosen(id: string): string {
  const found = document.getElementById(id);
  return found instanceof HTMLSelectElement ? found.value : "";
}

const chosenNumber = (id: string): number | null => (chosen(id) === "" ? null : Number(chosen(id)));

function filters(): Filters {
  return {
    text: search.value,
    verdict: chosen("verdict"),
    status: chosen("status"),
    requirement: chosenNumber("requirement"),
    group: chosenNumber("group"),
    policy: chosenNumber("policy"),
    topic: chosenNumber("topic"),
  };
}

const inWords = (amount: number): string => amount.toLocaleString("en");

function fill(from: number, amount: number): void {
  const shown = rows.slice(from, from + amount);
  body.replaceChildren(...shown.flatMap((row) => personRows(data, row, headers.length)));
}

function showPage(): void {
  fill(first, pageSize);
  const last = Math.min(first + pageSize, rows.length);
  byId("page", HTMLElement).textContent =
    rows.length === 0 ? "" : `${inWords(first + 1)} to ${inWords(last)} of ${inWords(rows.length)}`;
  previous.disabled = first === 0;
  next.disabled = last >= rows.length;
}

function select(): void {
  rows = people.rows(filters(), order);
  first = 0;
  byId("shown", HTMLElement).textContent =
    `${inWords(rows.length)} of ${inWords(data.logins.length)} people shown`;
  showPage();
}

const isSortKey = (text: string | undefined): text is SortKey => sortKeys.some((key) => key === text);

function sortBy(button: HTMLButtonElement): void {
  const key = button.dataset["sort"];
  if (!isSortKey(key)) return;
  order = { key, descending: order.key === key && !order.descending };
  for (const other of headers) {
    const header = other.closest("th");
    if (other === button) header?.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
    else header?.removeAttribute("aria-sort");
  }
  select();
}

function turn(by: number): void {
  first += by;
  showPage();
  document.getElementById("people-table")?.scrollIntoView({ block: "start" });
}

function showTopic(button: HTMLButtonElement): void {
  byId("filters", HTMLFormElement).reset();
  byId("topic", HTMLSelectElement).value = button.dataset["topic"] ?? "";
  select();
  document.getElementById("people")?.scrollIntoView({ block: "start" });
  byId("topic", HTMLSelectElement).focus({ preventScroll: true });
}

const form = byId("filters", HTMLFormElement);
form.addEventListener("input", select);
form.addEventListener("submit", (event) => event.preventDefault());
// The fields are empty after the event, not during it.
form.addEventListener("reset", () => setTimeout(select));
for (const button of headers) button.addEventListener("click", () => sortBy(button));
previous.addEventListener("click", () => turn(-pageSize));
next.addEventListener("click", () => turn(pageSize));
for (const button of document.querySelectorAll<HTMLButtonElement>(".show")) {
  button.hidden = false;
  button.addEventListener("click", () => showTopic(button));
}

addEventListener("beforeprint", () => fill(0, mostPrinted));
addEventListener("afterprint", showPage);

byId("people-app", HTMLElement).hidden = false;
select();
