#!/usr/bin/env bash
# Fetches one file of an npm package into the target folder, and prints where it is.
#   npm_file.sh PACKAGE VERSION SUM FILE WHAT-IT-IS
set -euo pipefail
# shellcheck source=.ci/say.sh
. .ci/say.sh

readonly package=$1 version=$2 sum=$3 file=$4 what=$5

folder="$(target_folder)/npm/$package-$version"
if [ ! -f "$folder/$file" ]; then
  have npm || install_packages "npm, which fetches $package, $what" npm
  say "fetching $package $version, $what"
  mkdir -p "$folder"
  quietly npm pack "$package@$version" --silent --pack-destination "$folder" || fail "npm cannot fetch $package $version"
  packed="$folder/$package-$version.tgz"
  echo "$sum  $packed" | sha256sum --check --quiet >&2 || fail "$package $version is not what it was"
  tar --extract --gzip --file "$packed" --directory "$folder" --strip-components 1 "package/$file"
fi
printf '%s\n' "$folder/$file"
