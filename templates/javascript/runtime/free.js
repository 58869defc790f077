/** Checks of values that may be anything that JSON has. */

import { kindOf } from "./kind.js";
import { namesOf, strangers } from "./members.js";
import { isFinite, isNumber } from "./number.js";
import { Problem } from "./problem.js";
import { LIMIT } from "./problems.js";
import { member } from "./quote.js";

const DEPTH = 64;
const SIZE = 1_000_000;

/** Any JSON value. It is looked at level by level, so that neither depth nor cycles take time without end. */
export function free(out, path, value) {
  const code = flaw(value);
  if (code === "") return;
  const expected = code === "too-deep" ? `at most ${DEPTH} levels and a million members` : "a JSON value";
  out.push(new Problem(path, code, expected, value));
}

/** Members whose names are not known, `most` at most, or all of them, each any JSON value. */
export function freeMembers(out, path, value, known, most) {
  for (const name of strangers(value, known, most)) {
    free(out, member(path, name), value[name]);
    if (out.length > LIMIT) return;
  }
}

function flaw(value) {
  if (typeof value !== "object") return ownFlaw(value);
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
