import type { ComponentChildren } from "preact";
import type { Problem } from "../../http/problem.ts";
import type { Asked } from "../use-answer.ts";

/** Why something is not there, and what to do. */
export function ProblemView({ problem, again }: { readonly problem: Problem; readonly again?: () => void }) {
  return (
    <section class="problem" role="alert">
      <h2>Not answered: {problem.message}</h2>
      <p>
        To do: {problem.remedy}. <span class="soft">({problem.code})</span>
      </p>
      {problem.code === "NOT_SIGNED_IN" ? (
        <a href={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`} target="_self">
          Sign in
        </a>
      ) : null}
      {again === undefined ? null : (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
    </section>
  );
}

interface AskedViewProps<Answer> {
  readonly asked: Asked<Answer>;
  readonly again: () => void;
  readonly children: (answer: Answer) => ComponentChildren;
}

/** Shows an answer once it is there, and until then that it is waited for, or why it is not to be had. */
export function AskedView<Answer>({ asked, again, children }: AskedViewProps<Answer>) {
  if (asked.state === "loading") {
    return (
      <p class="wait" role="status">
        Loading…
      </p>
    );
  }
  if (asked.state === "failed") return <ProblemView problem={asked.failure.problem} again={again} />;
  return <>{children(asked.answer)}</>;
}
