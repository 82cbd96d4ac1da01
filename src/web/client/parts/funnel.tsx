import type { RunFigures, StepCount } from "../../../model/run-view.ts";
import { bar, swatch } from "../../../report/chart/bar.ts";
import { grades } from "../../../report/chart/grades.ts";
import { Drawn } from "./drawn.tsx";
import { Sheet } from "./sheet.tsx";

const words: Readonly<Record<StepCount["step"], readonly [got: string, not: string]>> = {
  governed: ["governed as declared", "are not"],
  enrolled: ["enrolled", "have nothing enrolled"],
  usable: ["can use it", "hold only what they cannot use"],
  asked: ["are always asked", "get in with one factor or less"],
  "phishing-resistant": ["resist phishing", "can be phished"],
};

const link = (step: StepCount["step"], answer: string): string =>
  `/people?step=${encodeURIComponent(`${step}: ${answer}`)}`;

const number = (amount: number): string => amount.toLocaleString();

/** A number only where it is one: of nobody yet, or of people of whom it is not known, 0 would look like an answer. */
function amountWords({ yes, no, unknown }: StepCount): string {
  if (yes > 0 || no > 0) return number(yes);
  return unknown > 0 ? "unknown" : "–";
}

function Step({ count, whole }: { readonly count: StepCount; readonly whole: number }) {
  const { step, yes, no, unknown } = count;
  const [got, not] = words[step];
  return (
    <li>
      <a class="amount" href={link(step, "yes")}>
        {amountWords(count)}
      </a>
      <span class="soft">{got}</span>
      <Drawn
        of={bar(
          [
            { tone: "in-line", people: yes },
            { tone: "unknown", people: unknown },
            { tone: "drift", people: no },
          ],
          whole,
        )}
      />
      {no === 0 ? null : (
        <a class="bad" href={link(step, "no")}>
          {`${number(no)} ${not}`}
        </a>
      )}
      {unknown === 0 ? null : (
        <a class="soft" href={link(step, "unknown")}>
          {`of ${number(unknown)} it is not known`}
        </a>
      )}
    </li>
  );
}

/** From policy to protection, each step of those who got past the one before. */
export function Funnel({ figures }: { readonly figures: RunFigures }) {
  return (
    <Sheet id="funnel" title={`From policy to protection: ${number(figures.inScope)} people can sign in`}>
      <ol class="funnel">
        {figures.steps.map((count) => (
          <Step key={count.step} count={count} whole={figures.inScope} />
        ))}
      </ol>
    </Sheet>
  );
}

/** People by the weakest way in, as a bar and as words. */
export function WaysIn({ figures }: { readonly figures: RunFigures }) {
  const parts = grades.flatMap(({ tone, levels }) =>
    levels.flatMap((level) => {
      const people = figures.ways[level] ?? 0;
      return people === 0 ? [] : [{ level, tone, people }];
    }),
  );
  return (
    <Sheet id="ways" title="The weakest way in, by people">
      <div class="mix">
        <Drawn of={bar(parts, figures.inScope)} />
      </div>
      <ul class="key">
        {parts.map(({ level, tone, people }) => (
          <li key={level}>
            <Drawn of={swatch(tone)} />
            <a href={`/people?way=${level}`}>{`${level.replaceAll("-", " ")}: ${number(people)}`}</a>
          </li>
        ))}
      </ul>
      {figures.ways.unknown === undefined ? null : (
        <p class="soft">
          Unknown where sign-on policies were not read, or say what is not modelled. A requirement with
          `signIn` has them read.
        </p>
      )}
    </Sheet>
  );
}
