#include "plugins/effects/audio_support/cell_ramp.hpp"

#include <gtest/gtest.h>

namespace audio {
namespace {

TEST(CellRamp, ConstantValueIsThereFromTheFirstSample) {
  CellRamp ramp;
  for (std::int64_t n = 1000; n < 20000; ++n) ASSERT_EQ(ramp.at(n, 0.25f), 0.25f);
}

TEST(CellRamp, GlidesAtTheStartOfACellAndNowhereElse) {
  CellRamp ramp;
  for (std::int64_t n = 0; n < 4096; ++n) ramp.at(n, 0.0f);
  EXPECT_EQ(ramp.at(4096, 1.0f), 0.0f);
  for (std::int64_t n = 4097; n < 4096 + 512; ++n) ramp.at(n, 1.0f);
  EXPECT_FLOAT_EQ(ramp.at(4096 + 512, 1.0f), 0.5f);
  EXPECT_EQ(ramp.at(4096 + 1024, 1.0f), 1.0f);
}

TEST(CellRamp, NegativePositionsHaveCellsToo) {
  EXPECT_EQ(floor_div(-1, 4096), -1);
  EXPECT_EQ(floor_div(-4096, 4096), -1);
  EXPECT_EQ(floor_div(-4097, 4096), -2);
  EXPECT_EQ(floor_div(4095, 4096), 0);
}

}  // namespace
}  // namespace audio
