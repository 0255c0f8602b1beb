// Clips that go away.
#pragma once

#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <string>
#include <vector>

namespace rushes {

//   |  A  |  B  |  C  |   ->   |  A  |  .  |  C  |         B becomes a gap; nothing moves.
Result<Timeline> lift(Timeline timeline, const std::vector<std::string>& clips, bool with_links = true);
Result<Timeline> lift(Timeline timeline, const std::string& track, TimeRange range);  // whatever lies there

//   |  A  |  B  |  C  |   ->   |  A  |  C  |               B goes and what follows on its track moves up.
Result<Timeline> ripple_delete(Timeline timeline, const std::vector<std::string>& clips, bool with_links = true);
Result<Timeline> ripple_delete(Timeline timeline, const std::string& track, TimeRange range);

}  // namespace rushes
