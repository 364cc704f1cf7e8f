#!/usr/bin/env bash
# Fetches bpmn-js, the designer that ours is measured beside, and prints where its script is.
set -euo pipefail

exec .ci/install/npm_file.sh bpmn-js 18.9.1 8364a689b346a8d2e3cc161ea17ce4dc0ad2b8faa6d5a0490088e5fe3fa8d281 \
  dist/bpmn-modeler.production.min.js "the designer that ours is measured beside"
