#!/usr/bin/env bash
# Install modelmint into an environment of its own, and put it on the path of the steps that follow.
# usage: install.sh REQUIREMENT
set -euo pipefail

environment="$RUNNER_TEMP/modelmint"
python -m venv "$environment"
bin="$environment/bin"
if [ ! -d "$bin" ]; then bin="$environment/Scripts"; fi # Windows
"$bin/python" -m pip install --quiet --disable-pip-version-check "$1"
echo "$bin" >>"$GITHUB_PATH"
