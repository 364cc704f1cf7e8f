#!/usr/bin/env bash
# Everything that can be said without running the code.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

say "scripts"
.ci/install/shellcheck.sh
shellcheck --external-sources .ci/run .ci/*.sh .ci/install/*.sh
say "formatting"
.ci/fmt.sh --check
say "dependencies"
.ci/deny.sh
say "lints, native"
cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
say "lints, in the browser"
cargo clippy --quiet --locked -p frontend -p frontend-inbox -p frontend-designer -p app -p flow -p feel --target "$WASM" -- -D warnings
