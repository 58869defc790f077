// Asked a JSON line `{"module": "file:///...", "requests": [...]}` at a time, answers with a line of problems by request.
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}

async function answer({ module, requests }) {
  try {
    const { validate } = await import(module);
    const { decimal } = await import(new URL("../validation/number.js", module));
    return { answers: requests.map((request) => validate(decoded(request, decimal)).map(plain)) };
  } catch (error) {
    return { error: String(error?.stack ?? error) };
  }
}

/** A value as vectors spell it: see the package modelmint.vectors. */
function decoded(value, decimal) {
  if (Array.isArray(value)) return value.map((item) => decoded(item, decimal));
  if (typeof value !== "object" || value === null) return value;
  if (Object.hasOwn(value, "$number")) return special(value.$number, decimal);
  if (Object.hasOwn(value, "$repeat")) return value.$repeat[0].repeat(value.$repeat[1]);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name.replace(/^\$/, ""), decoded(item, decimal)]),
  );
}

function special(digits, decimal) {
  if (/^(NaN|-?Infinity)$/.test(digits)) return Number(digits);
  return /[.eE]/.test(digits) ? decimal(digits) : BigInt(digits);
}

function plain(problem) {
  const { path, code, expected, got, message, suggestion } = problem;
  const isExact = typeof suggestion === "bigint" || (typeof suggestion === "object" && suggestion !== null);
  return { path, code, expected, got, message, suggestion: isExact ? { $number: `${suggestion}` } : suggestion };
}
