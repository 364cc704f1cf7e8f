#!/usr/bin/env bash
# Evaluates random expressions here and by another implementation of FEEL, and writes docs/comparison.md. An argument
# says how many, for a look that is sooner there; then nothing is written.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

say "building the comparison: the other implementation brings two hundred crates and a C library"
readonly PACKAGE=tests/comparison/Cargo.toml
target="$(target_folder)/comparison"
cargo build --quiet --locked --release --manifest-path "$PACKAGE" --target-dir "$target"
say "comparing"
if [ $# -eq 0 ]; then
  "$target/release/comparison" 50000 --write
else
  "$target/release/comparison" "$@"
fi
