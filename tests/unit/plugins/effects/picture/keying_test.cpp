// Keys against pictures put together from a known matte.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

// Matte of a soft disc.
double matte(int x, int y, int size) {
  const double d = std::hypot(x + 0.5 - size / 2.0, y + 0.5 - size / 2.0);
  return std::clamp((size * 0.4 - d) / (size * 0.15), 0.0, 1.0);
}

// Greys: alpha to within 0.001. Skin and blue cloth, whose hue cannot be known where they mix with the screen: what is
// wholly in or out to within 0.001, soft edges to within 0.41, 0.062 in the mean of the picture.
TEST(ChromaKey, FindsTheMatte) {
  const Plugin key("keying/chroma_key");
  constexpr int n = 96;
  const double screen[3] = {0.1, 0.7, 0.2};
  const Call call{.numbers = {{"low", {0}}, {"high", {1}}, {"angle", {120}}}};
  for (const auto& fg : {std::array{0.8, 0.55, 0.45}, {0.5, 0.5, 0.5}, {0.15, 0.15, 0.6}, {0.9, 0.9, 0.9}}) {
    Picture in(rgba(32), n, n), out(key.output_format(rgba(32)), n, n);
    in.fill([&](int, int x, int y) {
      const double a = matte(x / 4, y, n);
      return x % 4 == 3 ? 1 : a * fg[static_cast<std::size_t>(x % 4)] + (1 - a) * screen[x % 4];
    });
    ASSERT_EQ(key.render(call, {&in}, out), "");
    const bool neutral = fg[0] == fg[1] && fg[1] == fg[2];
    double sum = 0, worst = 0;
    for (int y = 0; y < n; ++y)
      for (int x = 0; x < n; ++x) {
        const double a = matte(x, y, n), found = out.get(0, 4 * x + 3, y);
        sum += std::fabs(a - found);
        // A foreground of its own hue lies across the key's direction: partly shown pixels count as a little more.
        worst = std::max(worst, std::fabs(a - found));
        if (a == 0) {
          ASSERT_NEAR(found, 0, 0.001);
        }
        if (a == 1) {
          ASSERT_NEAR(found, 1, 0.001);
          for (int k = 0; k < 3; ++k) ASSERT_NEAR(out.get(0, 4 * x + k, y), fg[static_cast<std::size_t>(k)], 0.002);
        }
      }
    EXPECT_LT(worst, neutral ? 0.001 : 0.41);
    EXPECT_LT(sum / (n * n), neutral ? 0.001 : 0.062);
  }
}

TEST(ChromaKey, TakesSpillFromWhatStays) {
  const Plugin key("keying/chroma_key");
  Picture in(rgba(32), 4, 4), out(key.output_format(rgba(32)), 4, 4);
  const double pixel[4] = {0.5, 0.53, 0.505, 1};  // grey with a little green light, less than `low`
  in.fill([&](int, int x, int) { return pixel[x % 4]; });
  ASSERT_EQ(key.render({}, {&in}, out), "");
  EXPECT_EQ(out.get(0, 3, 0), 1);
  const double before = pixel[1] - (pixel[0] + pixel[2]) / 2,
               after = out.get(0, 1, 0) - (out.get(0, 0, 0) + out.get(0, 2, 0)) / 2;
  EXPECT_LT(std::fabs(after), before / 5);
}

TEST(ChromaKey, EdgesHaveNoGreen) {
  const Plugin key("keying/chroma_key");
  Picture in(rgba(32), 96, 96), out(key.output_format(rgba(32)), 96, 96);
  const double screen[3] = {0.1, 0.7, 0.2};
  in.fill([&](int, int x, int y) {
    const double a = matte(x / 4, y, 96);
    return x % 4 == 3 ? 1 : a * 0.6 + (1 - a) * screen[x % 4];
  });
  ASSERT_EQ(key.render({}, {&in}, out), "");
  for (int y = 0; y < 96; ++y)
    for (int x = 0; x < 96; ++x) {
      const double r = out.get(0, 4 * x, y), g = out.get(0, 4 * x + 1, y), b = out.get(0, 4 * x + 2, y);
      ASSERT_LT(g - (r + b) / 2, 0.02) << x << "," << y;
    }
}

TEST(LumaKey, IsARampOfLuma) {
  const Plugin key("keying/luma_key");
  Picture in(rgba(32), 101, 1), out(key.output_format(rgba(32)), 101, 1);
  in.fill([](int, int x, int) { return x % 4 == 3 ? 1 : (x / 4) / 100.0; });
  ASSERT_EQ(key.render({.numbers = {{"low", {0.2}}, {"high", {0.7}}}}, {&in}, out), "");
  for (int x = 0; x <= 100; ++x)
    EXPECT_NEAR(out.get(0, 4 * x + 3, 0), std::clamp((x / 100.0 - 0.2) / 0.5, 0.0, 1.0), 1e-4) << x;
}

double area(const Call& call) {
  const Plugin mask("keying/mask");
  Picture in(rgba(32), 200, 100), out(mask.output_format(rgba(32)), 200, 100);
  in.fill([](int, int, int) { return 1; });
  EXPECT_EQ(mask.render(call, {&in}, out), "");
  double sum = 0;
  for (int y = 0; y < 100; ++y)
    for (int x = 0; x < 200; ++x) sum += out.get(0, 4 * x + 3, y);
  return sum;
}

// The coverage of each shape is its area to within half a percent.
TEST(Mask, CoversTheAreaOfItsShape) {
  const auto with = [](const char* shape, double feather, double turn) {
    return area({.numbers = {{"feather", {feather}}, {"size", {0.5, 0.5}}, {"rotation", {turn}}},
                 .texts = {{"shape", shape}, {"points", "0,0 1,0 1,1 0,1"}}});
  };
  for (const double turn : {0.0, 30.0}) {
    EXPECT_NEAR(with("rectangle", 1, turn), 5000, 25);
    EXPECT_NEAR(with("polygon", 1, turn), 5000, 25);
    EXPECT_NEAR(with("ellipse", 1, turn), 3.14159265 * 50 * 25, 20);
  }
  EXPECT_NEAR(with("rectangle", 12, 0), 5000, 60);
}

TEST(Mask, InvertedIsTheRest) {
  const double inside = area({}), outside = area({.numbers = {{"invert", {1}}}});
  EXPECT_NEAR(inside + outside, 20000, 1);
  EXPECT_NEAR(area({.numbers = {{"opacity", {0}}}}), 20000, 0.01);
}

TEST(Mask, RefusesWhatIsNoPolygon) {
  const Plugin mask("keying/mask");
  const Picture in = gradient(rgba(8), 8, 8);
  Picture out(mask.output_format(in.format()), 8, 8);
  for (const char* text : {"", "0,0 1,1", "x", "0,0 1,1 2,nan"})
    EXPECT_NE(mask.render({.texts = {{"shape", "polygon"}, {"points", text}}}, {&in}, out), "") << text;
}

}  // namespace
}  // namespace rushes::test
