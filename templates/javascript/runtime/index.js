/** What every validator of this package shares: its problems, and the error that holds them. */
export { Problem, ValidationError } from "./problem.js";
