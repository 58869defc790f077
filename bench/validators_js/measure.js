/**
 * Nanoseconds a call for one model: `node measure.js CASE.json`, where the case names our module, the JSON Schema and the
 * payloads. The contenders take turns, each round is timed, and the least counts. Prints a line of JSON.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { byHand } from "./by_hand.js";

const ROUNDS = 40;
const ROUND_MS = 15;
const COPIES = 64;

const { module, schema, payloads, standalone } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const ours = (await import(module)).validate;
const ajv = ajvStandalone(JSON.parse(readFileSync(schema, "utf8")), standalone);
const contenders = {
  modelmint: (request) => ours(request).length,
  "modelmint, words read": (request) => ours(request).map(String).length,
  "Ajv standalone, all errors": (request) => (ajv(request) ? 0 : ajv.errors.length),
  "by hand": withLength(byHand(JSON.parse(readFileSync(schema, "utf8")))),
};
const results = Object.fromEntries(Object.entries(payloads).map(([name, payload]) => [name, measured(payload)]));
console.log(JSON.stringify(results));

function withLength(validate) {
  return (request) => validate(request).length;
}

/** Ajv's own code for the schema, as it is written to a file for use without Ajv's compiler. */
function ajvStandalone(document, file) {
  const compiler = new Ajv({ allErrors: true, strict: false, code: { source: true } });
  const validate = compiler.compile(document);
  writeFileSync(file, standaloneCode.default(compiler, validate));
  return createRequire(import.meta.url)(file);
}

/** The least time of each contender, and how many problems it finds. */
function measured(payload) {
  const text = JSON.stringify(payload);
  const copies = Array.from({ length: COPIES }, () => JSON.parse(text));
  const best = {};
  for (const [name, run] of Object.entries(contenders)) best[name] = { ns: Infinity, found: run(copies[0]), count: 1 };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const begun = performance.now();
      for (let at = 0; at < best[name].count; at++)
        if (run(copies[at % COPIES]) !== best[name].found) throw new Error(name);
      const took = performance.now() - begun;
      best[name].ns = Math.min(best[name].ns, (took * 1e6) / best[name].count);
      best[name].count = Math.max(1000, Math.ceil((best[name].count * ROUND_MS) / took));
    }
  }
  return best;
}
