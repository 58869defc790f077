/** All problems of a request together. */

import { Problem } from "./problem.js";

/** The most problems that are listed; one more says that there are others. */
export const LIMIT = 100;

/** A request that a model does not accept, with all its problems. */
export class ValidationError extends Error {
  constructor(problems) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`${count} in the request`, ...problems].join("\n  "));
    this.name = "ValidationError";
    this.problems = problems;
  }
}

/** The first problems and one that says that there are more. */
export function shortened(out) {
  const last = new Problem("", "too-many-problems", `at most ${LIMIT} problems`, null, undefined, "more of them");
  return [...out.slice(0, LIMIT), last];
}
