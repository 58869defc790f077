import { nearest } from "./nearest.js";
import { member, quote } from "./quote.js";

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
    return this.#found.code === "unknown" ? member(this.#found.path, this.#found.value) : `${this.#found.path}`;
  }

  get code() {
    return this.#found.code;
  }

  get expected() {
    return this.#found.expected;
  }

  get got() {
    return this.#found.got ?? quote(this.#found.value, this.#found.code === "unknown" ? "" : this.path);
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
