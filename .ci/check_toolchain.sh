#!/usr/bin/env bash
# Builds and checks with the toolchain that the other commands do not use here.
set -euo pipefail

chosen=$(
  # shellcheck source=.ci/toolchain.sh
  . .ci/toolchain.sh > /dev/null
  printf '%s' "$LIANBAN_TOOLCHAIN"
)
[ "$chosen" = rustup ] && other=distro || other=rustup
# A target folder of its own: two compilers' files in one would only be thrown away in turn.
CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}/$other"
export CARGO_TARGET_DIR LIANBAN_TOOLCHAIN="$other"
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

say "checking with $(rustc --version) of $LIANBAN_TOOLCHAIN"
cargo check --locked --workspace --all-targets
.ci/page.sh
cargo build --locked -p server --bin lianban
say "the page and the server build with $LIANBAN_TOOLCHAIN too"
