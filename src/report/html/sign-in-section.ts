import type { ShownLevel } from "../../model/explained-sign-in.ts";
import {
  type ProtectionStep,
  protectionSteps,
  type RunPerson,
  type RunView,
  reached,
  type StepAnswer,
} from "../../model/run-view.ts";
import { bar, swatch } from "../chart/bar.ts";
import { grades } from "../chart/grades.ts";
import { drawing, html, type Markup } from "./markup.ts";
import { number, percent } from "./numbers.ts";

const stepWords: Readonly<Record<ProtectionStep, string>> = {
  governed: "Governed: under an enrollment policy of the baseline",
  enrolled: "Enrolled: has a factor besides the password",
  usable: "Usable: could use it at the next sign-in",
  asked: "Asked: for two kinds of factor on every way in",
  "phishing-resistant": "Phishing-resistant: on every way in",
};

function stepRow(
  step: ProtectionStep,
  position: number,
  all: readonly (readonly (StepAnswer | null)[])[],
): Markup {
  const of = (wanted: StepAnswer): number => all.filter((answers) => answers[position] === wanted).length;
  const [yes, no, unknown] = [of("yes"), of("no"), of("unknown")];
  const parts = [
    { tone: "in-line", people: yes },
    { tone: "unknown", people: unknown },
    { tone: "drift", people: no },
  ];
  return html`<tr><th scope="row">${stepWords[step]}</th><td class="chart">${drawing(bar(parts, all.length))}</td><td>${percent(yes, all.length)}</td><td>${number(yes)}</td><td class="${no === 0 ? "zero" : "some"}">${number(no)}</td><td class="${unknown === 0 ? "zero" : "some"}">${number(unknown)}</td></tr>`;
}

interface DoorCounts {
  readonly apps: number;
  readonly counts: Map<ShownLevel, number>;
}

/** How many people stand at each level, by the app sign-in policy. */
function doorsOf(people: readonly RunPerson[]): ReadonlyMap<string, DoorCounts> {
  const doors = new Map<string, DoorCounts>();
  for (const { ways } of people) {
    for (const { policy, app, alsoApps, level } of ways) {
      const name = policy ?? app;
      const door = doors.get(name) ?? { apps: alsoApps + 1, counts: new Map<ShownLevel, number>() };
      door.counts.set(level, (door.counts.get(level) ?? 0) + 1);
      doors.set(name, door);
    }
  }
  return doors;
}

const weakOf = ({ counts }: DoorCounts): number =>
  (["none", "one-factor", "open-enrollment"] as const).reduce(
    (sum, level) => sum + (counts.get(level) ?? 0),
    0,
  );

function doorRow([name, { apps, counts }]: readonly [string, DoorCounts]): Markup {
  const amounts = grades.map(({ tone, levels }) => ({
    tone,
    people: levels.reduce((sum, level) => sum + (counts.get(level) ?? 0), 0),
  }));
  const total = amounts.reduce((sum, { people }) => sum + people, 0);
  return html`<tr><th scope="row">${name}</th><td>${number(apps)}</td><td class="chart">${drawing(bar(amounts, total))}</td>${amounts.map(({ people }) => html`<td class="${people === 0 ? "zero" : "some"}">${number(people)}</td>`)}</tr>`;
}

const legend = html`<ul class="legend" aria-hidden="true">${grades.map(
  ({ word, tone }) => html`<li>${drawing(swatch(tone))} ${word}</li>`,
)}</ul>`;

/** How far people are protected, step by step, and how strongly each app sign-in policy holds them. */
export function signInSection({ people: everybody }: RunView): Markup {
  const people = everybody.filter(({ standing }) => standing === "in-scope");
  const all = people.map(({ steps }) => reached(steps));
  const doors = [...doorsOf(people)].toSorted(([, left], [, right]) => weakOf(right) - weakOf(left));
  return html`<section aria-labelledby="sign-in"><h2 id="sign-in">Sign-in</h2>
<h3 id="by-step">From a policy to protection</h3>
<div class="scroll" role="region" aria-labelledby="by-step" tabindex="0"><table class="coverage">
<caption class="meta">Of ${number(people.length)} people who can sign in, how many get how far: whoever misses a step, or of whom it is not known, is in no later one.</caption>
<thead><tr><th scope="col">Step</th><th scope="col"><span class="unseen">Chart</span></th><th scope="col">Share</th><th scope="col">People</th><th scope="col">Miss it</th><th scope="col">Unknown</th></tr></thead>
<tbody>${protectionSteps.map((step, position) => stepRow(step, position, all))}</tbody></table></div>
<h3 id="by-policy">Applications by strength</h3>
${
  doors.length === 0
    ? html`<p class="meta">How people sign in was not read: no requirement asks for it.</p>`
    : html`${legend}
<div class="scroll" role="region" aria-labelledby="by-policy" tabindex="0"><table class="coverage">
<caption class="meta">The weakest way in to the applications under each app sign-in policy, for whoever holds the password and chooses network and browser; people whether or not an application is assigned to them.</caption>
<thead><tr><th scope="col">App sign-in policy</th><th scope="col">Applications</th><th scope="col"><span class="unseen">Chart</span></th>${grades.map(({ word }) => html`<th scope="col">${word}</th>`)}</tr></thead>
<tbody>${doors.map(doorRow)}</tbody></table></div>`
}
</section>`;
}
