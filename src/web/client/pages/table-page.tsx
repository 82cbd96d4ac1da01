import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { DataTable, type RowSelection, type ShownRow } from "../../../report/table/data-table.tsx";
import { mostPrinted } from "../../../report/table/window-rows.ts";
import type { Listing } from "../../contract/listing.ts";
import { get } from "../api.ts";
import { ProblemView } from "../parts/asked-view.tsx";
import { CellView } from "../parts/cell.tsx";
import { FilterBar } from "../parts/filter-bar.tsx";
import { Time } from "../parts/time.tsx";
import { go } from "../router.ts";
import { useListing } from "../use-listing.ts";
import { useTitle } from "../use-title.ts";

interface TablePageProps {
  readonly name: string;
  readonly address: URL;
  /** Actions on rows that are chosen; left out where nothing can. */
  readonly act?: (chosen: readonly string[], done: () => void, head: Listing) => ComponentChildren;
  /** Shown between the heading and the filters. */
  readonly lead?: ComponentChildren;
}

/** The address of the API for what the address of the page asks for. */
const pathOf = (name: string, address: URL): string => `/${name}${address.search}`;

function sortBy(head: Listing, address: URL, key: string): void {
  const next = new URL(address);
  const isSame = head.sort?.key === key;
  next.searchParams.set("sort", isSame && head.sort?.descending === false ? `-${key}` : key);
  go(next.pathname + next.search, { replace: true });
}

/** A file of every row that is left: the same address, with a format. */
function exportOf(name: string, address: URL, format: string): string {
  const next = new URLSearchParams(address.search);
  next.set("format", format);
  return `/api/v1/${name}?${next}`;
}

/** Any table: filters, rows, exports, and what can be done with rows. */
export function TablePage({ name, address, act, lead }: TablePageProps) {
  const listing = useListing(pathOf(name, address));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { head, failure } = listing;
  useTitle(head?.title ?? name);
  if (head === null) {
    return failure === null ? (
      <p class="wait" role="status">
        Loading…
      </p>
    ) : (
      <ProblemView problem={failure.problem} again={listing.again} />
    );
  }
  const done = () => {
    setChosen(new Set());
    listing.again();
  };
  return (
    <>
      <header class="page">
        <h1>{head.title}</h1>
        <p>
          <span role="status">{`${head.shown.toLocaleString()} of ${head.total.toLocaleString()} shown`}</span>
          {head.asOf === null ? null : (
            <>
              {" · as of "}
              <Time at={head.asOf} />
            </>
          )}
          {" · "}
          <a href={exportOf(name, address, "csv")} download>
            CSV
          </a>
          {" · "}
          <a href={exportOf(name, address, "json")} download>
            JSON
          </a>
          {" · "}
          <button type="button" class="link" onClick={() => listing.fetchUpTo(mostPrinted).then(printSoon)}>
            Print
          </button>
        </p>
      </header>
      {failure === null ? null : <ProblemView problem={failure.problem} again={listing.again} />}
      {lead}
      <FilterBar head={head} address={address} />
      {act === undefined || chosen.size === 0 ? null : act([...chosen], done, head)}
      <section class="sheet" aria-busy={listing.isBehind}>
        {head.shown === 0 ? (
          <p class="empty">{head.empty}</p>
        ) : (
          <DataTable
            label={head.title}
            columns={head.columns.map(({ key, title, kind }) => ({
              key,
              title,
              isNumber: kind === "number",
            }))}
            count={head.shown}
            row={(index) => shownRow(head, listing.row(index))}
            onLook={listing.look}
            sort={head.sort}
            onSort={(key) => sortBy(head, address, key)}
            selection={
              act === undefined
                ? undefined
                : selectionOf(chosen, setChosen, listing, () => idsOf(name, address))
            }
          />
        )}
      </section>
    </>
  );
}

function shownRow(head: Listing, row: Listing["rows"][number] | undefined): ShownRow | undefined {
  if (row === undefined) return undefined;
  const cells = row.cells.map((cell, position) => (
    <CellView key={position} cell={cell} kind={head.columns[position]?.kind ?? "text"} />
  ));
  const named = row.cells.find(({ href }) => href !== undefined)?.value;
  return { key: row.id, name: String(named ?? ""), cells };
}

/** After the rows that came are known to the table. */
const printSoon = (): void => void setTimeout(print);

/** Rows by id, so that they stay chosen while others are filtered and sorted. */
function selectionOf(
  chosen: ReadonlySet<string>,
  setChosen: (ids: ReadonlySet<string>) => void,
  listing: ReturnType<typeof useListing>,
  allIds: () => Promise<readonly string[]>,
): RowSelection {
  return {
    chosen: ({ key }) => chosen.has(key),
    toggle: ({ key }) => {
      const next = new Set(chosen);
      if (!next.delete(key)) next.add(key);
      setChosen(next);
    },
    all: chosen.size === 0 ? "none" : chosen.size === listing.head?.shown ? "all" : "some",
    toggleAll: () => {
      if (chosen.size > 0) setChosen(new Set());
      else void allIds().then((ids) => setChosen(new Set(ids)));
    },
    label: ({ key, name }) => `Select ${name === "" ? key : name}`,
  };
}

/** The ids of every row that the filters leave, at hand or not. */
async function idsOf(name: string, address: URL): Promise<readonly string[]> {
  const query = new URLSearchParams(address.search);
  query.set("format", "ids");
  const { ids } = await get<{ readonly ids: readonly string[] }>(`/${name}?${query}`);
  return ids;
}
