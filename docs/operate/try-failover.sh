#!/bin/sh
# Tries the files of docs/operate/failover on this machine: three nodes, whose primary is killed and hangs under writes.
set -eu
cd "$(dirname "$0")/../.."
exec npm run trial -- failover
