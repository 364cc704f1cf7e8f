# shellcheck shell=bash
# Sourced by toolchain.sh: the wasm32 standard library for Debian's compiler, which comes without one. It is built from
# the compiler's own sources into a sysroot of ours, in the user's cache: nothing of the system is changed.

# distro_sysroot: where the sysroot for the installed compiler lies.
distro_sysroot() {
  printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/lianban/sysroot-$(/usr/bin/rustc --version | cut -d ' ' -f 2)"
}

# has_distro_wasm_std: whether Debian's compiler and the library are both there.
has_distro_wasm_std() { [ -x /usr/bin/rustc ] && [ -e "$(distro_sysroot)/complete" ]; }

# build_distro_wasm_std: builds the library unless it is there.
build_distro_wasm_std() {
  ! has_distro_wasm_std || return 0
  say "building the standard library for wasm32 from Debian's sources: its compiler comes without (half a minute)"
  local sysroot scratch version lib
  sysroot=$(distro_sysroot)
  version=$(/usr/bin/rustc --version | cut -d ' ' -f 2)
  lib="$sysroot/lib/rustlib/wasm32-unknown-unknown/lib"
  scratch=$(mktemp -d)
  cp -r "/usr/src/rustc-$version/library" "$scratch/library" || fail "no compiler sources in /usr/src/rustc-$version"
  (
    cd "$scratch/library"
    # RUSTC_BOOTSTRAP: the library uses what only the library may use.
    RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes" \
      CARGO_TARGET_DIR="$scratch/target" \
      /usr/bin/cargo build --quiet --release --locked --target wasm32-unknown-unknown -p sysroot
  ) || fail "the standard library for wasm32 does not build"
  rm -rf "$sysroot"
  mkdir -p "$lib"
  cp "$scratch"/target/wasm32-unknown-unknown/release/deps/*.rlib "$lib/"
  ln -s "$(/usr/bin/rustc --print sysroot)/lib/rustlib/x86_64-unknown-linux-gnu" "$sysroot/lib/rustlib/"
  touch "$sysroot/complete"
  rm -rf "$scratch"
}
