/** Text that can be printed. */

const UNPRINTABLE =
  /['\\\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu;

/** The part of a text that is shown, in quotes, and whether there is more. */
export function inQuotes(text, shown) {
  return `'${escape(shown)}${shown.length < text.length ? "…" : ""}'`;
}

/** Text without quotes, backslashes, control characters or invisible ones: each as an escape. */
function escape(text) {
  return text.replace(UNPRINTABLE, (letter) =>
    letter === "'" || letter === "\\" ? `\\${letter}` : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
