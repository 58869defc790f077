/** Rules between parameters. */

import { own } from "./members.js";
import { Problem } from "./problem.js";

export function needs(out, path, reason) {
  out.push(new Problem(path, "needs", `a value${reason}`, null, undefined, "nothing"));
}

export function forbidden(out, path, value, reason) {
  out.push(new Problem(path, "forbidden", `nothing${reason}`, value));
}

/** From `least` to `most` of the names must be given. */
export function oneOf(out, request, names, least, most, expected) {
  const given = names.filter((name) => own(request, name) !== undefined);
  if (given.length >= least && given.length <= most) return;
  out.push(new Problem("", "one-of", expected, null, undefined, given.join(", ") || "none of them"));
}

/** A limit says nothing of a parameter that has problems of its own. */
export function limited(out, path, found, reason) {
  const isWithin = (one) => one.path === path || one.path.startsWith(`${path}.`) || one.path.startsWith(`${path}[`);
  if (out.some(isWithin)) return;
  for (const one of found) out.push(one.restated("limited", one.expected + reason));
}
