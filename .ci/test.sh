#!/usr/bin/env bash
# Runs all tests. Arguments go to the test runner, for example a part of a test's name.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

.ci/install/browser.sh
# What the browser tests look for barriers with.
LIANBAN_AXE="$(.ci/install/axe.sh)"
# What they read the files with that go out.
LIANBAN_MODDLE="$(.ci/install/moddle.sh)"
.ci/page.sh
say "building the tests, and the server that they start"
cargo build --locked --workspace --all-targets
# Where the tests find the server.
LIANBAN_BINARY="$(target_folder)/debug/lianban"
# And the kernel as WebAssembly, whose bytes they compare.
cargo build --locked -p probe --target "$WASM" --profile wasm-draft
LIANBAN_PROBE="$(target_folder)/$WASM/wasm-draft/probe.wasm"
export LIANBAN_AXE LIANBAN_BINARY LIANBAN_MODDLE LIANBAN_PROBE
if [ $# -eq 0 ]; then
  say "examples in the documentation"
  cargo test --quiet --locked --workspace --doc
fi
say "tests"
if have cargo-nextest; then
  cargo nextest run --locked --workspace --no-fail-fast "$@"
else
  say "(without cargo-nextest: the tests run by cargo itself, one crate after the other)"
  cargo test --locked --workspace --lib --bins --tests --no-fail-fast -- "$@"
fi
