#!/usr/bin/env bash
# Fetches bpmn-moddle, somebody else's reader of BPMN, with which the browser tests read what goes out, into the target
# folder, and prints where its script is. Later versions are in pieces that a browser does not put together by itself.
set -euo pipefail
# shellcheck source=.ci/say.sh
. .ci/say.sh

readonly VERSION=8.1.0
readonly SUM=cf906c71162cd4b845a38fccdbe02faeb6d33dae38c0aa2743c2f8e1c26a3259

folder="$(target_folder)/moddle-$VERSION"
if [ ! -f "$folder/bpmn-moddle.umd.cjs" ]; then
  have npm || install_packages "npm, which fetches the reader of BPMN of the browser tests" npm
  say "fetching bpmn-moddle $VERSION, the reader of BPMN of the browser tests"
  mkdir -p "$folder"
  quietly npm pack "bpmn-moddle@$VERSION" --silent --pack-destination "$folder" || fail "npm cannot fetch bpmn-moddle $VERSION"
  package="$folder/bpmn-moddle-$VERSION.tgz"
  echo "$SUM  $package" | sha256sum --check --quiet >&2 || fail "bpmn-moddle $VERSION is not what it was"
  tar --extract --gzip --file "$package" --directory "$folder" --strip-components 2 package/dist/bpmn-moddle.umd.cjs
fi
printf '%s\n' "$folder/bpmn-moddle.umd.cjs"
