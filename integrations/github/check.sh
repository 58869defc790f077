#!/usr/bin/env bash
# Check the project in $DIRECTORY: annotations on standard output, a table in the job's summary, SARIF where asked for.
# The exit code is that of `modelmint check`.
set -euo pipefail

options=()
if [ "${REMOTE:-false}" = true ]; then options+=(--remote); fi
check() { modelmint -C "${DIRECTORY:-.}" check "${options[@]}" --format "$@"; }

if [ -n "${SARIF:-}" ]; then check sarif --output "$SARIF" || true; fi # the last check says whether it failed
prefix="${DIRECTORY:-.}/" # annotations name files from the root of the repository
check github | awk -v prefix="${prefix#./}" '{ sub(/^::[a-z]+ file=/, "&" prefix); print }' # and fills in the summary
