#!/usr/bin/env bash
# Commit what changed below $DIRECTORY to $BRANCH, and open a pull request to $BASE, or bring the open one up to date.
# It replaces its own commits on that branch, and stops if somebody else has committed there.
# usage: propose.sh FILE_WITH_THE_DESCRIPTION
set -euo pipefail

body="$1"
name="modelmint[bot]"
email="modelmint[bot]@users.noreply.github.com"

if [ -z "$(git status --porcelain -- "${DIRECTORY:-.}")" ]; then
  echo "Nothing changed."
  exit 0
fi

if git fetch --quiet origin "+refs/heads/$BRANCH:refs/remotes/origin/$BRANCH" 2>/dev/null; then
  git fetch --quiet origin "$BASE"
  others="$(git log --format=%ae "FETCH_HEAD..origin/$BRANCH" | grep -vFx "$email" || true)"
  if [ -n "$others" ]; then
    echo "::error::$BRANCH holds commits of others; merge or delete it first"
    exit 1
  fi
fi

git switch --quiet --force-create "$BRANCH"
git add --all -- "${DIRECTORY:-.}"
git -c user.name="$name" -c user.email="$email" commit --quiet --message "$TITLE"
if git diff --quiet "origin/$BRANCH" HEAD 2>/dev/null; then
  echo "$BRANCH says so already."
else
  git push --quiet --force origin "HEAD:refs/heads/$BRANCH"
fi

url="$(gh pr list --head "$BRANCH" --base "$BASE" --state open --json url --jq '.[0].url // empty')"
if [ -n "$url" ]; then
  gh pr edit "$url" --title "$TITLE" --body-file "$body" >/dev/null
else
  url="$(gh pr create --head "$BRANCH" --base "$BASE" --title "$TITLE" --body-file "$body" | tail -n 1)"
fi
echo "pull-request=$url" >>"$GITHUB_OUTPUT"
echo "$url"
