#!/usr/bin/env bash
# What `make demo` shows: three example reports, then a story of eleven in a record of its own, which is thrown away.
set -euo pipefail
cd "$(dirname "$0")/.."
onrecord=${ONRECORD:-onrecord}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export ONRECORD_RECORD=$folder/demo.db

heading() { printf '\n%s\n' "$*"; }
run() { printf '\n$ onrecord %s\n\n' "$1"; eval "\"$onrecord\" $1"; }

heading "ONE REPORT: who said what, who met whom, what is planned, what is off."
run 'read examples/budapest.txt --published 2025-10-21 --outlet "Morning Wire"'

heading "TWO MORE, of which only the last lines are shown here."
run 'read examples/kuala-lumpur.html | tail -n 2'
run 'read examples/sharm-el-sheikh.txt --published 2025-10-14 --outlet "Morning Wire" | tail -n 2'

heading "A STORY: eleven reports by three outlets over ten days, and what changed from one to the next."
run 'add examples/budapest-story.jsonl 2> /dev/null'
run 'changes 2> /dev/null'
