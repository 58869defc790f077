/** The allowed value or known name that a wrong one was probably meant to be. */

import { isFinite, isNumber, spell } from "./number.js";

/** Longer words get no suggestion: looking for one costs time by the square of the length. */
const LONGEST = 40;

/** The allowed value nearest to this one, or null: by spelling, or by amount among numbers. */
export function nearest(value, allowed) {
  const known = [...allowed];
  if (typeof value === "string") {
    const same = known.find((one) => isNumber(one) && spell(one) === value);
    const words = known.filter((one) => typeof one === "string");
    return same ?? nearestWord(value, words);
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
  if (word.length > 2 * LONGEST) return null;
  const letters = Array.from(word);
  let best = null;
  for (const other of letters.length > LONGEST ? [] : known) {
    const others = Array.from(other);
    const most = Math.floor((Math.max(letters.length, others.length) * 2) / 5);
    if (Math.abs(letters.length - others.length) > most) continue;
    const found = { other, slips: slips(letters.map(fold), others.map(fold)), start: commonStart(letters, others) };
    if (found.slips <= most && (best === null || isNearer(found, best))) best = found;
  }
  return best && best.other;
}

function isNearer(one, best) {
  return one.slips < best.slips || (one.slips === best.slips && one.start > best.start);
}

function fold(letter) {
  return letter >= "A" && letter <= "Z" ? letter.toLowerCase() : letter;
}

function commonStart(left, right) {
  const place = left.findIndex((letter, at) => letter !== right[at]);
  return place < 0 ? left.length : place;
}

/** How many letters are put in, left out, changed or swapped with their neighbour. */
function slips(left, right) {
  let earlier = [];
  let row = Array.from({ length: right.length + 1 }, (_, place) => place);
  left.forEach((a, i) => {
    const line = [i + 1];
    right.forEach((b, j) => {
      let cost = Math.min(row[j] + (a === b ? 0 : 1), row[j + 1] + 1, line[j] + 1);
      if (i > 0 && j > 0 && a === right[j - 1] && b === left[i - 1]) cost = Math.min(cost, earlier[j - 1] + 1);
      line.push(cost);
    });
    [earlier, row] = [row, line];
  });
  return row[right.length];
}
