/** What every validator of this package shares: its problems, and the error that holds them. */
export { Problem } from "./problem.js";
export { ValidationError } from "./problems.js";
