/** Checks of values that may be of several types. */

import { isOneOf } from "./equal.js";
import { isObject, kindOf } from "./kind.js";
import { own } from "./members.js";
import { Problem } from "./problem.js";

/** A member of a union to try: the kinds of value that it takes, the values that it lists, those of its discriminator. */
export function trial(kinds, listed = [], tags = []) {
  return { found: [], kinds, listed, tags };
}

/**
 * Any of the members, or exactly one. `name` is the discriminator; `exclusive` is the count of members
 * if only one may fit.
 */
export function union(out, path, value, expected, tried, { name, exclusive } = {}) {
  const fitting = tried.filter((one) => one.found.length === 0).length;
  if (fitting > 1 && exclusive) {
    const words = `exactly one of ${exclusive} alternatives to fit`;
    out.push(new Problem(path, "ambiguous", words, null, undefined, `a value that fits ${fitting}`));
  }
  if (fitting > 0) return;
  const meant = tried.filter((one) => one.kinds.includes(kindOf(value)));
  const tag = name !== undefined && isObject(value) ? own(value, name) : undefined;
  const chosen = tag === undefined ? [] : tried.filter((one) => isOneOf(tag, one.tags));
  const listed = meant.flatMap((one) => [...one.listed]);
  if (chosen.length === 1 || meant.length === 1) out.push(...(chosen.length === 1 ? chosen : meant)[0].found);
  else noMember(out, path, value, expected, listed);
}

export function noMember(out, path, value, expected, listed = undefined) {
  const code = value === null ? "null" : "no-member";
  out.push(new Problem(path, code, expected, value, value === null ? undefined : listed));
}
