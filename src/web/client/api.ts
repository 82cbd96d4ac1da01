import type { Problem } from "../http/problem.ts";

/** Error that the server gave instead of an answer. */
export class NotAnswered extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const unreachable: Problem = {
  code: "UNREACHABLE",
  message: "the server does not answer",
  remedy: "see whether plumbline serve still runs, then try again",
};

async function read(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  const problem: Problem = await response
    .json()
    .catch(() => ({ ...unreachable, message: `the server answered ${response.status}` }));
  throw new NotAnswered(problem);
}

async function ask(path: string, options: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, options);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw new NotAnswered(unreachable);
  }
  return read(response);
}

/** The answer to a question, of the type that the API's document says. Throws NotAnswered. */
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return (await ask(path, signal === undefined ? {} : { signal })) as Answer;
}

/** Has something done. Throws NotAnswered. */
export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  return (await ask(path, { method: "POST", headers, body: JSON.stringify(body) })) as Answer;
}
