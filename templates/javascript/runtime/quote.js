/** Values as messages quote them: short, and no secret or file. */

import { isObject } from "./kind.js";
import { namesOf } from "./members.js";
import { isNumber } from "./number.js";
import { inQuotes } from "./printable.js";
import { isSecret } from "./secret.js";
import { spell } from "./spell.js";
import { length, points } from "./text.js";

const LENGTH = 80;
const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const ENCODED = /^[A-Za-z0-9+/_=-]{64}/;

/** A value for a message. `name` is its parameter's: what one named like a secret holds is not shown. */
export function quote(value, name = "") {
  if (typeof value === "string") return quotedText(value, name);
  if (value === null || typeof value === "boolean") return String(value);
  if (isNumber(value)) return spell(value);
  if (Array.isArray(value)) return value.length ? `an array of ${counted(value.length, "item")}` : "an empty array";
  if (!isObject(value)) return `a value of type ${typeName(value)}`;
  const size = namesOf(value).length;
  return size ? `an object with ${counted(size, "member")}` : "an empty object";
}

/** A count and its noun: `1 item`, `3 items`. */
export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The path of a member of an object: `size.width`, or `size['a b']` where the name is no plain word. */
export function member(path, name) {
  if (name.length <= LENGTH && NAME.test(name)) return path ? `${path}.${name}` : name;
  return `${path}[${inQuotes(name, points(name, LENGTH).join(""))}]`;
}

function typeName(value) {
  if (typeof value !== "object") return typeof value;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && NAME.test(name) ? name.slice(0, LENGTH) : "object";
}

function quotedText(value, name) {
  const start = points(value, LENGTH).join("");
  if (start.slice(0, 5).toLowerCase() === "data:") return `a data URI of ${counted(length(value), "character")}`;
  if (ENCODED.test(start)) return `a string of ${counted(length(value), "character")}`;
  const address = /:\/\/(.*)/s.exec(start)?.[1] ?? "";
  if (isSecret(value, name) || /^[^/]*@/.test(address)) return "a string that is not shown, as it may be a secret";
  return inQuotes(value, start.includes("://") ? start.split(/[?#]/, 1)[0] : start);
}
