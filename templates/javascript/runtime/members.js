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

/** The names that are not known, in the order of their code points. */
export function strangers(value, known = NONE) {
  const found = [];
  for (const name in value) {
    if (!known.has(name) && hasOwn.call(value, name) && value[name] !== undefined) found.push(name);
  }
  return found.length > 1 ? sort(found) : found;
}
