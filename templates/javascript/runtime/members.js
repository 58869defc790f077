/** The members of objects. One that is undefined is none, as for `JSON.stringify`, nor is one that is inherited. */

import { sort } from "./text.js";

const NONE = new Set();
const hasOwn = Object.prototype.hasOwnProperty;

/** The names of an object's members. */
export function namesOf(value) {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}

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

/**
 * The names that are not known, in the order of their code points. They are looked for from the end, where what is put
 * in by mistake often stands, until there are `most` of them.
 */
export function strangers(value, known = NONE, most = Infinity) {
  const names = Object.keys(value);
  const found = [];
  for (let at = names.length - 1; at >= 0 && found.length < most; at--) {
    if (!known.has(names[at]) && value[names[at]] !== undefined) found.push(names[at]);
  }
  return found.length > 1 ? sort(found) : found;
}
