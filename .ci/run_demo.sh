#!/usr/bin/env bash
# Builds what is missing and serves the demo organisation on loopback. LIANBAN_LISTEN names another address.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

.ci/page.sh
say "building the server"
cargo build --locked --workspace --bin lianban
say "starting; an interrupt (Ctrl-C) ends it, data stays in ./data/demo"
exec "$(target_folder)/debug/lianban" serve --demo --data data/demo --listen "${LIANBAN_LISTEN:-127.0.0.1:7300}"
