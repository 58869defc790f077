/** Checks of values that are listed. */

import { isOneOf } from "./equal.js";
import { kindOf } from "./kind.js";
import { isFinite, isNumber } from "./number.js";
import { Problem } from "./problem.js";
import { wrong } from "./values.js";

/** One of the allowed values. */
export function choice(out, path, value, allowed, expected) {
  if (typeof value === "string" && allowed instanceof Set ? allowed.has(value) : isOneOf(value, allowed)) return;
  if (value === null) wrong(out, path, value, expected);
  else out.push(new Problem(path, "not-allowed", expected, value, allowed));
}

/** One of the values, or another of their kinds. */
export function openChoice(out, path, value, values, expected) {
  if (isOneOf(value, values)) return;
  if (!Array.from(values, kindOf).includes(kindOf(value))) wrong(out, path, value, expected);
  else if (isNumber(value) && !isFinite(value)) out.push(new Problem(path, "not-finite", expected, value));
}
