#!/bin/sh
# Third stage of the image: puts what it runs, and nothing else, into an empty folder: sh bin/image/run.sh FOLDER
set -eu
folder=${1:?Name the folder to fill.}
mkdir -p "$folder"
cp -R .next/standalone/. "$folder"
cp -R public "$folder"
cp -R .next/static "$folder/.next"
exec node --import tsx bin/image/copy-commands.ts "$folder"
