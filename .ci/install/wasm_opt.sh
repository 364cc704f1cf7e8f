#!/usr/bin/env bash
# Installs the WebAssembly optimiser.
set -euo pipefail
# shellcheck source=.ci/say.sh
. .ci/say.sh

have wasm-opt || install_packages "wasm-opt, which makes the page's download small" binaryen
