#include "plugins/effects/channels/matrix.hpp"

#include "tests/unit/plugins/effects/sound/sound.hpp"

namespace {

using namespace sound;

struct Case {
  const char* name;
  Params params;
  float l[2], r[2];  // factors of left and right in each
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case cases[] = {
    {"same", {}, {1, 0}, {0, 1}},
    {"swap", {{"map", "swap"}}, {0, 1}, {1, 0}},
    {"mono", {{"map", "mono"}}, {.5f, .5f}, {.5f, .5f}},
    {"left", {{"map", "left"}}, {1, 0}, {1, 0}},
    {"right", {{"map", "right"}}, {0, 1}, {0, 1}},
    {"side", {{"map", "side"}}, {.5f, -.5f}, {.5f, -.5f}},
    {"narrow", {{"width", 0}}, {.5f, .5f}, {.5f, .5f}},
    {"wide", {{"width", 2}}, {1.5f, -.5f}, {-.5f, 1.5f}},
    {"inverted", {{"invert_right", 1}}, {1, 0}, {0, -1}},
    {"matrix", {{"map", "matrix"}, {"matrix", "0.25, -2; 1 0.5 9; 3"}}, {.25f, -2}, {1, .5f}},
};

class ChannelMapping : public testing::TestWithParam<Case> {};

TEST_P(ChannelMapping, IsItsMatrix) {
  const Case& k = GetParam();
  Plugin plugin(CHANNELS_LIBRARY, "org.rushes.channels");
  const auto in = plugin_driver::noise_block(0, 500, 2, 6, 0.5f);
  const auto out = run(plugin, in, {.params = k.params});
  for (std::size_t i = 0; i < 500; ++i) {
    ASSERT_NEAR(out[0][i], in[0][i] * k.l[0] + in[1][i] * k.l[1], 1e-6);
    ASSERT_NEAR(out[1][i], in[0][i] * k.r[0] + in[1][i] * k.r[1], 1e-6);
  }
}
INSTANTIATE_TEST_SUITE_P(Maps, ChannelMapping, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

TEST(ChannelMapping, DownmixFoldsSixIntoTwo) {
  channels::Matrix m(2, 6);
  ASSERT_TRUE(m.set("downmix"));
  const float l[] = {1, 0, .70710678f, 0, .70710678f, 0}, r[] = {0, 1, .70710678f, 0, 0, .70710678f};
  for (std::uint32_t c = 0; c < 6; ++c) {
    EXPECT_EQ(m.at(0, c), l[c]);
    EXPECT_EQ(m.at(1, c), r[c]);
  }
}

TEST(ChannelMapping, MonoCanBeMapped) {
  for (const char* map : {"same", "swap", "mono", "left", "right", "downmix"}) {
    channels::Matrix m(2, 1);
    ASSERT_TRUE(m.set(map)) << map;
    const float one = 0.5f;
    EXPECT_EQ(m.apply(0, &one), 0.5f) << map;
    EXPECT_EQ(m.apply(1, &one), 0.5f) << map;
  }
}

TEST(ChannelMapping, WhatIsNoMatrixIsRefusedWithAReason) {
  channels::Matrix m(2, 2);
  EXPECT_EQ(m.parse("1 0; 0 x"), "the matrix has no number at character 8");
  EXPECT_NE(m.parse("nan"), "");
  EXPECT_NE(m.parse("1e9"), "");
  EXPECT_EQ(m.parse(""), "");
  EXPECT_FALSE(m.set("sa"));
  EXPECT_FALSE(m.set(""));
}

}  // namespace
