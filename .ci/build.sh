#!/usr/bin/env bash
# Builds the release: one binary that holds the page, the migrations and the translations.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

.ci/page.sh
say "building the server"
cargo build --locked --release --workspace --bin lianban
binary="$(target_folder)/release/lianban"
say "$binary ($(du -h "$binary" | cut -f 1))"
