#!/usr/bin/env bash
# Fetches axe, which looks for barriers on the pages that the browser tests open, and prints where its script is.
set -euo pipefail

exec .ci/install/npm_file.sh axe-core 4.14.1 e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745 \
  axe.min.js "the accessibility checker of the browser tests"
