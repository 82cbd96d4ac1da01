import { hatches } from "../../report/chart/bar.ts";
import type { Session } from "./answers.ts";
import { AlertPage } from "./pages/alert-page.tsx";
import { AlertsPage } from "./pages/alerts-page.tsx";
import { OverviewPage } from "./pages/overview-page.tsx";
import { PeoplePage } from "./pages/people-page.tsx";
import { PersonPage } from "./pages/person-page.tsx";
import { RequirementPage } from "./pages/requirement-page.tsx";
import { RunPage } from "./pages/run-page.tsx";
import { StandardsPage } from "./pages/standards-page.tsx";
import { TablePage } from "./pages/table-page.tsx";
import { AskedView } from "./parts/asked-view.tsx";
import { Drawn } from "./parts/drawn.tsx";
import { LedgerBanner } from "./parts/ledger-banner.tsx";
import { followLinks, useAddress } from "./router.ts";
import { useAnswer } from "./use-answer.ts";

interface PageProps {
  readonly session: Session;
  readonly address: URL;
}

/** A part of an address; one that nobody can have written stays as it is, and leads nowhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function Page({ session, address }: PageProps) {
  const [, name = "", id, part] = address.pathname.split("/").map(decoded);
  const mayAct = session.role === "operator" && !session.readOnly;
  if (name === "") return <OverviewPage mayAct={mayAct} />;
  if (name === "alerts" && id !== undefined) return <AlertPage id={id} mayAct={mayAct} />;
  if (name === "people" && id !== undefined) return <PersonPage key={id} id={id} mayAct={mayAct} />;
  if (name === "people") return <PeoplePage address={address} mayAct={mayAct} />;
  if (name === "runs" && id !== undefined) return <RunPage key={id} id={id} />;
  if (name === "standards" && id !== undefined && part !== undefined) {
    return <RequirementPage key={`${id}/${part}`} standard={id} id={part} address={address} />;
  }
  if (name === "standards") return <StandardsPage address={address} host={new URL(session.org).host} />;
  if (name === "alerts") return <AlertsPage address={address} mayAct={mayAct} />;
  if (session.tables.some((table) => table.name === name)) {
    return <TablePage key={name} name={name} address={address} />;
  }
  return (
    <>
      <h1>There is nothing at this address</h1>
      <p>
        <a href="/">To the overview</a>
      </p>
    </>
  );
}

async function signOut(): Promise<void> {
  await fetch("/sign-out", { method: "POST" });
  location.assign("/");
}

function Navigation({ session, address }: PageProps) {
  const [, here = ""] = address.pathname.split("/");
  const links = [{ name: "", title: "Overview" }, ...session.tables];
  return (
    <nav class="rooms" aria-label="Pages">
      <b>{new URL(session.org).host}</b>
      {links.map(({ name, title }) => (
        <a key={name} href={`/${name}`} aria-current={name === here ? "page" : undefined}>
          {title}
        </a>
      ))}
      {session.signsIn ? (
        <button type="button" onClick={signOut}>
          Sign out {session.name}
        </button>
      ) : null}
    </nav>
  );
}

/** The whole page. */
export function App() {
  const address = useAddress();
  const [asked, again] = useAnswer<Session>("/session");
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a click on a link, which keys make too
    <div class="frame" onClick={followLinks}>
      <Drawn of={hatches} />
      <a class="skip" href="#main">
        Skip to the content
      </a>
      {asked.state === "there" ? <Navigation session={asked.answer} address={address} /> : null}
      <main id="main" tabIndex={-1}>
        <LedgerBanner />
        <AskedView asked={asked} again={again}>
          {(session) => <Page session={session} address={address} />}
        </AskedView>
      </main>
    </div>
  );
}
