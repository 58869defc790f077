/** Checks of single values. Each adds what is wrong to `out`, and nothing if the value fits after all. */

import { compare, isMultiple, isWhole } from "./arithmetic.js";
import { isFinite, isNumber } from "./number.js";
import { Problem } from "./problem.js";
import { counted } from "./quote.js";
import { length } from "./text.js";

export function wrong(out, path, value, expected) {
  out.push(new Problem(path, value === null ? "null" : "wrong-type", expected, value));
}

/** A count of characters, items or members that is outside its limits. */
export function miscounted(out, path, code, expected, count, noun) {
  out.push(new Problem(path, code, expected, null, undefined, counted(count, noun)));
}

/** Text. `least` and `most` are code points, `pattern` an expression; each comes with its words. */
export function string(out, path, value, { least, most, pattern } = {}) {
  if (typeof value !== "string") {
    wrong(out, path, value, "a string");
    return;
  }
  const size = least || most ? length(value) : 0;
  if (least && size < least[0]) miscounted(out, path, "too-short", least[1], size, "character");
  else if (most && size > most[0]) miscounted(out, path, "too-long", most[1], size, "character");
  else if (pattern && !pattern[0].test(value)) out.push(new Problem(path, "no-match", pattern[1], value));
}

/** A number. `low` and `high` are limits, their words, and whether they are themselves refused; `step` has words too. */
export function number(out, path, value, { is, low, high, step }) {
  if (!isNumber(value)) wrong(out, path, value, is);
  else if (!isFinite(value)) out.push(new Problem(path, "not-finite", is, value));
  else if (is === "a whole number" && !isWhole(value)) wrong(out, path, value, is);
  else if (low && isBeyond(-compare(value, low[0]), low[2])) out.push(new Problem(path, "below", low[1], value));
  else if (high && isBeyond(compare(value, high[0]), high[2])) out.push(new Problem(path, "above", high[1], value));
  else if (step && !isMultiple(value, step[0])) out.push(new Problem(path, "not-multiple", step[1], value));
}

function isBeyond(distance, isRefused) {
  return distance > 0 || (distance === 0 && isRefused === true);
}

export function boolean(out, path, value) {
  if (typeof value !== "boolean") wrong(out, path, value, "true or false");
}

export function required(out, path, expected) {
  out.push(new Problem(path, "required", expected, null, undefined, "nothing"));
}
