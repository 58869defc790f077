/** Text by its code points, as JSON Schema counts them; halves of pairs that stand alone are such too. */

const isHigh = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;

/** How many code points a text has. */
export function length(text) {
  let count = text.length;
  for (let place = 1; place < text.length; place++) {
    if (isLow(text.charCodeAt(place)) && isHigh(text.charCodeAt(place - 1))) count--;
  }
  return count;
}

/** The first code points of a text, one by one. */
export function points(text, most) {
  return Array.from(text.slice(0, 2 * most)).slice(0, most);
}

/** Sorts texts by their code points. Units give another order only where there are pairs of them. */
export function sort(texts) {
  return texts.some((text) => /[\ud800-\udfff]/.test(text)) ? texts.sort(compare) : texts.sort();
}

function compare(left, right) {
  const end = Math.min(left.length, right.length);
  let place = 0;
  while (place < end && left[place] === right[place]) place++;
  if (place === end) return left.length - right.length;
  const inPair = isLow(left.charCodeAt(place)) || isLow(right.charCodeAt(place));
  if (inPair && place > 0 && isHigh(left.charCodeAt(place - 1))) place--;
  return left.codePointAt(place) - right.codePointAt(place);
}
