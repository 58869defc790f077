import { nearest } from "./nearest.js";
import { member, quote } from "./quote.js";

/** The most problems that are listed; one more says that there are others. */
export const LIMIT = 100;

/** One thing wrong with a request. Its words are made when they are asked for. */
export class Problem {
  #found;

  /**
   * `value` is what came, unless `got` says it in words. `allowed` are the values that may be
   * suggested instead. Both stay private, so that no log shows a file or a secret.
   */
  constructor(path, code, expected, value, allowed = undefined, got = undefined) {
    this.#found = { path, code, expected, value, allowed, got };
  }

  get path() {
    return this.#found.code === "unknown" ? member(this.#found.path, this.#found.value) : this.#found.path;
  }

  get code() {
    return this.#found.code;
  }

  get expected() {
    return this.#found.expected;
  }

  get got() {
    return this.#found.got ?? quote(this.#found.value, this.#found.code === "unknown" ? "" : this.#found.path);
  }

  get suggestion() {
    return this.#found.allowed === undefined ? null : nearest(this.#found.value, this.#found.allowed);
  }

  get message() {
    const near = this.suggestion;
    const hint = near === null ? "" : `; did you mean ${quote(near)}?`;
    return `expected ${this.expected}, got ${this.got}${hint}`;
  }

  /** The same problem with another code and other words for what was expected. */
  restated(code, expected) {
    return new Problem(this.path, code, expected, this.#found.value, this.#found.allowed, this.got);
  }

  toString() {
    return `${this.path || "request"}: ${this.message}`;
  }

  toJSON() {
    const { path, code, expected, got, suggestion } = this;
    const plain = typeof suggestion === "string" || typeof suggestion === "number";
    return { path, code, expected, got, suggestion: plain || suggestion === null ? suggestion : `${suggestion}` };
  }

  [Symbol.for("nodejs.util.inspect.custom")](_depth, options, inspect) {
    return `Problem ${inspect(this.toJSON(), options)}`;
  }
}

/** A request that a model does not accept, with all its problems. */
export class ValidationError extends Error {
  constructor(problems) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`${count} in the request`, ...problems].join("\n  "));
    this.name = "ValidationError";
    this.problems = problems;
  }
}

/** The problems, or the first of them and one that says that there are more. */
export function listed(out) {
  if (out.length <= LIMIT) return out;
  const last = new Problem("", "too-many-problems", `at most ${LIMIT} problems`, null, undefined, "more of them");
  return [...out.slice(0, LIMIT), last];
}
