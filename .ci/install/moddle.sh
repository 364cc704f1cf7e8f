#!/usr/bin/env bash
# Fetches bpmn-moddle, somebody else's reader of BPMN, with which the browser tests read what goes out, and prints where
# its script is. Later versions are in pieces that a browser does not put together by itself.
set -euo pipefail

exec .ci/install/npm_file.sh bpmn-moddle 8.1.0 cf906c71162cd4b845a38fccdbe02faeb6d33dae38c0aa2743c2f8e1c26a3259 \
  dist/bpmn-moddle.umd.cjs "the reader of BPMN of the browser tests"
