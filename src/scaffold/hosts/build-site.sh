#!/bin/sh
# Gets peerpress and makes the site in public/: the build command of a host.
set -eu
cd "$(dirname "$0")"

# Where peerpress comes from: the address of its repository, and the commit that you have tried.
PEERPRESS_SOURCE=${PEERPRESS_SOURCE:-@SOURCE@}
PEERPRESS_COMMIT=${PEERPRESS_COMMIT:-@COMMIT@}

if ! command -v cargo >/dev/null; then
  curl --proto '=https' --tlsv1.2 --fail --silent --show-error https://sh.rustup.rs | sh -s -- -y --profile minimal
  . "$HOME/.cargo/env"
fi
# Takes minutes, unless the host has kept the folder .peerpress from the build before.
cargo install --locked --root .peerpress --git "$PEERPRESS_SOURCE" --rev "$PEERPRESS_COMMIT" peerpress
exec .peerpress/bin/peerpress build@OPTIONS@
