#!/usr/bin/env bash
# Measures. Every figure stands beside what it is compared with, taken in the same run.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

.ci/install/browser.sh
.ci/page.sh
say "building the server, and the kernel as the page has it"
# With the measurements, so that nothing is built twice for them.
cargo build --locked --release --workspace --bin lianban --bench '*'
cargo build --locked -p probe -p language --target "$WASM" --profile wasm-release
# Where the page's measurements find them.
LIANBAN_BINARY="$(target_folder)/release/lianban"
LIANBAN_PROBE="$(target_folder)/$WASM/wasm-release/probe.wasm"
LIANBAN_LANGUAGE="$(target_folder)/$WASM/wasm-release/language.small.wasm"
"${WASM_OPT:-wasm-opt}" -Oz "$(target_folder)/$WASM/wasm-release/language.wasm" -o "$LIANBAN_LANGUAGE"
export LIANBAN_BINARY LIANBAN_PROBE LIANBAN_LANGUAGE
LIANBAN_SPIFF=$(.ci/install/spiff.sh)
[ -z "$LIANBAN_SPIFF" ] || export LIANBAN_SPIFF
LIANBAN_BPMN_JS=$(.ci/install/bpmn_js.sh)
export LIANBAN_BPMN_JS
say "measuring"
cargo bench --locked --workspace --bench '*' -- "$@"
