#!/usr/bin/env bash
# Builds the page's files into target/page: the module, its script, the styles.
# With --draft fast instead of small, for the development loop.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

case "${1:-}" in
  --draft) profile=wasm-draft draft=(--draft) ;;
  "") profile=wasm-release draft=() ;;
  *) fail "unknown: $1" ;;
esac
[ "$profile" = wasm-draft ] || .ci/install/wasm_opt.sh

say "building the page"
cargo build --locked -p frontend -p frontend-inbox -p frontend-designer --target "$WASM" --profile "$profile"
cargo build --quiet --locked --workspace --bin bundle
"$(target_folder)/debug/bundle" "${draft[@]}" \
  --module "lianban=$(target_folder)/$WASM/$profile/frontend.wasm" \
  --module "inbox=$(target_folder)/$WASM/$profile/frontend_inbox.wasm" \
  --module "designer=$(target_folder)/$WASM/$profile/frontend_designer.wasm" \
  --style style/main.css --plain style/brand --plain frontend/scripts --out "$(target_folder)/page"
