/** Remembers the answer to each question, so that what many people share is worked out once. */
export function once<Question, Answer>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<Question, { readonly answer: Answer }>();
  return (question) => {
    const found = known.get(question);
    if (found !== undefined) return found.answer;
    const fresh = answer(question);
    known.set(question, { answer: fresh });
    return fresh;
  };
}
