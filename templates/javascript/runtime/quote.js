/** Values as messages quote them: short, and no secret or file. */

import { isNumber, spell } from "./number.js";
import { length, points } from "./text.js";

const LENGTH = 80;
const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const UNPRINTABLE =
  /['\\\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;
const ENCODED = /^[A-Za-z0-9+/_=-]{64}/;
const SECRETS = /^(?:(sk|pk|rk|hf|ghp|gho|xox[abprs])[-_]|github_pat_|AKIA|AIza|eyJ|-----BEGIN|(Bearer|Basic|Key) )/;
const SECRET_NAMES = /(^|[-_. '])(key|apikey|token|secret|password|passwd|authorization|credentials?)('\])?$/;

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
  return `${path}[${cut(name, points(name, LENGTH).join(""))}]`;
}

/** Whether a value is a plain object, as JSON has them, and no instance of a class. */
export function isObject(value) {
  if (typeof value !== "object" || value === null) return false;
  if (value.constructor === Object) return true;
  if (Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // Those of another window or context have a prototype of their own.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty");
}

/** The names of an object's members; one that is undefined is none, as for `JSON.stringify`. */
export function namesOf(value) {
  return Object.keys(value).filter((name) => value[name] !== undefined);
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
  const [scheme, address = ""] = splitOnce(start, "://");
  const isSecret = SECRET_NAMES.test(name.toLowerCase()) || SECRETS.test(value);
  if (isSecret || splitOnce(address, "/")[0].includes("@")) return "a string that is not shown, as it may be a secret";
  return cut(value, scheme === start ? start : start.split(/[?#]/, 1)[0]);
}

/** The part of a text that is shown, in quotes. */
function cut(text, shown) {
  return `'${escape(shown)}${shown.length < text.length ? "…" : ""}'`;
}

/** Text without quotes, backslashes, control characters or invisible ones: each as an escape. */
function escape(text) {
  return text.replace(UNPRINTABLE, (letter) =>
    letter === "'" || letter === "\\" ? `\\${letter}` : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function splitOnce(text, separator) {
  const place = text.indexOf(separator);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + separator.length)];
}
