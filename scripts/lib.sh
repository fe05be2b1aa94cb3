# Shared by the scripts beside it; source it after `set -euo pipefail`.
# shellcheck shell=bash

# The top of the checkout.
# shellcheck disable=SC2034
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Talk goes to standard error; standard output is for data.
say() { printf '%s\n' "$*" >&2; }
heading() { printf '\n== %s\n' "$*" >&2; }
fail() {
    say "$(basename "$0"): $1"
    exit "${2:-1}"
}

# Runs a command with root's rights.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        fail "needs root or sudo for: $*" 69
    fi
}

# Runs a command as a user that PostgreSQL accepts: its server programs refuse root.
unprivileged() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

# The directory of a PostgreSQL server's programs; Debian keeps them off PATH.
server_programs() {
    local found
    for found in "${TIDEMARK_TEST_PG_BINDIR:-}" /usr/lib/postgresql/15/bin \
        /usr/lib/postgresql/*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
        if [ -n "$found" ] && [ -x "$found/initdb" ]; then
            printf '%s\n' "$found"
            return
        fi
    done
    return 1
}

# Whether what a Debian package brings is there, wherever it came from.
present() {
    case $1 in
    libpq-dev) pkg-config --exists libpq 2>/dev/null ;;
    libssl-dev) pkg-config --exists libcrypto 2>/dev/null ;;
    libpg-query-dev) [ -n "$(find /usr/lib /usr/local/lib -name libpg_query.a -print -quit 2>/dev/null)" ] ;;
    libyaml-dev) pkg-config --exists yaml-0.1 2>/dev/null ;;
    postgresql) server_programs >/dev/null ;;
    python3-venv) python3 -c 'import venv, ensurepip' 2>/dev/null ;;
    libdbd-pg-perl) perl -MDBD::Pg -e 1 2>/dev/null ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# Installs what is missing of the Debian packages named. `postgresql` means any server, 15 if possible.
install_packages() {
    local missing=() package status=0
    for package in "$@"; do
        present "$package" || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        say "Missing, and this is no Debian system to install it on from here: ${missing[*]}"
        say "(those are the names of Debian packages; install what they hold, then run this again)"
        exit 69
    fi

    say "Installing with apt-get: ${missing[*]}"
    as_root apt-get update -qq >&2 || fail "apt-get update failed" 69
    if [[ " ${missing[*]} " == *' postgresql '* ]] && apt-cache show postgresql-15 >/dev/null 2>&1; then
        missing=("${missing[@]/%postgresql/postgresql-15}")
    fi
    # Debian creates and starts a cluster with a server's first installation; Tidemark starts its own.
    local no_cluster=/etc/postgresql-common/createcluster.d/tidemark-install.conf
    as_root mkdir -p "$(dirname "$no_cluster")"
    echo 'create_main_cluster = false' | as_root tee "$no_cluster" >/dev/null
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 || status=$?
    as_root rm -f "$no_cluster"
    [ "$status" -eq 0 ] || fail "apt-get install failed for: ${missing[*]}" 69
}

# What every build and every private server needs.
install_build_packages() {
    command -v swift >/dev/null 2>&1 ||
        fail "needs the Swift 6.3 toolchain: https://www.swift.org/install" 69
    install_packages pkg-config libpg-query-dev libpq-dev libssl-dev libyaml-dev postgresql
}

# Puts the Python packages of a list with exact versions into a virtual environment, anew when the list changes.
# usage: python_packages VENV LIST      fails when they cannot be had
python_packages() {
    local venv=$1 list=$2
    if [ -x "$venv/bin/python" ] && cmp -s "$list" "$venv/installed.txt"; then return; fi
    say "Installing what $list lists into $venv"
    rm -rf "$venv"
    python3 -m venv "$venv" >&2 &&
        "$venv/bin/pip" install -q --disable-pip-version-check --retries 1 --timeout 20 --no-deps \
            --only-binary :all: -r "$list" >&2 &&
        cp "$list" "$venv/installed.txt"
}
