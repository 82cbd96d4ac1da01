const near = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const far = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** A moment in the reader's zone, in UTC on hover. @param at ISO 8601, UTC */
export function Time({ at }: { readonly at: string | null }) {
  if (at === null) return <>–</>;
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return <>{at}</>;
  const form = moment.getFullYear() === new Date().getFullYear() ? near : far;
  return (
    <time dateTime={at} title={`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`}>
      {form.format(moment)}
    </time>
  );
}
