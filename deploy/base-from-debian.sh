#!/bin/sh
# Makes the base of the image from Debian's packages, where no image can be fetched: sh base-from-debian.sh FOLDER, as root.
# Then, from the root of the code: tar -C FOLDER -c . | podman import - steamie-base
#                                  podman build --build-arg BASE=localhost/steamie-base -f deploy/Containerfile -t steamie .
set -eu

folder=${1:?Name the folder to make.}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

debootstrap --variant=minbase --include=ca-certificates,python3,python3-venv,postgresql-client bookworm "$folder" "$mirror"
rm -rf "$folder"/var/cache/apt/archives/*.deb "$folder"/var/lib/apt/lists/*
