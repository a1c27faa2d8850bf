#!/bin/sh
# Copies the primary once, and then follows it. PGPASSWORD is the replicator's.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  chmod 700 "$PGDATA"
  pg_basebackup --dbname="host=$PRIMARY port=${PRIMARY_PORT:-5432} user=replicator" --pgdata="$PGDATA" \
    --write-recovery-conf --wal-method=stream --checkpoint=fast
fi
exec postgres "$@"
