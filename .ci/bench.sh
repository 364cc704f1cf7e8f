#!/usr/bin/env bash
# Measures. Every figure stands beside what it is compared with, taken in the same run.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

.ci/page.sh
say "measuring"
cargo bench --locked --workspace --bench '*' -- "$@"
