/** Remembers the answer to each question, so that what many people share is worked out once. */
export function once<Question, Answer>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<Question, Answer>();
  return (question) => {
    const found = known.get(question);
    // An answer may be undefined, too.
    if (found !== undefined || known.has(question)) return found as Answer;
    const fresh = answer(question);
    known.set(question, fresh);
    return fresh;
  };
}
