#!/usr/bin/env bash
# deb_test.sh BUILD PROBE [BUNDLE...]: the Debian package, unpacked into a folder, runs from there.
. "$(dirname "$0")/common.sh"
build=$1 probe=$2
shift 2
quietly cpack -G DEB --config "$build/CPackConfig.cmake" -B "$tmp/packages"
deb=$(ls "$tmp"/packages/rushes_*.deb) sdk=$(ls "$tmp"/packages/rushes-sdk_*.deb)
dpkg-deb --info "$deb" >"$tmp/info"
for word in "Package: rushes" "Version: 0.1.0" libc6 fonts-dejavu-core; do
  grep -q "$word" "$tmp/info" || { cat "$tmp/info"; fail "the package does not say $word"; }
done
dpkg -x "$deb" "$tmp/root"
[ -z "$(find "$tmp/root" -name '*.hpp')" ] || fail "the runtime package holds headers"
mkdir -p "$tmp/root/usr/bin" && cp "$probe" "$tmp/root/usr/bin/probe"
env -u RUSHES_PLUGIN_PATH "$tmp/root/usr/bin/probe" list >"$tmp/list"
for bundle in "$@"; do
  grep -q " ok $tmp/root/usr/lib/rushes/plugins/$bundle.rushes " "$tmp/list" || { cat "$tmp/list"; fail "$bundle was not found in the unpacked package"; }
done
if [ -x "$tmp/root/usr/bin/rushes" ]; then
  env -u RUSHES_PLUGIN_PATH "$tmp/root/usr/bin/rushes" plugins list >"$tmp/list" || fail "rushes of the package does not list its plugins"
fi
dpkg-deb --contents "$sdk" >"$tmp/contents"
grep -q include/rushes/abi/rushes.h "$tmp/contents" || fail "the SDK package has no headers"
echo "$(basename "$deb") runs from where it was unpacked"
