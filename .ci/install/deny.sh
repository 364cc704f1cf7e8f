#!/usr/bin/env bash
# Installs cargo-deny, which checks licences, bans and sources of the dependencies.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

! have cargo-deny || exit 0
say "compiling cargo-deny, which checks the dependencies' licences and sources (some minutes, once)"
# Unoptimised: it runs for seconds, and compiles in a third of the time.
cargo install --quiet --locked --debug --no-default-features cargo-deny
