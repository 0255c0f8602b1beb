// Numbers of the colourist's craft.
#include <gtest/gtest.h>

#include <cmath>

#include "plugins/effects/grading/illuminant.hpp"
#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

// One opaque colour through an effect, as float.
std::array<double, 3> through(const char* plugin, const Call& call, double r, double g, double b) {
  const Plugin effect(plugin);
  Picture in(rgba(32), 8, 8), out(effect.output_format(rgba(32)), 8, 8);
  const double pixel[4] = {r, g, b, 1};
  in.fill([&](int, int x, int) { return pixel[x % 4]; });
  EXPECT_EQ(effect.render(call, {&in}, out), "");
  return {out.get(0, 12, 3), out.get(0, 13, 3), out.get(0, 14, 3)};
}

TEST(Curves, GoThroughTheirPoints) {
  const Call call{.texts = {{"master", "0,0 0.25,0.15 0.5,0.55 1,0.9"}}};
  for (const auto& [x, y] : {std::pair{0.0, 0.0}, {0.25, 0.15}, {0.5, 0.55}, {1.0, 0.9}})
    EXPECT_NEAR(through("grading/curves", call, x, x, x)[1], y, 1e-4) << x;
  double last = -1;
  for (double x = 0; x <= 1; x += 0.01) {
    const double y = through("grading/curves", call, x, x, x)[0];
    EXPECT_GE(y, last);
    last = y;
  }
}

TEST(Curves, SayWhatIsWrongWithTheirPoints) {
  const Plugin curves("grading/curves");
  const Picture in = gradient(rgba(8), 8, 8);
  Picture out(in.format(), 8, 8);
  for (const char* text : {"0,0 0,1", "0.5,0.5 0.2,0.3", "nonsense", "0,2", "0,", "nan,0", "0 1"})
    EXPECT_THROW(curves.plan({.texts = {{"red", text}}}, {&in}, out), std::runtime_error) << text;
}

TEST(HueSaturation, TurnsRedToGreenAndKeepsGreys) {
  const auto green = through("grading/hue_saturation", {.numbers = {{"hue", {120}}}}, 1, 0, 0);
  EXPECT_NEAR(green[0], 0, 1e-5);
  EXPECT_NEAR(green[1], 1, 1e-5);
  EXPECT_NEAR(green[2], 0, 1e-5);
  const Call odd{.numbers = {{"reds.hue", {70}}, {"greens.lightness", {0.7}}, {"saturation", {3}}}};
  for (const double v : through("grading/hue_saturation", odd, 0.4, 0.4, 0.4)) EXPECT_NEAR(v, 0.4, 1e-5);
}

TEST(HueSaturation, RangesDoNotTouchTheOthers) {
  const auto blue = through("grading/hue_saturation", {.numbers = {{"reds.saturation", {0}}}}, 0.1, 0.2, 0.9);
  EXPECT_NEAR(blue[0], 0.1, 1e-4);
  EXPECT_NEAR(blue[1], 0.2, 1e-4);
  EXPECT_NEAR(blue[2], 0.9, 1e-4);
  const auto red = through("grading/hue_saturation", {.numbers = {{"reds.saturation", {0}}}}, 0.8, 0.2, 0.2);
  EXPECT_NEAR(red[0], red[1], 1e-4);
}

TEST(ThreeWay, ActsWhereItSays) {
  const Call shadows{.numbers = {{"shadows", {0.1, 0.1, 0.1, 1}}}};
  EXPECT_NEAR(through("grading/three_way", shadows, 0, 0, 0)[0], 0.1, 1e-5);
  EXPECT_NEAR(through("grading/three_way", shadows, 1, 1, 1)[0], 1, 1e-5);
  const Call all{
      .numbers = {{"shadows", {0.1, 0, 0, 1}}, {"midtones", {0.1, 0, 0, 1}}, {"highlights", {0.1, 0, 0, 1}}}};
  for (const double v : {0.0, 0.3, 0.5, 0.9}) EXPECT_NEAR(through("grading/three_way", all, v, v, v)[0], v + 0.1, 1e-5);
}

// A grey card under light of known colour comes out grey to within 0.004 in every channel.
TEST(WhiteBalance, MakesPaperGrey) {
  for (const double kelvin : {2400.0, 3200.0, 4300.0, 5600.0, 8000.0, 12000.0})
    for (const double tint : {-20.0, 0.0, 30.0}) {
      const auto light = effects::light_colour(kelvin, tint);
      double c[3];
      for (std::size_t k = 0; k < 3; ++k) c[k] = std::pow(0.3 * std::max(light[k], 0.0), 1 / 2.4);
      const auto out = through("grading/white_balance", {.numbers = {{"temperature", {kelvin}}, {"tint", {tint}}}},
                               c[0], c[1], c[2]);
      EXPECT_NEAR(out[0], out[1], 0.004) << kelvin << " " << tint;
      EXPECT_NEAR(out[2], out[1], 0.004) << kelvin << " " << tint;
    }
}

double pq(double nits) {
  const double p = std::pow(nits / 10000, 2610.0 / 16384);
  return std::pow((3424.0 / 4096 + 2413.0 / 128 * p) / (1 + 2392.0 / 128 * p), 2523.0 / 32);
}

TEST(ToneMap, FollowsBt2390) {
  // The EETF in double precision, straight from the report.
  const double top = pq(1000), most = pq(100) / top, knee = 1.5 * most - 0.5;
  double last = -1;
  for (const double nits : {0.1, 1.0, 5.0, 20.0, 60.0, 100.0, 203.0, 400.0, 700.0, 1000.0}) {
    double e = pq(nits) / top;
    if (e >= knee) {
      const double t = (e - knee) / (1 - knee);
      e = (2 * t * t * t - 3 * t * t + 1) * knee + (t * t * t - 2 * t * t + t) * (1 - knee) +
          (-2 * t * t * t + 3 * t * t) * most;
    }
    const double q = std::pow(e * top, 32.0 / 2523);
    const double light =
        10000 * std::pow(std::max(q - 3424.0 / 4096, 0.0) / (2413.0 / 128 - 2392.0 / 128 * q), 16384.0 / 2610);
    const double v = pq(nits);
    const auto out = through("grading/tone_map", {.texts = {{"source", "pq"}}}, v, v, v);
    EXPECT_NEAR(out[1], std::pow(std::min(light / 100, 1.0), 1 / 2.4), 0.003) << nits;
    EXPECT_NEAR(out[0], out[1], 0.001);
    EXPECT_GT(out[1], last);
    last = out[1];
  }
  EXPECT_NEAR(last, 1, 0.002);
}

TEST(ToneMap, LeavesStandardPicturesAlone) {
  const Plugin map("grading/tone_map");
  const Picture in = gradient(yuv(8, 1, 1), 32, 32);
  Picture out(in.format(), 32, 32);
  EXPECT_EQ(map.plan({}, {&in}, out).identity, 0);
}

TEST(Posterise, HasItsLevels) {
  std::vector<double> seen;
  for (double v = 0; v <= 1; v += 0.01) {
    const double o = through("grading/posterise", {.numbers = {{"levels", {4}}}}, v, v, v)[0];
    if (seen.empty() || std::fabs(o - seen.back()) > 1e-4) seen.push_back(o);
  }
  EXPECT_EQ(seen.size(), 4u);
}

TEST(Invert, TwiceIsThePicture) {
  const Plugin invert("grading/invert");
  const Picture in = noise(yuv(8, 0, 0, false, true), 64, 64, 3);
  Picture once(in.format(), 64, 64), twice(in.format(), 64, 64);
  Picture legal = gradient(in.format(), 64, 64);
  ASSERT_EQ(invert.render({}, {&legal}, once), "");
  ASSERT_EQ(invert.render({}, {&once}, twice), "");
  EXPECT_NE(legal.difference(once), "");
  EXPECT_EQ(legal.difference(twice, 1), "");
}

TEST(Duotone, MapsBlackAndWhiteToItsInks) {
  const Call call{.numbers = {{"dark", {0.2, 0, 0.3, 1}}, {"bright", {1, 0.9, 0.1, 1}}}};
  EXPECT_NEAR(through("grading/duotone", call, 0, 0, 0)[2], 0.3, 1e-5);
  EXPECT_NEAR(through("grading/duotone", call, 1, 1, 1)[2], 0.1, 1e-5);
}

TEST(Threshold, IsBlackAndWhite) {
  EXPECT_EQ(through("grading/threshold", {}, 0.3, 0.4, 0.3)[0], 0);
  EXPECT_EQ(through("grading/threshold", {}, 0.6, 0.7, 0.6)[0], 1);
}

TEST(Sepia, IsBrown) {
  const auto c = through("grading/sepia", {}, 0.5, 0.5, 0.5);
  EXPECT_GT(c[0], c[1]);
  EXPECT_GT(c[1], c[2]);
}

}  // namespace
}  // namespace rushes::test
