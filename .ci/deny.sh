#!/usr/bin/env bash
# Checks the dependencies: licences, bans and sources always; known weaknesses where their list can be fetched.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

.ci/install/deny.sh
cargo deny --locked --workspace check --hide-inclusion-graph bans licenses sources
[ "${1:-}" != --advisories ] || cargo deny --locked --workspace check advisories
