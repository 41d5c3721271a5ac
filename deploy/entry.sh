#!/bin/sh
# What a container of Steamie runs:
#   up, doctor, or any other command of steamie
#   nightly    a copy into /copies each night, and a restore of the newest rehearsed on Sundays; what fails is tried again
#   healthy    whether the site answers; leaves with 1 when it does not
set -eu
umask 077

copies=/copies
keep=${STEAMIE_KEEP:-daily=14,weekly=8,monthly=12}
at=${STEAMIE_COPY_AT:-02:15}

healthy() {
    exec python3 - <<'END'
import os, sys, urllib.request

host = os.environ.get("STEAMIE_HOSTS", "").split(",")[0].strip() or "localhost"
port = os.environ.get("PORT") or "8000"
try:
    urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": host}), timeout=8)
except OSError as problem:
    sys.exit(f"not well: {problem}")
END
}

seconds_until() {
    now=$(date +%s)
    then=$(date -d "$1" +%s)
    [ "$then" -gt "$now" ] || then=$(date -d "tomorrow $1" +%s)
    echo $((then - now))
}

pause() {
    sleep "$1" &
    wait $!
}

nightly() {
    trap 'exit 0' TERM INT
    while :; do
        pause "$(seconds_until "$at")"
        until steamie backup --into "$copies" --keep "$keep"; do pause 900; done
        [ "$(date +%u)" != 7 ] || steamie restore --rehearse "$copies" || true
    done
}

case "${1:-up}" in
    healthy) healthy ;;
    nightly) nightly ;;
    *) exec steamie "$@" ;;
esac
