# shellcheck shell=bash
# Sourced by the other scripts: how they speak, and how they install what is missing.

# say WORD…: one line of progress, on standard error, so that standard output stays the programs' own.
say() { emphasised 1 "▸ $*"; }

# fail WORD…: ends the script with a reason.
fail() {
  emphasised 31 "✗ $*"
  exit 1
}

# emphasised STYLE TEXT: on standard error, in the terminal's style where it is one.
emphasised() {
  if [ -t 2 ]; then printf '\033[%sm%s\033[0m\n' "$1" "$2" >&2; else printf '%s\n' "$2" >&2; fi
}

# have COMMAND: whether the command can be run.
have() { command -v "$1" > /dev/null 2>&1; }

# as_root COMMAND…: runs it as root, by sudo where that is needed and there.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif have sudo; then
    sudo "$@"
  else
    fail "this needs root, and there is no sudo; please run: $*"
  fi
}

# packaged PACKAGE: whether Debian's package is installed.
packaged() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }

# install_packages WHY PACKAGE…: installs those of Debian's packages that are missing, after saying why.
install_packages() {
  local why="$1" package missing=()
  shift
  have dpkg-query || fail "$why needs: $* (not a Debian system: please install them by hand)"
  for package in "$@"; do
    packaged "$package" || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "installing ${missing[*]}: $why"
  # The lists may be missing (fresh image) or stale: then the first try fails, and the second has new lists.
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" || {
    quietly as_root apt-get update || fail "cannot update the package lists"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >&2 \
      || fail "cannot install ${missing[*]}"
  }
}

# quietly COMMAND…: runs it without its output.
quietly() { "$@" > /dev/null 2>&1; }

# target_folder: where cargo builds.
target_folder() { printf '%s\n' "${CARGO_TARGET_DIR:-$PWD/target}"; }
