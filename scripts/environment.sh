# shellcheck shell=bash
# Sourced by every script: where things are, which versions the project asks for, and how a script speaks.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
ROOT=$PWD

CARGO_LEPTOS_VERSION=0.3.10
CARGO_DENY_VERSION=0.20.2
# wasm-bindgen's program and its crate must be one version to the patch: the lock file decides.
WASM_BINDGEN_VERSION=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)

# Tools of exactly these versions live here, shared by all clones, so that nobody's own tools are replaced.
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/okolica/tools
export PATH="$TOOLS/cargo-leptos-$CARGO_LEPTOS_VERSION/bin:$TOOLS/wasm-bindgen-cli-$WASM_BINDGEN_VERSION/bin:$TOOLS/cargo-deny-$CARGO_DENY_VERSION/bin:$ROOT/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# Debian keeps PostgreSQL's own programs out of PATH.
for folder in /usr/lib/postgresql/*/bin; do if [[ -d $folder ]]; then PATH=$PATH:$folder; fi; done
unset folder

# Nothing here asks a question or reports home.
export CI=${CI:-} npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false

say() { printf '\033[1m▸ %s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }
die() {
    printf '\033[31m✗ %s\033[0m\n' "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# A duration of so many seconds, as people write it.
spent() {
    if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}
