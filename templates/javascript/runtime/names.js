/** Checks of the names of members. */

import { strangers } from "./members.js";
import { Problem } from "./problem.js";
import { LIMIT } from "./problems.js";

/** Names that are not known, `most` at most; `offered` are those that may be proposed instead. */
export function unknown(out, path, value, known, most, offered = known) {
  for (const name of strangers(value, known, most)) {
    if (out.push(new Problem(path, "unknown", "a known name", name, offered)) > LIMIT) return;
  }
}

/** Problems of a name, said of a name. */
export function misnamed(out, found) {
  for (const one of found) out.push(one.restated(one.code, `a name with ${one.expected}`));
}
