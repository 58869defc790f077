/** How far one word is from another. Words are arrays of letters. */

/** A letter in lower case, if it is one of A to Z. */
export function fold(letter) {
  return letter >= "A" && letter <= "Z" ? letter.toLowerCase() : letter;
}

/** How many letters two words begin with alike. */
export function commonStart(left, right) {
  const place = left.findIndex((letter, at) => letter !== right[at]);
  return place < 0 ? left.length : place;
}

/** How many letters are put in, left out, changed or swapped with their neighbour. */
export function slips(left, right) {
  let earlier = [];
  let row = [0, ...right.map((_, place) => place + 1)];
  for (let i = 0; i < left.length; i++) {
    const line = [i + 1];
    for (let j = 0; j < right.length; j++) {
      let cost = Math.min(row[j] + (left[i] === right[j] ? 0 : 1), row[j + 1] + 1, line[j] + 1);
      const isSwap = i > 0 && j > 0 && left[i] === right[j - 1] && left[i - 1] === right[j];
      if (isSwap) cost = Math.min(cost, earlier[j - 1] + 1);
      line.push(cost);
    }
    [earlier, row] = [row, line];
  }
  return row[right.length];
}
