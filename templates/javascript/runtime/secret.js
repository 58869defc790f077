/** What may be a secret. */

const SECRETS = /^(?:(sk|pk|rk|hf|ghp|gho|xox[abprs])[-_]|github_pat_|AKIA|AIza|eyJ|-----BEGIN|(Bearer|Basic|Key) )/;
const SECRET_NAMES = /(^|[-_. '])(key|apikey|token|secret|password|passwd|authorization|credentials?)('\])?$/;

/** Whether a text may be a secret, by how it begins or by the name of what holds it. */
export function isSecret(text, name) {
  return SECRETS.test(text) || SECRET_NAMES.test(name.toLowerCase());
}
