/** The allowed value or known name that a wrong one was probably meant to be. */

import { isFinite, isNumber } from "./number.js";
import { commonStart, fold, slips } from "./slips.js";
import { spell } from "./spell.js";
import { length, points } from "./text.js";

/** Longer words get no suggestion: looking for one costs time by the square of the length. */
const LONGEST = 40;

/** The allowed value nearest to this one, or null: by spelling, or by amount among numbers. */
export function nearest(value, allowed) {
  const known = [...allowed];
  if (typeof value === "string") {
    const same = known.find((one) => isNumber(one) && spell(one) === value);
    return same ?? nearestWord(value, known.filter((one) => typeof one === "string"));
  }
  if (!isNumber(value) || !isFinite(value)) return null;
  return known.includes(spell(value)) ? spell(value) : closest(Number(value), known.filter(isNumber));
}

function closest(amount, known) {
  let best = null;
  let least = NaN;
  for (const one of known) {
    const distance = Math.abs(amount - Number(String(one)));
    if (best === null || distance < least) [best, least] = [one, distance];
  }
  return best;
}

/** The word with the fewest slips from this one, two fifths of its letters at most. */
function nearestWord(word, known) {
  const letters = points(word, LONGEST + 1);
  if (letters.length > LONGEST) return null;
  const folded = letters.map(fold);
  let best = null;
  for (const other of known) {
    const size = length(other);
    const most = Math.min(best?.slips ?? Infinity, Math.floor((Math.max(letters.length, size) * 2) / 5));
    if (Math.abs(letters.length - size) > most) continue;
    const others = Array.from(other);
    const found = { other, slips: slips(folded, others.map(fold)), start: commonStart(letters, others) };
    if (found.slips <= most && (best === null || isNearer(found, best))) best = found;
  }
  return best?.other ?? null;
}

function isNearer(one, best) {
  return one.slips < best.slips || (one.slips === best.slips && one.start > best.start);
}
