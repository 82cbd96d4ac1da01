import { AlertActions } from "../parts/alert-actions.tsx";
import { TablePage } from "./table-page.tsx";

interface AlertsPageProps {
  readonly address: URL;
  readonly mayAct: boolean;
}

/** The list of alerts, and what can be said of many at once. */
export function AlertsPage({ address, mayAct }: AlertsPageProps) {
  if (!mayAct) return <TablePage name="alerts" address={address} />;
  return (
    <TablePage
      name="alerts"
      address={address}
      act={(ids, done) => <AlertActions ids={ids} onDone={done} />}
    />
  );
}
