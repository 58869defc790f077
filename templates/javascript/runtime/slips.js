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
