#include "plugins/effects/pan/pan_law.hpp"
#include "tests/support/plugin_driver/plugin_driver.hpp"

#include <cmath>

namespace {

using namespace plugin_driver;

TEST(PanLaw, PowerIsConstant) {
  for (double p = -1; p <= 1; p += 0.05) {
    const auto m = pan::mono(p);
    EXPECT_NEAR(m.left_to_left * m.left_to_left + m.left_to_right * m.left_to_right, 1, 1e-6);
    const auto s = pan::stereo(p);
    EXPECT_NEAR(s.left_to_left * s.left_to_left + s.left_to_right * s.left_to_right, 1, 1e-6);
    EXPECT_NEAR(s.right_to_left * s.right_to_left + s.right_to_right * s.right_to_right, 1, 1e-6);
  }
}

TEST(PanLaw, EndsAndMiddle) {
  EXPECT_NEAR(pan::mono(0).left_to_left, std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(pan::mono(-1).left_to_right, 0, 1e-6);
  EXPECT_NEAR(pan::mono(1).left_to_left, 0, 1e-6);
  const auto middle = pan::stereo(0);
  EXPECT_EQ(middle.left_to_left, 1.0f);
  EXPECT_EQ(middle.left_to_right, 0.0f);
  EXPECT_EQ(middle.right_to_right, 1.0f);
}

TEST(Pan, MonoBecomesStereo) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.pan");
  const auto in = noise_block(0, 3000, 1, 5, 0.8f);
  const auto out = run_audio(plugin, {in}, {.params = {{"position", 0.5}}});
  ASSERT_EQ(out.size(), 2u);
  const double angle = 1.5 * std::numbers::pi / 4;
  for (std::size_t i = 0; i < 3000; ++i) {
    ASSERT_NEAR(out[0][i], in[0][i] * std::cos(angle), 1e-6);
    ASSERT_NEAR(out[1][i], in[0][i] * std::sin(angle), 1e-6);
  }
}

TEST(Pan, StereoInTheMiddleIsUntouched) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.pan");
  const auto in = noise_block(0, 3000, 2, 5, 0.8f);
  EXPECT_EQ(run_audio(plugin, {in}, {}), in);
}

Params moving(std::int64_t n) { return {{"position", static_cast<double>(n / 4096) / 10}}; }

TEST(Pan, BlockSizesDoNotMatter) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.pan");
  const auto in = noise_block(0, 20000, 2, 9, 0.5f);
  EXPECT_EQ(run_audio(plugin, {in}, {.animated = moving}), run_audio(plugin, {in}, {.block = 256, .animated = moving}));
}

}  // namespace
