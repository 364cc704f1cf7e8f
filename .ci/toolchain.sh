# shellcheck shell=bash
# Sourced by what compiles: chooses the compiler, installs what it lacks, and puts it on the path.
#
#   rustup  the active rustup toolchain with its wasm32 target
#   distro  Debian's compiler (rustc-web, cargo-web), with the wasm32 standard library built from its sources
#
# LIANBAN_TOOLCHAIN=rustup|distro forces one. Otherwise rustup's is taken when its target is installed or can be
# added, else Debian's. The choice is exported, so that scripts that this one calls agree with it.

# shellcheck source=.ci/say.sh
. .ci/say.sh
# shellcheck source=.ci/install/wasm_std.sh
. .ci/install/wasm_std.sh

readonly WASM=wasm32-unknown-unknown

# oldest_compiler: the compiler that the workspace asks for, such as 1.95.
oldest_compiler() { sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml; }

# is_recent_enough RUSTC
is_recent_enough() {
  local version
  version=$("$1" --version 2> /dev/null | cut -d ' ' -f 2) || return 1
  [ "$(printf '%s\n' "$(oldest_compiler)" "$version" | sort -V | head -n 1)" = "$(oldest_compiler)" ]
}

# find_rustup: puts rustup's folder on the path where a login shell would have done so.
find_rustup() {
  have rustup || PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"
  have rustup && have rustc && is_recent_enough rustc
}

has_rustup_target() { rustup target list --installed 2> /dev/null | grep -qx "$WASM"; }

# add_rustup_target: asks rustup for the target; gives up soon where it cannot download.
add_rustup_target() {
  say "adding the $WASM target to rustup's toolchain: the page is compiled for it"
  RUSTUP_MAX_RETRIES=1 timeout 120 rustup target add "$WASM" > /dev/null 2>&1
}

# choose_toolchain: prints the way to go.
choose_toolchain() {
  if find_rustup && has_rustup_target; then
    echo rustup
  elif has_distro_wasm_std; then
    echo distro
  elif find_rustup && add_rustup_target; then
    echo rustup
  else
    echo distro
  fi
}

use_rustup() {
  find_rustup || fail "rustup's toolchain is missing or older than $(oldest_compiler)"
  has_rustup_target || add_rustup_target || fail "rustup cannot add $WASM (LIANBAN_TOOLCHAIN=distro needs no rustup)"
  export PATH
}

use_distro() {
  install_packages "the Rust compiler, and its sources for the page's standard library" \
    ca-certificates rustc-web cargo-web rust-web-src lld-22 rustfmt-web rust-web-clippy
  # Before rustup's proxies, which would otherwise answer to `cargo` and `cargo clippy`.
  export PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
  is_recent_enough "$RUSTC" || fail "Debian's compiler is older than $(oldest_compiler): please run apt-get update"
  build_distro_wasm_std
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=/usr/lib/llvm-22/bin/wasm-ld
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--sysroot=$(distro_sysroot)"
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
}

# For the crates that build C: the database.
have cc || install_packages "a C compiler and linker" gcc libc6-dev
: "${LIANBAN_TOOLCHAIN:=$(choose_toolchain)}"
export LIANBAN_TOOLCHAIN
case "$LIANBAN_TOOLCHAIN" in
  rustup) use_rustup ;;
  distro) use_distro ;;
  *) fail "LIANBAN_TOOLCHAIN is rustup or distro, not $LIANBAN_TOOLCHAIN" ;;
esac
