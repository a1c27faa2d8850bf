#!/bin/sh
# First stage of the image: the packages of the lockfile. None of their scripts is needed to build.
set -eu
exec npm ci --ignore-scripts --no-audit --no-fund
