// The framework in one include, for programs that embed it: find_package(rushes), link rushes::framework, and see
// docs/embedding.md.
#pragma once

#include "core/graph/compile.hpp"
#include "core/graph/evaluator.hpp"
#include "core/graph/export.hpp"
#include "core/media/source.hpp"
#include "core/media/writer.hpp"
#include "core/project/edit_compound.hpp"
#include "core/project/project.hpp"
#include "core/timeline/edits.hpp"
#include "host/session/session.hpp"
