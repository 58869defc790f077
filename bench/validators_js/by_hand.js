/**
 * What one would write by hand for a model: a table of fields, and a loop over the request. It looks at types, limits,
 * listed values and names, and knows neither rules between parameters nor exact decimals.
 */

export function byHand(schema) {
  const fields = new Map(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, checkOf(field)]));
  const required = schema.required ?? [];
  return function validate(request) {
    const errors = [];
    for (const name in request) {
      const check = fields.get(name);
      if (check === undefined) errors.push({ path: name, message: "is not known" });
      else check(request[name], name, errors);
    }
    for (const name of required) {
      if (request[name] === undefined) errors.push({ path: name, message: "is required" });
    }
    return errors;
  };
}

const accept = () => {};

function checkOf(schema) {
  if (schema.anyOf !== undefined || schema.oneOf !== undefined)
    return anyOf((schema.anyOf ?? schema.oneOf).map(checkOf));
  if (schema.enum !== undefined) return listed(new Set(schema.enum));
  if (schema.type === "string") return text(schema);
  if (schema.type === "number" || schema.type === "integer") return amount(schema);
  if (schema.type === "array") return list(schema.items ? checkOf(schema.items) : accept, schema);
  if (schema.type === "object" && schema.properties) return record(byHand(schema));
  return typeof schema.type === "string" && schema.type !== "null" ? ofType(schema.type) : accept;
}

function ofType(type) {
  return (value, path, errors) => {
    if (typeof value !== type) errors.push({ path, message: `must be ${type}` });
  };
}

function listed(values) {
  const message = `must be one of ${[...values].join(", ")}`;
  return (value, path, errors) => {
    if (!values.has(value)) errors.push({ path, message });
  };
}

function text({ minLength = 0, maxLength = Infinity, pattern }) {
  const expression = pattern && new RegExp(pattern, "u");
  return (value, path, errors) => {
    if (typeof value !== "string") errors.push({ path, message: "must be a string" });
    else if (value.length < minLength) errors.push({ path, message: `must have ${minLength} characters or more` });
    else if (value.length > maxLength) errors.push({ path, message: `must have ${maxLength} characters or fewer` });
    else if (expression && !expression.test(value)) errors.push({ path, message: `must match ${pattern}` });
  };
}

function amount({ type, minimum = -Infinity, maximum = Infinity }) {
  return (value, path, errors) => {
    if (typeof value !== "number") errors.push({ path, message: "must be a number" });
    else if (type === "integer" && !Number.isInteger(value)) errors.push({ path, message: "must be a whole number" });
    else if (value < minimum) errors.push({ path, message: `must be ${minimum} or more` });
    else if (value > maximum) errors.push({ path, message: `must be ${maximum} or less` });
  };
}

function list(item, { maxItems = Infinity }) {
  return (value, path, errors) => {
    if (!Array.isArray(value)) errors.push({ path, message: "must be an array" });
    else if (value.length > maxItems) errors.push({ path, message: `must have ${maxItems} items or fewer` });
    else for (let at = 0; at < value.length; at++) item(value[at], `${path}[${at}]`, errors);
  };
}

function record(validate) {
  return (value, path, errors) => {
    if (typeof value !== "object" || value === null) errors.push({ path, message: "must be an object" });
    else for (const found of validate(value)) errors.push({ ...found, path: `${path}.${found.path}` });
  };
}

function anyOf(checks) {
  return (value, path, errors) => {
    for (const check of checks) {
      const found = [];
      check(value, path, found);
      if (found.length === 0) return;
    }
    errors.push({ path, message: "fits none of the alternatives" });
  };
}
