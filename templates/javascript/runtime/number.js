/**
 * Numbers as exact decimals. A number means the shortest decimal that spells it, so `0.3` is a multiple
 * of `0.1`; a `bigint` is a whole number.
 */

/** A decimal that no number of JavaScript is exact for. */
class Decimal {
  #text;

  constructor(text) {
    this.#text = text;
  }

  toString() {
    return this.#text;
  }
}

/** The decimal that a text spells. */
export function decimal(text) {
  return new Decimal(text);
}

export function isNumber(value) {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Decimal;
}

/** Whether a number is neither NaN nor infinite. */
export function isFinite(value) {
  return typeof value !== "number" || Number.isFinite(value);
}

/**
 * A finite number as its sign, its digits without zeros around them (none for zero), and the power of
 * ten of the last digit.
 */
export function exact(value) {
  const [, sign, whole, fraction = "", power = "0"] = /^([-+]?)(\d*)\.?(\d*)(?:e(.+))?$/i.exec(String(value));
  const all = whole + fraction;
  let start = 0;
  let end = all.length;
  while (all[start] === "0") start++;
  while (end > start && all[end - 1] === "0") end--;
  if (start === end) return { sign: 0, digits: "", exponent: 0 };
  const exponent = Number(power) - fraction.length + all.length - end;
  return { sign: sign === "-" ? -1 : 1, digits: all.slice(start, end), exponent };
}
