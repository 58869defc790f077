/**
 * Numbers as exact decimals. A number means the shortest decimal that spells it, so `0.3` is a multiple
 * of `0.1`; a `bigint` is a whole number.
 */

const PLACES = 1e6;
const FEW = 1e15;

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
function exact(value) {
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

/** Less than zero, zero or more, as the first number is less than, equal to or more than the second. */
export function compare(value, other) {
  if (typeof value === "number" && typeof other === "number") return value - other;
  const left = exact(value);
  const right = exact(other);
  if (left.sign !== right.sign || left.sign === 0) return left.sign - right.sign;
  const longer = left.digits.length + left.exponent - right.digits.length - right.exponent;
  if (longer !== 0) return left.sign * longer;
  return left.digits === right.digits ? 0 : left.digits < right.digits ? -left.sign : left.sign;
}

/** Whether nothing but zeros follows the point. */
export function isWhole(value) {
  return typeof value === "number" ? Number.isInteger(value) : exact(value).exponent >= 0;
}

/** Whether a number is a whole multiple of a step, exactly, and in bounded time whatever the exponents. */
export function isMultiple(value, step) {
  if (typeof value === "number" && typeof step === "number") {
    // With few places behind the point, both are whole numbers once they are scaled.
    for (let scale = 1; scale <= PLACES; scale *= 10) {
      const unit = Math.round(step * scale);
      const count = Math.round(value * scale);
      if (unit / scale !== step || Math.abs(unit) > FEW) continue;
      if (count / scale === value && Math.abs(count) < FEW) return count % unit === 0;
      break;
    }
  }
  const number = exact(value);
  const unit = exact(step);
  const places = number.exponent - unit.exponent;
  if (places < 0 && -places >= number.digits.length) return number.sign === 0;
  const digits = BigInt(number.digits);
  const size = BigInt(unit.digits);
  if (places < 0) return digits % (size * 10n ** BigInt(-places)) === 0n;
  return (digits * powerOfTen(places, size)) % size === 0n;
}

/** Ten to a power, of which only the remainder counts. */
function powerOfTen(power, modulus) {
  let result = 1n;
  let base = 10n;
  for (let left = power; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

/** A text that equal numbers share, and no others. */
export function canonical(value) {
  if (!isFinite(value)) return String(value);
  const { sign, digits, exponent } = exact(value);
  return `${sign}:${digits}e${exponent}`;
}

/** A number as messages spell it, the same for `1`, `1.0` and `1e0`. */
export function spell(value) {
  if (!isFinite(value)) return String(value);
  const { sign, digits, exponent } = exact(value);
  if (sign === 0) return "0";
  const first = digits.length + exponent - 1;
  if (first >= 80) return `a number of ${first + 1} digits`;
  return (sign < 0 ? "-" : "") + placed(digits.slice(0, 80), first);
}

/** Digits with the point where it belongs; `first` is the power of ten of the first of them. */
function placed(digits, first) {
  if (first < -7) return digits[0] + (digits.length > 1 ? `.${digits.slice(1)}` : "") + `e${first}`;
  if (first < 0) return `0.${"0".repeat(-first - 1)}${digits}`;
  const whole = digits.slice(0, first + 1).padEnd(first + 1, "0");
  const fraction = digits.slice(first + 1);
  return fraction ? `${whole}.${fraction}` : whole;
}
