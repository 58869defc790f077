/** Whether the items of an array all differ. */

import { isObject } from "./kind.js";
import { namesOf } from "./members.js";
import { exact, isNumber } from "./number.js";
import { Problem } from "./problem.js";

/** So few texts are compared sooner with one another than by means of a set. */
const FEW = 8;

export function unique(out, path, items) {
  if (areOtherTexts(items)) return;
  const repeat = firstRepeat(items);
  if (repeat === undefined) return;
  const got = `equal items at ${repeat[0]} and ${repeat[1]}`;
  out.push(new Problem(path, "not-unique", "items that all differ", null, undefined, got));
}

function areOtherTexts(items) {
  if (!items.every((item) => typeof item === "string")) return false;
  if (items.length > FEW) return new Set(items).size === items.length;
  return items.every((item, at) => !items.includes(item, at + 1));
}

/** The places of the first item that equals an earlier one, the earlier first; undefined if all differ. */
function firstRepeat(items) {
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
  if (isNumber(value)) return keyOfNumber(value);
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = namesOf(value).map((name) => `${JSON.stringify(name)}:${keyOf(value[name])}`);
  return `{${members.sort().join()}}`;
}

function keyOfNumber(value) {
  const { sign, digits, exponent } = exact(value);
  return `${sign}:${digits}e${exponent}`;
}
