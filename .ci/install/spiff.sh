#!/usr/bin/env bash
# The engine that ours is measured beside, in a Python of its own; prints where that is. Nothing where there is no Python.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

version=3.2.0
place=$(target_folder)/spiff-$version
if [ ! -e "$place/done" ]; then
  command -v python3 >/dev/null || exit 0
  # What it prints on the way is not where it is.
  { python3 -m venv "$place" && "$place/bin/pip" install --quiet "SpiffWorkflow==$version"; } >&2 || exit 0
  touch "$place/done"
fi
echo "$place/bin/python"
