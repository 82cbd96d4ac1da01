/** Works out once for each object what is asked of it: 100,000 people share few of what is looked at. */
export function byIdentity<Of extends object, Answer>(work: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    const found = known.get(of) ?? { answer: work(of) };
    known.set(of, found);
    return found.answer;
  };
}

/**
 * The same for what the time bears on: worked out once in each period.
 *
 * @param periodMs - in milliseconds
 */
export function byIdentityInTime<Of extends object, Answer>(
  periodMs: number,
  work: (of: Of, now: Date) => Answer,
): (of: Of, now: Date) => Answer {
  const known = new WeakMap<Of, { readonly period: number; readonly answer: Answer }>();
  return (of, now) => {
    const period = Math.floor(now.getTime() / periodMs);
    const before = known.get(of);
    const found = before?.period === period ? before : { period, answer: work(of, now) };
    known.set(of, found);
    return found.answer;
  };
}
