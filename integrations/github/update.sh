#!/usr/bin/env bash
# Bring the project in $DIRECTORY up to date, and write what that changes, for the pull request's description.
# What fails for some models does not stop the others; it shows as a warning of the job. A wrong configuration stops it.
# usage: update.sh FILE_FOR_THE_DESCRIPTION
set -euo pipefail

code=0
modelmint -C "${DIRECTORY:-.}" update --body "$1" || code=$?
case "$code" in
0 | 1) ;; # 1: something is left to do, which the description says
3) echo "::warning::not every model could be fetched; see the output above" ;;
*) exit "$code" ;;
esac
