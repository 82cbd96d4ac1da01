import { AddToGroup } from "../parts/add-to-group.tsx";
import { TablePage } from "./table-page.tsx";

interface PeoplePageProps {
  readonly address: URL;
  readonly mayAct: boolean;
}

/** Everybody, and what can be done with those who are chosen. */
export function PeoplePage({ address, mayAct }: PeoplePageProps) {
  if (!mayAct) return <TablePage name="people" address={address} />;
  return (
    <TablePage
      name="people"
      address={address}
      act={(ids, done, head) => (
        <AddToGroup
          ids={ids}
          groups={(head.filters.find(({ key }) => key === "group")?.choices ?? []).map(({ value }) => value)}
          onDone={done}
        />
      )}
    />
  );
}
