#!/usr/bin/env bash
# Check the project in $DIRECTORY: annotations on standard output, a table in the job's summary, SARIF where asked for.
# The exit code is that of `modelmint check`.
set -euo pipefail

options=()
if [ "${REMOTE:-false}" = true ]; then options+=(--remote); fi
check() { modelmint -C "${DIRECTORY:-.}" check "${options[@]}" --format "$1"; }

check markdown >>"$GITHUB_STEP_SUMMARY" || true # the last check says whether it failed
if [ -n "${SARIF:-}" ]; then check sarif >"$SARIF" || true; fi
check github
