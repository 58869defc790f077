import { exact, isFinite } from "./number.js";

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
