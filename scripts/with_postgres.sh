#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server that nobody else uses and that is gone afterwards; ETABLI_TEST_POSTGRES
# tells the command where it is. Example: scripts/with_postgres.sh cargo test agency::store
set -euo pipefail

# The server refuses to run as root; Debian's package brings a user for it.
as_owner() {
    if ((EUID == 0)); then
        (cd / && exec runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -1)
[[ -n "$bin" ]] || bin=$(dirname "$(command -v initdb)") || {
    echo "PostgreSQL absent : apt-get install postgresql (PostgreSQL is missing)" >&2
    exit 2
}
folder=$(mktemp -d /tmp/etabli-postgres.XXXXXX)
((EUID != 0)) || chown postgres "$folder"
stop() {
    as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf -- "$folder"
}
trap stop EXIT

as_owner "$bin/initdb" -D "$folder/data" -U etabli -A trust --no-sync >/dev/null
# No TCP: only this machine's users can reach the socket.
as_owner "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-c listen_addresses='' -k '$folder'" start >/dev/null
encoded=${folder//\//%2F}
status=0
ETABLI_TEST_POSTGRES="postgres://etabli@$encoded/postgres" "$@" || status=$?
exit "$status"
