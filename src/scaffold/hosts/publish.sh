#!/bin/sh
# Copies the site to the folder that readers see, in an order that leaves no page without its files, and proves the copy.
#
#   sh publish.sh FOLDER     such as /mnt/ward/safety; a folder of another computer is mounted first
#
# Needs rsync and peerpress.
set -eu
to=${1:?say where to: sh publish.sh FOLDER}
case $to in /*) ;; *) to=$PWD/$to ;; esac
cd "$(dirname "$0")"

peerpress build@OPTIONS@
# What old files are removed below is right only in a folder of this site's own.
if [ -n "$(ls -A "$to" 2>/dev/null)" ] && ! grep -qs '"generator": "peerpress' "$to/manifest.json"; then
  echo "$to has files that are no site of peerpress, so nothing was copied there" >&2
  exit 2
fi
mkdir -p "$to"
# What pages refer to comes before the pages, and old files go last.
rsync -rt --exclude='*.html' --exclude='*.html.br' --exclude='*.html.gz' --exclude=/manifest.json public/ "$to/"
rsync -rt public/ "$to/"
if [ -e .htaccess ]; then cp .htaccess "$to/"; fi
rsync -rt --delete-after --exclude=/.htaccess --exclude=/web.config public/ "$to/"
peerpress verify "$to"
