#include "tests/conformance/graph/random_timelines.hpp"

namespace rushes {
namespace {

using namespace testing;

TEST_F(RandomTimelines, GiveTheSameBytesUnderEverySwitch) { try_seeds({1, 6}); }

TEST_F(RandomTimelines, OfOneSeedAreTheSame) {
  EXPECT_EQ(to_json(random_project(5, effects, w, h)), to_json(random_project(5, effects, w, h)));
  EXPECT_NE(to_json(random_project(5, effects, w, h)), to_json(random_project(6, effects, w, h)));
}

}  // namespace
}  // namespace rushes
