/** Equality of JSON values: `1` is `1.0` and `1n`, and `true` is not `1`. */

import { compare } from "./arithmetic.js";
import { kindOf } from "./kind.js";
import { namesOf } from "./members.js";
import { isFinite } from "./number.js";

/** Whether two values are one to JSON. It looks no deeper than the shallower of them. */
export function equal(value, other) {
  if (typeof value === "string" || typeof other === "string") return value === other;
  const kind = kindOf(value);
  if (kind !== kindOf(other) || kind === "") return false;
  if (kind === "number") return isFinite(value) && isFinite(other) ? compare(value, other) === 0 : value === other;
  if (kind === "array") return value.length === other.length && value.every((item, at) => equal(item, other[at]));
  if (kind !== "object") return value === other;
  const names = namesOf(value);
  const isShared = (name) => Object.hasOwn(other, name) && equal(value[name], other[name]);
  return names.length === namesOf(other).length && names.every(isShared);
}

export function isOneOf(value, values) {
  for (const one of values) if (equal(value, one)) return true;
  return false;
}
