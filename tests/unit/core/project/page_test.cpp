// docs/formats/project.md is true: its example is a project, and its tables name exactly the fields the document has.
#include "core/base/files.hpp"
#include "core/project/fields.hpp"

#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

namespace rushes {
namespace {

using Fields = std::set<std::string>;

// Collects the names a type's description speaks of.
struct Collect {
  Fields names;
  void operator()(std::string_view name, const auto&, document::Bounds = {}) { names.emplace(name); }
  void json(std::string_view name, const std::string&) { names.emplace(name); }
};
template <class T>
Fields fields(Fields more = {}) {
  Collect collect;
  const T value{};
  document::describe(collect, value);
  collect.names.merge(more);
  return collect.names;
}

std::string page() {
  auto text = read_file(RUSHES_SOURCE_DIR "/docs/formats/project.md");
  EXPECT_TRUE(text) << text.error().message;
  return text.value_or("");
}

TEST(FormatPage, TablesNameEveryField) {
  const std::map<std::string, Fields> wanted{{"project", fields<Project>({"rushes_project"})},
                                             {"lineage", fields<Lineage>()},
                                             {"canvas", fields<Canvas>()},
                                             {"scene", fields<Scene>()},
                                             {"asset", fields<Asset>()},
                                             {"timeline", fields<Timeline>()},
                                             {"track", fields<Track>()},
                                             {"clip", fields<Clip>({"type"})},
                                             {"time key", fields<TimeKey>()},
                                             {"source", fields<Source>()},
                                             {"nested timeline", fields<NestedTimeline>()},
                                             {"gap", fields<Gap>({"type"})},
                                             {"transition", fields<Transition>({"type"})},
                                             {"effect", fields<Effect>()},
                                             {"marker", fields<Marker>()},
                                             {"params", {"value", "keys"}},
                                             {"keyframe", fields<Keyframe>()}};
  std::map<std::string, Fields> found;
  std::istringstream lines(page());
  std::string section;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("## ", 0) == 0) section = line.substr(3);
    if (line.rfind("| `", 0) == 0) found[section].insert(line.substr(3, line.find('`', 3) - 3));
  }
  EXPECT_EQ(found, wanted);
}

TEST(FormatPage, ExampleIsAProject) {
  const std::string text = page();
  const auto start = text.find("```json\n");
  ASSERT_NE(start, std::string::npos);
  const auto project = project_from_json(text.substr(start + 8, text.find("```", start + 8) - start - 8));
  ASSERT_TRUE(project) << project.error().message;
  EXPECT_EQ(duration(project->timeline).ticks, 4 * Time::per_second);
  EXPECT_EQ(project->extra, "") << "the example uses only fields that exist";
}

}  // namespace
}  // namespace rushes
