#include "core/graph/export.hpp"
#include "tests/support/graph/graph_fixture.hpp"

#include <filesystem>

namespace rushes::testing {
namespace {

using NullSink = GraphFixture;

TEST_F(NullSink, MakesEveryFrameInOrderAndWritesNothing) {
  auto made = evaluator(small().track("v1", {clip("c1", "a1", 20), clip("c2", "a2", 15, 10)}).build());
  ExportSpec spec;
  spec.path = "null:";
  ASSERT_TRUE(codecs_for(spec.path, spec.video, spec.audio));
  std::int64_t last = 0;
  auto report = export_film(*made, pool, spec, [&](std::int64_t done, std::int64_t total) {
    EXPECT_EQ(done, last + 1);
    EXPECT_EQ(total, 35);
    last = done;
  });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->frames, 35);
  EXPECT_EQ(report->samples, sample_at(frame_start(35, {24, 1}), 48000));
  EXPECT_EQ(report->counts.evaluated, 35u);
  EXPECT_EQ(report->counts.encoded, 0u);
  EXPECT_EQ(report->bytes, 0u);
  EXPECT_EQ(made->stats().nodes.at("source").calls, 35u);
  EXPECT_FALSE(std::filesystem::exists("null:"));
}

}  // namespace
}  // namespace rushes::testing
