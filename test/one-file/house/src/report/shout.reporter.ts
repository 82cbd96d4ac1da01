import type { Reporter } from "../../../../../src/model/reporter.ts";

/** A reporter as somebody would add it, put into a copy of the house by a test. */
export default {
  name: "shout",
  description: "every message in capitals",
  render: ({ findings }) => findings.map(({ message }) => `${message.toUpperCase()}\n`).join(""),
} satisfies Reporter;
