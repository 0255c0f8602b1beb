// Ids in the order of the timeline: for documents that have none of their own, so that the same film always has the
// same ids, however its document is laid out.
#pragma once

#include "core/project/project.hpp"

namespace rushes::interchange {

// Names timelines, tracks, clips, transitions, effects, links, markers and assets t1, c1, ... by where they stand, and
// sorts assets and timelines by their first use and markers by their time. Assets and timelines that nothing shows go.
void renumber(Project& project);

}  // namespace rushes::interchange
