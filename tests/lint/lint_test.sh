#!/usr/bin/env bash
# lint_test.sh SOURCE: the repository is clean, and each rule is seen when it is broken.
set -euo pipefail
source=$1
"$source/tests/lint/run" "$source" || { echo "FAILED: the lines above break a rule" >&2; exit 1; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0
# broken FILE INCLUDE: a repository with that one line.
broken() {
  rm -rf "$tmp/r" && mkdir -p "$tmp/r/$(dirname "$1")"
  printf '#pragma once\n#include %s\n' "$2" >"$tmp/r/$1"
  if "$source/tests/lint/run" "$tmp/r" >/dev/null 2>&1; then echo "FAILED: $1 may include $2" >&2; failed=1; fi
}
kept() {
  rm -rf "$tmp/r" && mkdir -p "$tmp/r/$(dirname "$1")"
  printf '#pragma once\n#include %s\n' "$2" >"$tmp/r/$1"
  if ! "$source/tests/lint/run" "$tmp/r" >"$tmp/said" 2>&1; then cat "$tmp/said"; echo "FAILED: $1 may not include $2" >&2; failed=1; fi
}
broken sdk/include/rushes/x.hpp '"core/base/time.hpp"'
broken sdk/include/rushes/x.hpp '<nlohmann/json.hpp>'
broken sdk/include/rushes/abi/x.h '<rushes/plugin.hpp>'
broken plugins/effects/fade/fade.cpp '"core/media/frame.hpp"'
broken plugins/effects/fade/fade.cpp '"host/services/services.hpp"'
broken plugins/effects/fade/fade.cpp '"plugins/effects/blend/blend.hpp"'
broken plugins/engines/x/x.cpp '<boost/dll.hpp>'
broken core/base/x.cpp '"core/media/frame.hpp"'
broken core/media/x.cpp '"core/graph/program.hpp"'
broken core/graph/x.cpp '"host/plugins/registry.hpp"'
broken core/graph/x.cpp '<boost/filesystem.hpp>'
broken core/media/x.hpp '<libavcodec/avcodec.h>'
broken host/store/x.hpp '<sqlite3.h>'
broken host/services/x.cpp '<boost/filesystem.hpp>'
broken host/services/x.cpp '"plugins/storage/local/root.hpp"'
broken core/base/x.cpp '"rushes/result.hpp"'
broken core/base/x.cpp '<core/base/time.hpp>'
# A third party in a header is for the .cpp files beside it only.
mkdir -p "$tmp/l/core/media" "$tmp/l/core/graph"
printf '#pragma once\n#include <libavutil/frame.h>\n' >"$tmp/l/core/media/av.hpp"
echo '#include "core/media/av.hpp"' >"$tmp/l/core/media/decode.cpp"
"$source/tests/lint/run" "$tmp/l" >/dev/null || { echo "FAILED: a private header may not include a third party" >&2; failed=1; }
echo '#include "core/media/av.hpp"' >"$tmp/l/core/graph/sources.cpp"
"$source/tests/lint/run" "$tmp/l" >/dev/null 2>&1 && { echo "FAILED: a third party leaks to another folder unseen" >&2; failed=1; }
kept core/graph/x.cpp '"core/project/project.hpp"'
kept core/media/x.cpp '<libavcodec/avcodec.h>'
kept host/plugins/x.cpp '<boost/dll/shared_library.hpp>'
kept host/cli/x.cpp '"core/graph/evaluator.hpp"'
kept plugins/effects/fade/fade.cpp '<rushes/effect.hpp>'
kept plugins/effects/fade/fade.cpp '"plugins/effects/support/rows.hpp"'
rm -rf "$tmp/r" && mkdir -p "$tmp/r/core/base" && echo 'int x;' >"$tmp/r/core/base/x.hpp"
"$source/tests/lint/run" "$tmp/r" >/dev/null 2>&1 && { echo "FAILED: a header without a guard was not seen" >&2; failed=1; }
exit $failed
