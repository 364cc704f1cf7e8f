#!/usr/bin/env bash
# Installs shellcheck, which reads these scripts.
set -euo pipefail
# shellcheck source=.ci/say.sh
. .ci/say.sh

have shellcheck || install_packages "shellcheck, which checks the build's own scripts" shellcheck
