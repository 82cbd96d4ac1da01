import { bar } from "../../../report/chart/bar.ts";
import { Drawn } from "../parts/drawn.tsx";
import { Time } from "../parts/time.tsx";
import { type StandardCard, type StandardCards, type Standings, standardCards } from "../standings.ts";
import { useAnswer } from "../use-answer.ts";
import { TablePage } from "./table-page.tsx";

interface StandardsPageProps {
  readonly address: URL;
  /** Host of the page's org, by which the table calls it. */
  readonly host: string;
}

function Card({ card }: { readonly card: StandardCard }) {
  const { name, title, isChosen, href, parts, total, counts, asOf, notes } = card;
  return (
    <li>
      <a class="name" href={href} aria-current={isChosen ? "true" : undefined}>
        {name}
      </a>
      <small>{title}</small>
      <Drawn of={bar(parts, total)} />
      <p>
        {counts.map(({ words, href: to, isBad }, position) => (
          <span key={words}>
            {position === 0 ? "" : " · "}
            <a href={to} class={isBad ? "bad" : undefined}>
              {words}
            </a>
          </span>
        ))}
      </p>
      <p class="soft">
        as of <Time at={asOf} />
        {notes.map((note) => ` · ${note}`)}
      </p>
    </li>
  );
}

function Cards({ cards, notJudged }: StandardCards) {
  if (cards.length === 0) return null;
  return (
    <>
      <ul class="cards" aria-label="Standards">
        {cards.map((card) => (
          <Card key={card.id} card={card} />
        ))}
      </ul>
      {notJudged === null ? null : (
        <p class="soft cards-rest">
          {`Not judged: ${notJudged.names.join(", ")}. Run `}
          <code>{notJudged.command}</code>
        </p>
      )}
    </>
  );
}

/** Every standard with how the org stands to it, and the requirements of those that are chosen. */
export function StandardsPage({ address, host }: StandardsPageProps) {
  const chosen = address.searchParams.getAll("org");
  const [org = host] = chosen.length === 1 ? chosen : [];
  const [asked] = useAnswer<Standings>(
    org === host ? "/standings" : `/standings?org=${encodeURIComponent(org)}`,
  );
  return (
    <TablePage
      name="standards"
      address={address}
      lead={asked.state === "there" ? <Cards {...standardCards(asked.answer, address)} /> : null}
    />
  );
}
