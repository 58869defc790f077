/** Comparing and dividing numbers as exact decimals. */

import { exact } from "./number.js";

const PLACES = 1e6;
const FEW = 1e15;

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
