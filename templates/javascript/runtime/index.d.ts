/** The code of a problem. */
export type ProblemCode =
  | "required"
  | "unknown"
  | "null"
  | "wrong-type"
  | "not-finite"
  | "below"
  | "above"
  | "not-multiple"
  | "too-short"
  | "too-long"
  | "no-match"
  | "not-allowed"
  | "too-few"
  | "too-many"
  | "not-unique"
  | "too-few-matching"
  | "too-many-matching"
  | "no-member"
  | "ambiguous"
  | "too-deep"
  | "needs"
  | "forbidden"
  | "one-of"
  | "limited"
  | "too-many-problems";

/** A decimal number of which JavaScript has no exact one. */
export interface Decimal {
  /** All its digits. */
  toString(): string;
}

/** A problem as a plain object; numbers that JSON would round are text. */
export interface PlainProblem {
  path: string;
  code: ProblemCode;
  expected: string;
  got: string;
  suggestion: string | number | null;
}

/**
 * One thing wrong with a request. Of a value, at most 80 characters are quoted, and never a file or
 * what may be a secret.
 */
export declare class Problem {
  private constructor();

  /** Where it is, such as `colors[2].hex`; empty for the request as a whole. */
  readonly path: string;

  /** What kind of problem it is. */
  readonly code: ProblemCode;

  /** What would have been right. */
  readonly expected: string;

  /** What came instead. */
  readonly got: string;

  /** The nearest allowed value or known name, or null. */
  readonly suggestion: string | number | bigint | Decimal | null;

  /** The problem in one sentence, without its place. */
  readonly message: string;

  /** The problem in one sentence, with its place. */
  toString(): string;

  toJSON(): PlainProblem;
}

/** A request that a model does not accept. */
export declare class ValidationError extends Error {
  constructor(problems: readonly Problem[]);

  readonly name: "ValidationError";

  /** Everything that is wrong with it. */
  readonly problems: readonly Problem[];
}
