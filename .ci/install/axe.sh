#!/usr/bin/env bash
# Fetches axe, which looks for barriers on the pages that the browser tests open, into the target folder, and prints
# where its script is.
set -euo pipefail
# shellcheck source=.ci/say.sh
. .ci/say.sh

readonly VERSION=4.14.1
readonly SUM=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745

folder="$(target_folder)/axe-$VERSION"
if [ ! -f "$folder/axe.min.js" ]; then
  have npm || install_packages "npm, which fetches the accessibility checker of the browser tests" npm
  say "fetching axe $VERSION, the accessibility checker of the browser tests"
  mkdir -p "$folder"
  quietly npm pack "axe-core@$VERSION" --silent --pack-destination "$folder" || fail "npm cannot fetch axe-core $VERSION"
  echo "$SUM  $folder/axe-core-$VERSION.tgz" | sha256sum --check --quiet >&2 || fail "axe-core $VERSION is not what it was"
  tar --extract --gzip --file "$folder/axe-core-$VERSION.tgz" --directory "$folder" --strip-components 1 package/axe.min.js
fi
printf '%s\n' "$folder/axe.min.js"
