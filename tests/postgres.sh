#!/usr/bin/env bash
# usage: tests/postgres.sh COMMAND…
# Runs the command against a PostgreSQL of its own: a throw-away cluster in a temporary folder, reached only through
# a socket in that folder, so it meets no other server on this machine. It is stopped and removed afterwards.
set -euo pipefail

# Debian keeps the server's programs out of the search path; other systems do not.
pg_ctl=$(ls -d /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null | sort -V | tail -n 1 || true)
pg_ctl=${pg_ctl:-$(command -v pg_ctl || true)}
if [ -z "$pg_ctl" ]; then
  echo "PostgreSQL is not installed: on Debian, apt-get install postgresql." >&2
  exit 1
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/pathfinder-postgres.XXXXXX")
owner=$(id -un)
as_owner=()
if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuses to run as root
  owner=postgres
  as_owner=(runuser -u "$owner" --)
  chown "$owner" "$folder"
fi

cluster() { (cd / && "${as_owner[@]}" "$pg_ctl" --pgdata="$folder/data" --silent "$@" </dev/null); }
clean_up() {
  cluster stop --mode=immediate || true
  rm -rf "$folder"
}
trap clean_up EXIT

cluster initdb --options="--username=$owner --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync" >/dev/null
# Nothing here has to survive a power cut, so nothing waits for the disk.
if ! cluster start --wait --log="$folder/server.log" --options="-c listen_addresses= \
  -c unix_socket_directories=$folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off"; then
  cat "$folder/server.log" >&2
  exit 1
fi

PATHFINDER_DATABASE_URL="postgresql://$owner@/postgres?host=$folder" "$@"
