import { useState } from "preact/hooks";
import type { z } from "zod";
import type { groupPlan } from "../../contract/group-plan.ts";
import { post } from "../api.ts";
import { useAttempt } from "../use-attempt.ts";
import { ProblemView } from "./asked-view.tsx";
import { PlainTable } from "./plain-table.tsx";

type Plan = z.infer<typeof groupPlan>;

interface AddToGroupProps {
  readonly ids: readonly string[];
  /** Groups that the baseline names. */
  readonly groups: readonly string[];
  readonly onDone: () => void;
}

const why = { exempted: "is exempted", pending: "is not active yet" } as const;

function PlanView({ plan }: { readonly plan: Plan }) {
  return (
    <PlainTable label="What would become of each">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">What becomes of it</th>
          <th scope="col">Why, or what to do instead</th>
        </tr>
      </thead>
      <tbody>
        {plan.additions.map(({ user, status, reason, requirements }) => (
          <tr key={user.id}>
            <th scope="row">{user.login}</th>
            <td>
              <span class={`tag ${status === "planned" || status === "added" ? "ok" : "high"}`}>
                {status === "planned" ? "will be added" : status}
              </span>
            </td>
            <td>
              {reason ??
                (requirements.length === 0
                  ? "the baseline names the member"
                  : `asked for by ${requirements.join(", ")}`)}
            </td>
          </tr>
        ))}
        {plan.refused.flatMap(({ people, message, alternative }) =>
          people.map(({ login }) => (
            <tr key={login}>
              <th scope="row">{login}</th>
              <td>
                <span class="tag high">refused</span>
              </td>
              <td>
                {message} {alternative}
              </td>
            </tr>
          )),
        )}
        {plan.leftOut.map(({ user, why: reason, until }) => (
          <tr key={user.login}>
            <th scope="row">{user.login}</th>
            <td>
              <span class="tag medium">left out</span>
            </td>
            <td>{`${why[reason as keyof typeof why] ?? reason}${until === null ? "" : ` until ${until}`}`}</td>
          </tr>
        ))}
        {plan.notAsked.length === 0 ? null : (
          <tr>
            <th scope="row">{`${plan.notAsked.length.toLocaleString()} more`}</th>
            <td>
              <span class="tag plain">not asked for</span>
            </td>
            <td>
              They are in the group, or the baseline does not ask for it: a requirement with memberOf would.
            </td>
          </tr>
        )}
      </tbody>
    </PlainTable>
  );
}

/** Plans adding people to a group, shows what would become of each, and then makes it. */
export function AddToGroup({ ids, groups, onDone }: AddToGroupProps) {
  const [group, setGroup] = useState(groups[0] ?? "");
  const [plan, setPlan] = useState<Plan | null>(null);
  const { isBusy, failure, attempt } = useAttempt();
  const ask = (path: string, body: object) =>
    attempt(async () => setPlan(await post<Plan>(path, { people: ids, group, ...body })));
  const planned = plan?.additions.filter(({ status }) => status === "planned") ?? [];
  return (
    <form class="act" aria-label="Add to a group" onSubmit={(event) => event.preventDefault()}>
      <b role="status">{ids.length === 1 ? "1 person" : `${ids.length.toLocaleString()} people`}</b>
      <label>
        <span class="unseen">Group</span>
        <select
          value={group}
          onChange={(event) => {
            setGroup(event.currentTarget.value);
            setPlan(null);
          }}
        >
          {groups.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" disabled={isBusy || group === ""} onClick={() => ask("/enrollment/plan", {})}>
        Add to group…
      </button>
      {planned.length === 0 ? null : (
        <button
          type="button"
          class="main"
          disabled={isBusy}
          onClick={() => ask("/enrollment", { atMost: planned.length })}
        >
          {`Add ${planned.length} to ${group}`}
        </button>
      )}
      {isBusy ? <span class="soft">Asking Okta…</span> : null}
      {failure === null ? null : <ProblemView problem={failure.problem} />}
      {plan === null ? null : (
        <div class="plan">
          <PlanView plan={plan} />
          {plan.uncertainties.map((uncertainty) => (
            <p key={uncertainty} class="soft">{`Not certain: ${uncertainty}`}</p>
          ))}
          {plan.log === null ? null : (
            <p>
              {`Taken back by: plumbline enroll --undo ${plan.log}. Check now to see them governed. `}
              <button type="button" onClick={onDone}>
                Done
              </button>
            </p>
          )}
        </div>
      )}
    </form>
  );
}
