import { useState } from "preact/hooks";
import { DataTable, type ShownRow } from "../../table/data-table.tsx";
import type { PageData, PageProfile } from "../page-data.ts";
import { factorsText, PersonDetails, VerdictBadge } from "./person-details.tsx";
import type { Order, SortKey } from "./select-rows.ts";

const nobody: PageProfile = {
  status: "",
  answers: "",
  overall: "-",
  groups: [],
  policy: 0,
  enrolled: 0,
  ways: 0,
  findings: [],
};

/** In the order in which they are shown, under their titles. */
const titles: Readonly<Record<SortKey, string>> = {
  login: "Person",
  verdict: "Verdict",
  status: "Status",
  policy: "Policy in effect",
  factors: "Enrolled factors",
};
const isSortKey = (key: string): key is SortKey => key in titles;

const columns = Object.entries(titles).map(([key, title]) => ({
  key,
  title,
  isNumber: false,
  isHeader: key === "login",
}));

interface PeopleTableProps {
  readonly data: PageData;
  /** Indices of those who are shown. */
  readonly rows: readonly number[];
  readonly order: Order;
  readonly onSort: (key: SortKey) => void;
}

/** The people whom the filters leave, each with details to open. */
export function PeopleTable({ data, rows, order, onSort }: PeopleTableProps) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const toggle = (person: number) => {
    const next = new Set(opened);
    if (!next.delete(person)) next.add(person);
    setOpened(next);
  };
  return (
    <DataTable
      label="People. Press a name to open the details."
      columns={columns}
      count={rows.length}
      row={shownRow}
      sort={order}
      onSort={(key) => {
        if (isSortKey(key)) onSort(key);
      }}
    />
  );

  function shownRow(index: number): ShownRow | undefined {
    const person = rows[index];
    if (person === undefined) return undefined;
    const profile = data.profiles[data.profileOf[person] ?? -1] ?? nobody;
    const id = `person-${person}`;
    const login = data.logins[person] ?? "";
    const isOpen = opened.has(person);
    return {
      key: id,
      name: login,
      cells: [
        <button
          key={id}
          type="button"
          class="opener"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => toggle(person)}
        >
          {login}
        </button>,
        <VerdictBadge key="verdict" letter={profile.overall} />,
        profile.status,
        data.policies[profile.policy]?.label ?? "",
        factorsText(data, profile),
      ],
      details: isOpen
        ? { id, content: <PersonDetails data={data} row={person} profile={profile} /> }
        : undefined,
    };
  }
}
