import { render } from "preact";
import type { PageData } from "../page-data.ts";
import { PeopleTable } from "./people-table.tsx";
import { type Filters, type Order, peopleOf, type SortKey } from "./select-rows.ts";

/** The element of that id, which the page is known to have. */
function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} called ${id}`);
}

const data: PageData = JSON.parse(byId("data", HTMLScriptElement).text);
const people = peopleOf(data);
const place = byId("people-table", HTMLElement);
const search = byId("search", HTMLInputElement);

let order: Order = { key: "login", descending: false };

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

function select(): void {
  const rows = people.rows(filters(), order);
  byId("shown", HTMLElement).textContent =
    `${inWords(rows.length)} of ${inWords(data.logins.length)} people shown`;
  render(<PeopleTable data={data} rows={rows} order={order} onSort={sortBy} />, place);
}

function sortBy(key: SortKey): void {
  order = { key, descending: order.key === key && !order.descending };
  select();
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
for (const button of document.querySelectorAll<HTMLButtonElement>(".show")) {
  button.hidden = false;
  button.addEventListener("click", () => showTopic(button));
}

byId("people-app", HTMLElement).hidden = false;
select();
