import type { Listing } from "../../contract/listing.ts";
import { go } from "../router.ts";

interface FilterBarProps {
  readonly head: Listing;
  readonly address: URL;
}

/** Writes what is chosen into the address; `any` stands where a standing choice was taken away. */
function choose(address: URL, key: string, values: readonly string[]): void {
  const next = new URL(address);
  next.searchParams.delete(key);
  for (const value of values.length === 0 ? ["any"] : values) next.searchParams.append(key, value);
  go(next.pathname + next.search, { replace: true });
}

function search(address: URL, text: string): void {
  const next = new URL(address);
  if (text === "") next.searchParams.delete("search");
  else next.searchParams.set("search", text);
  go(next.pathname + next.search, { replace: true });
}

/** One value that every row has tells no two of them apart. */
const isOfUse = (choices: Listing["filters"][number]["choices"], total: number): boolean =>
  choices.length > 1 || choices.some(({ rows }) => rows < total);

/** Search, a choice for each filter, and what is chosen as chips that can be taken away. */
export function FilterBar({ head, address }: FilterBarProps) {
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span class="unseen">Search</span>
        <input
          type="search"
          placeholder="Search"
          value={address.searchParams.get("search") ?? ""}
          onInput={(event) => search(address, event.currentTarget.value)}
        />
      </label>
      {head.filters
        .filter(({ choices, chosen }) => isOfUse(choices, head.total) || chosen.length > 0)
        .map(({ key, title, chosen, choices }) => (
          <label key={key}>
            <span class="unseen">{title}</span>
            <select
              value=""
              onChange={(event) => choose(address, key, [...chosen, event.currentTarget.value])}
            >
              <option value="">{title}</option>
              {choices
                .filter(({ value }) => !chosen.includes(value))
                .map(({ value, rows }) => (
                  <option key={value} value={value}>{`${value} (${rows.toLocaleString()})`}</option>
                ))}
            </select>
          </label>
        ))}
      {head.filters.flatMap(({ key, title, chosen }) =>
        chosen.map((value) => (
          <button
            key={`${key}=${value}`}
            type="button"
            class="chip"
            aria-label={`Take away ${title} ${value}`}
            onClick={() =>
              choose(
                address,
                key,
                chosen.filter((one) => one !== value),
              )
            }
          >
            {title} <b>{value}</b> <span aria-hidden="true">×</span>
          </button>
        )),
      )}
    </form>
  );
}
