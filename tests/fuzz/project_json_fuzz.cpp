// Any bytes are either refused with one clean sentence or are a project that survives writing and reading.
#include "core/project/project.hpp"
#include "core/timeline/edits.hpp"
#include "core/timeline/validate.hpp"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

void require(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rushes;
  const auto project = project_from_json({reinterpret_cast<const char*>(data), size});
  if (!project) {
    const std::string& message = project.error().message;
    require(!message.empty() && message.size() <= 403 && message.find('\n') == message.npos,
            "an error is one sentence");
    return 0;
  }
  require(validate(*project).has_value(), "what was read is valid");
  const std::string json = to_json(*project);
  const auto again = project_from_json(json);
  require(again.has_value(), "what was written can be read");
  require(*again == *project, "reading what was written gives the same project");
  require(to_json(*again) == json, "the form is canonical");
  for (const Track& track : project->timeline.tracks) {
    layout(track);
    for (const Item& item : track.items) {
      const auto* clip = std::get_if<Clip>(&item);
      if (!clip) continue;
      for (const Effect& effect : clip->effects) {
        for (const auto& [name, param] : effect.params) {
          const Value value = value_at(param, Time{clip->duration.ticks / 2});
          for (int i = 0; i < value.n; ++i)
            require(std::isfinite(value.v[static_cast<std::size_t>(i)]), "a curve is finite");
        }
      }
      const auto cut = split(project->timeline, clip->id, Time{1});
      if (cut) require(validate(*cut, project->canvas.rate).has_value(), "an edit of a valid timeline is valid");
      break;
    }
  }
  return 0;
}
