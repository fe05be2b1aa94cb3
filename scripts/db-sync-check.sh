#!/usr/bin/env bash
# Whether a database, its migrations and the snapshot in git agree: `tidemark check`, under the name that pipelines call.
# Needs nothing of the folder it lies in, so it may be copied into another repository.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: scripts/db-sync-check.sh [--db URL] [--require-live] [--report-dir DIR] [--config FILE] [--env NAME]
                                [--format text|json] [-- OPTION…]

  --db URL          The database, in any form that libpq takes; without it DATABASE_URL. An empty URL, which is
                    what a pipeline has where a secret is withheld, means none: the snapshot is then compared
                    with the migrations on a private server.
  --require-live    Exit with 69 when there is no database to look at.
  --report-dir DIR  Write report.json, report.md, report.sarif, report.junit.xml and report.html.
  --config, --env, --format, and what follows --, go to `tidemark check` as they are.

The URL goes on by the environment, never as an argument. Exit codes are those of tidemark: 0 in step, 2 not in
step, 64 wrong usage, 69 no server or no tidemark on the PATH; the others are in docs/ci.md.
USAGE
}

# Never says what was typed: it may be a URL with a password, in the wrong place.
refuse() {
    printf 'db-sync-check.sh: %s\n' "$1" >&2
    usage >&2
    exit 64
}

options=()
while [ "$#" -gt 0 ]; do
    name=${1%%=*}
    case $1 in
    -h | --help)
        usage
        exit 0
        ;;
    --require-live) options+=("$1") ;;
    --db | --report-dir | --config | --env | --format)
        [ "$#" -gt 1 ] || refuse "$name needs a value"
        if [ "$name" = --db ]; then DATABASE_URL=$2; else options+=("$name" "$2"); fi
        shift
        ;;
    --db=*) DATABASE_URL=${1#*=} ;;
    --report-dir=* | --config=* | --env=* | --format=*) options+=("$name" "${1#*=}") ;;
    --)
        shift
        options+=("$@")
        break
        ;;
    --*) refuse "no such option: $name" ;;
    *) refuse "takes options only; the database is named by --db" ;;
    esac
    shift
done

if ! command -v tidemark >/dev/null; then
    echo "db-sync-check.sh: tidemark is not on the PATH" >&2
    exit 69
fi
if [ -n "${DATABASE_URL:-}" ]; then
    export DATABASE_URL
else
    unset DATABASE_URL
fi
# In place of this shell, whose own arguments may hold the URL: from here on no list of processes shows it.
exec tidemark check "${options[@]}"
