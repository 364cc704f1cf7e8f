#!/usr/bin/env bash
# Formats the code; with --check only says what is not formatted.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

cargo fmt --all -- "$@"
cargo fmt --manifest-path tests/fuzz/driver/Cargo.toml -- "$@"
