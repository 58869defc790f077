/** Checks of objects and arrays as a whole. */

import { LIMIT, Problem } from "./problem.js";
import { isFinite, isNumber } from "./number.js";
import { firstRepeat, kindOf } from "./equal.js";
import { namesOf } from "./quote.js";
import { compare } from "./text.js";

const DEPTH = 64;
const SIZE = 1_000_000;
const NONE = new Set();
const hasOwn = Object.prototype.hasOwnProperty;

/** How many members an object has, undefined ones among them; -1 if it inherits some. */
export function countMembers(value) {
  let count = 0;
  for (const name in value) {
    if (!hasOwn.call(value, name)) return -1;
    count++;
  }
  return count;
}

/** An object with the same members that inherits nothing. */
export function bare(value) {
  const copy = Object.create(null);
  for (const name of namesOf(value)) copy[name] = value[name];
  return copy;
}

/** The own member of a name that every object inherits, such as `constructor`. */
export function own(value, name) {
  return hasOwn.call(value, name) ? value[name] : undefined;
}

/** The names that are not known, in the order of their code points. */
export function strangers(value, known = NONE) {
  const found = [];
  for (const name in value) {
    if (!known.has(name) && hasOwn.call(value, name) && value[name] !== undefined) found.push(name);
  }
  return found.length > 1 ? found.sort(compare) : found;
}

export function unknown(out, path, value, known, offered = known) {
  for (const name of strangers(value, known)) {
    if (out.push(new Problem(path, "unknown", "a known name", name, offered)) > LIMIT) return;
  }
}

/** Problems of a name, said of a name. */
export function misnamed(out, found) {
  for (const one of found) out.push(one.restated(one.code, `a name with ${one.expected}`));
}

export function unique(out, path, items) {
  if (items.every((item) => typeof item === "string") && new Set(items).size === items.length) return;
  const repeat = firstRepeat(items);
  if (repeat === undefined) return;
  const got = `equal items at ${repeat[0]} and ${repeat[1]}`;
  out.push(new Problem(path, "not-unique", "items that all differ", null, undefined, got));
}

/** Any JSON value. It is looked at level by level, so that neither depth nor cycles take time without end. */
export function free(out, path, value) {
  const code = flaw(value);
  if (code === "") return;
  const expected = code === "too-deep" ? `at most ${DEPTH} levels and a million members` : "a JSON value";
  out.push(new Problem(path, code, expected, value));
}

function flaw(value) {
  let level = [value];
  let size = 1;
  for (let depth = 0; depth < DEPTH; depth++) {
    const code = level.map(ownFlaw).find((found) => found !== "");
    if (code !== undefined) return code;
    level = inner(level);
    size += level.length;
    if (level.length === 0) return "";
    if (size > SIZE) break;
  }
  return "too-deep";
}

function ownFlaw(value) {
  if (isNumber(value)) return isFinite(value) ? "" : "not-finite";
  return kindOf(value) === "" ? "wrong-type" : "";
}

/** What stands within the values of a level, a little more than a free value may hold at most. */
function inner(level) {
  const found = [];
  for (const value of level) {
    if (typeof value !== "object" || value === null) continue;
    const items = Array.isArray(value) ? value : namesOf(value);
    for (let at = 0; at < items.length && found.length <= SIZE; at++) {
      found.push(items === value ? value[at] : value[items[at]]);
    }
  }
  return found;
}
