#!/usr/bin/env bash
# The development loop: builds a draft of the page and the server, runs it with the demo organisation, and does both
# again when a file changes. An open page reloads itself when the server has come back.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

readonly WATCHED=(Cargo.toml Cargo.lock app feel flow frontend migrations server style)
server=""
seen=$(mktemp)
trap 'stop; rm -f "$seen"' EXIT

stop() {
  [ -z "$server" ] || kill "$server" 2> /dev/null || true
  [ -z "$server" ] || wait "$server" 2> /dev/null || true
  server=""
}

start() {
  LIANBAN_RELOAD=1 "$(target_folder)/debug/lianban" serve --demo --data data/demo \
    --listen "${LIANBAN_LISTEN:-127.0.0.1:7300}" &
  server=$!
}

changed() { [ -n "$(find "${WATCHED[@]}" -type f -newer "$seen" -print -quit)" ]; }

while true; do
  touch "$seen"
  if .ci/page.sh --draft && cargo build --locked --workspace --bin lianban; then
    stop
    start
  else
    say "not built; the server goes on as it was"
  fi
  until changed; do sleep 0.3; done
  say "changed: building again"
done
