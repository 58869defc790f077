#!/usr/bin/env bash
# Bring the project in $DIRECTORY up to date, and write what that changes, for the pull request's description.
# What fails for some models does not stop the others; it shows as a warning of the job.
# usage: update.sh FILE_FOR_THE_DESCRIPTION
set -euo pipefail

run() { modelmint -C "${DIRECTORY:-.}" "$@"; }
attempt() { run "$@" || echo "::warning::modelmint $1 ended with $?; see its output above"; }
quoted() { sed 's/^/    /'; } # as code, whatever the text holds

attempt pull
attempt generate
{
  echo "## What the providers changed"
  echo
  run diff --git HEAD | quoted
  echo
  echo "## What is left to do"
  echo
  run check --format markdown || true # its findings are for the reader, not a reason to stop
} >"$1"
