#!/usr/bin/env bash
# Installs what the browser tests drive: Chromium, its driver, and a font that has Chinese.
set -euo pipefail
# shellcheck source=.ci/say.sh
. .ci/say.sh

if ! have chromium || ! have chromedriver; then
  install_packages "the browser of the browser tests" chromium chromium-driver
fi
# Any font that covers Chinese will do; this is the smallest.
if ! have fc-list || [ -z "$(fc-list :lang=zh-cn family)" ]; then
  install_packages "Chinese text in the tests' screenshots" fontconfig fonts-wqy-microhei
fi
