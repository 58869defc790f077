/** What kinds of JSON value there are. */

import { isNumber } from "./number.js";

/** The kind of a value; empty for what JSON has not. */
export function kindOf(value) {
  if (value === null) return "null";
  if (isNumber(value)) return "number";
  if (typeof value === "boolean" || typeof value === "string") return typeof value;
  if (Array.isArray(value)) return "array";
  return isObject(value) ? "object" : "";
}

/** Whether a value is a plain object, as JSON has them, and no instance of a class. */
export function isObject(value) {
  if (typeof value !== "object" || value === null) return false;
  // Asking for the prototype takes several times as long, so it is left for what is rare.
  if (value.constructor === Object) return true;
  if (Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // Those of another window or context have a prototype of their own.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty");
}
