/** Equality of JSON values: `1` is `1.0` and `1n`, and `true` is not `1`. */

import { canonical, compare, isFinite, isNumber } from "./number.js";
import { isObject, namesOf } from "./quote.js";

/** The kind of a value; empty for what JSON has not. */
export function kindOf(value) {
  if (value === null) return "null";
  if (isNumber(value)) return "number";
  if (typeof value === "boolean" || typeof value === "string") return typeof value;
  if (Array.isArray(value)) return "array";
  return isObject(value) ? "object" : "";
}

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

/** The places of the first item that equals an earlier one, the earlier first; undefined if all differ. */
export function firstRepeat(items) {
  const places = new Map();
  for (const [place, item] of items.entries()) {
    const key = keyOf(item);
    if (places.has(key)) return [places.get(key), place];
    places.set(key, place);
  }
  return undefined;
}

/** A text that equal values share, and no others. */
function keyOf(value) {
  if (isNumber(value)) return canonical(value);
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = namesOf(value).map((name) => `${JSON.stringify(name)}:${keyOf(value[name])}`);
  return `{${members.sort().join()}}`;
}
