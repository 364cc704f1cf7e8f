#!/usr/bin/env bash
# Builds and checks with the toolchain that the other commands do not use here.
set -euo pipefail

# shellcheck source=.ci/say.sh
. .ci/say.sh
chosen=$(bash -c '. .ci/toolchain.sh > /dev/null; printf %s "$LIANBAN_TOOLCHAIN"')
[ "$chosen" = rustup ] && LIANBAN_TOOLCHAIN=distro || LIANBAN_TOOLCHAIN=rustup
# A target folder of its own: two compilers' files in one would only be thrown away in turn.
CARGO_TARGET_DIR="$(target_folder)/$LIANBAN_TOOLCHAIN"
export CARGO_TARGET_DIR LIANBAN_TOOLCHAIN
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

say "checking with $(rustc --version) of $LIANBAN_TOOLCHAIN"
cargo check --locked --workspace --all-targets
.ci/page.sh
cargo build --locked --workspace --bin lianban
say "the page and the server build with $LIANBAN_TOOLCHAIN too"
