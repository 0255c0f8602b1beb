#include "tests/conformance/graph/random_timelines.hpp"

namespace rushes {
namespace {

using namespace testing;

TEST_F(RandomTimelines, ManyGiveTheSameBytesUnderEverySwitch) { try_seeds({1000, 120}); }

}  // namespace
}  // namespace rushes
