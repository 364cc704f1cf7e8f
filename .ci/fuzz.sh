#!/usr/bin/env bash
# Fuzzes. Runs every target for a time (SECONDS_EACH, 60 by default), or those that are named, from the inputs that are
# kept and those of earlier runs on; fails when something was found. With --keep nothing is searched: of all inputs
# those that reach the most with the least become the ones that are kept.
set -euo pipefail
# shellcheck source=.ci/toolchain.sh
. .ci/toolchain.sh

keep=""
[ "${1:-}" != --keep ] || { keep=1 && shift; }
names=("$@")
[ $# -gt 0 ] || mapfile -t names < <(basename -s .jsonl tests/fuzz/corpus/*.jsonl)

# What a search may take: an input so many bytes and seconds, the process so many megabytes.
readonly LIMITS=(-max_len=1024 -timeout=5 -rss_limit_mb=1024)
# The compiler counts what is reached and shows what is compared, as its sanitizers would; they need a nightly one.
readonly COVERAGE=(
  -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg=fuzzing
)

have c++ || install_packages "libFuzzer is C++" g++
host=$(rustc --version --verbose | sed -n 's/^host: //p')
# Apart from the other builds, whose flags differ.
folder="$(target_folder)/fuzz"
say "building the targets"
cargo build --quiet --locked -p fuzz --bin corpus
# For the named platform alone, so that build scripts stay without counters.
RUSTFLAGS="${COVERAGE[*]}" cargo build --quiet --locked --release --manifest-path tests/fuzz/driver/Cargo.toml \
  --target "$host" --target-dir "$folder/build"
corpus="$(target_folder)/debug/corpus"
fuzz="$folder/build/$host/release/fuzz-driver"

# search NAME: looks for inputs that break the target.
search() {
  local found="$folder/$1/found" log="$folder/$1/log"
  mkdir -p "$found"
  say "$1: ${SECONDS_EACH:-60} seconds"
  "$fuzz" "${LIMITS[@]}" -max_total_time="${SECONDS_EACH:-60}" -dict="$folder/$1/words" -artifact_prefix="$found/" \
    "$folder/$1/inputs" > "$log" 2>&1 || { tail -n 30 "$log" >&2 && return 1; }
  grep -oE '#[0-9]+\s+(INITED|DONE) +cov: [0-9]+' "$log" >&2
}

# minimise NAME: keeps a smallest set of inputs that reaches what all of them reach, however often.
minimise() {
  local kept="$folder/$1/kept"
  rm -rf "$kept" && mkdir -p "$kept"
  "$fuzz" "${LIMITS[@]}" -set_cover_merge=1 -use_counters=0 -verbosity=0 "$kept" "$folder/$1/inputs"
  "$corpus" pack "$1" "$kept"
  say "$1: $(wc -l < "tests/fuzz/corpus/$1.jsonl") inputs are kept"
}

broken=()
for name in "${names[@]}"; do
  export FUZZ_TARGET="$name"
  "$corpus" unpack "$name" "$folder/$name/inputs"
  "$corpus" dictionary "$name" "$folder/$name/words"
  if [ -n "$keep" ]; then minimise "$name"; else search "$name" || broken+=("$name"); fi
done
[ "${#broken[@]}" -eq 0 ] || fail "found something: ${broken[*]} (the inputs are in $folder/NAME/found;" \
  "FUZZ_TARGET=NAME $fuzz FILE tries one again)"
