// Numbers of what looks at neighbours, of finishing and of generators.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

Picture rendered(const char* plugin, const Call& call, const Picture& in) {
  const Plugin effect(plugin);
  Picture out(effect.output_format(in.format()), in.bounds().x2, in.bounds().y2);
  EXPECT_EQ(effect.render(call, {&in}, out), "");
  return out;
}
double psnr(const Picture& a, const Picture& b) {
  double sum = 0;
  int n = 0;
  for (int y = 0; y < a.plane_height(0); ++y)
    for (int x = 0; x < a.plane_width(0); ++x)
      if (x % 4 != 3) {
        const double d = a.get(0, x, y) - b.get(0, x, y);
        sum += d * d, ++n;
      }
  return 10 * std::log10(n / sum);
}

// A scene with flat parts, ramps, edges and fine stripes.
Picture scene(int w, int h) {
  Picture p(rgba(32), w, h);
  p.fill([&](int, int x, int y) {
    const int c = x % 4, u = x / 4;
    if (c == 3) return 1.0;
    const double ramp = 0.2 + 0.5 * u / w;
    if (std::hypot(u - w * 0.7, y - h * 0.5) < h * 0.25) return 0.75 - 0.2 * c;
    if (y < h / 4) return (u / 4) % 2 ? 0.3 : 0.6;
    return ramp - 0.06 * c;
  });
  return p;
}
Picture noisy(const Picture& clean, double sigma, unsigned seed) {
  Picture p(clean);
  std::mt19937 random(seed);
  std::normal_distribution<double> bell(0, sigma);
  p.fill([&](int, int x, int y) { return clean.get(0, x, y) + (x % 4 == 3 ? 0 : bell(random)); });
  return p;
}

// Known Gaussian noise: 3 dB or more in space alone, more with the frames around.
TEST(Denoise, GainsThreeDecibels) {
  const Picture clean = scene(160, 120);
  for (const double sigma : {0.02, 0.04, 0.08}) {
    const Picture frames[3] = {noisy(clean, sigma, 1), noisy(clean, sigma, 2), noisy(clean, sigma, 3)};
    Call call{.numbers = {{"noise", {sigma}}, {"temporal", {0}}}, .frame = 1, .duration = 3};
    const double before = psnr(frames[1], clean), space = psnr(rendered("detail/denoise", call, frames[1]), clean);
    EXPECT_GE(space, before + 3) << sigma;
    call.numbers["temporal"] = {1};
    call.frame_of = [&](std::uint32_t, std::int64_t frame) { return &frames[frame]; };
    EXPECT_GE(psnr(rendered("detail/denoise", call, frames[1]), clean), space + 1) << sigma;
  }
}

TEST(Denoise, KeepsWhatMovesAndWhatIsClean) {
  const Picture now = scene(96, 64);
  Picture other(now);
  other.fill([](int, int x, int) { return x % 4 == 3 ? 1 : 0; });
  Call call{.numbers = {{"noise", {0.03}}}, .frame = 1, .duration = 3};
  call.frame_of = [&](std::uint32_t, std::int64_t frame) { return frame == 1 ? &now : &other; };
  EXPECT_GE(psnr(rendered("detail/denoise", call, now), now), 40);
}

TEST(BoxBlur, IsTheMeanAndKeepsAFlatPicture) {
  Picture dot(rgba(32), 41, 31);
  dot.fill([](int, int x, int y) { return x / 4 == 20 && y == 15 ? 1 : 0; });
  const Picture out = rendered("detail/box_blur", {.numbers = {{"width", {3}}, {"height", {2}}}}, dot);
  for (int y = 0; y < 31; ++y)
    for (int x = 0; x < 41; ++x)
      EXPECT_NEAR(out.get(0, 4 * x, y), std::abs(x - 20) <= 3 && std::abs(y - 15) <= 2 ? 1 / 35.0 : 0, 1e-5);
  Picture flat(yuv(8, 1, 1), 50, 40);
  flat.fill([](int k, int, int) { return k ? 120 : 180; });
  EXPECT_EQ(flat.difference(rendered("detail/box_blur", {}, flat), 1), "");
}

TEST(DirectionalBlur, SmearsAlongItsAngleOnly) {
  Picture dot(rgba(32), 61, 61);
  dot.fill([](int, int x, int y) { return x / 4 == 30 && y == 30 ? 1 : 0; });
  const Picture out = rendered("detail/directional_blur", {.numbers = {{"length", {20}}, {"angle", {90}}}}, dot);
  double on = 0, all = 0;
  for (int y = 0; y < 61; ++y)
    for (int x = 0; x < 61; ++x) all += out.get(0, 4 * x, y), on += x == 30 ? out.get(0, 4 * x, y) : 0;
  EXPECT_NEAR(all, 1, 0.01);
  EXPECT_NEAR(on, all, 1e-4);
  EXPECT_GT(out.get(0, 120, 22), 0.02);
  EXPECT_EQ(out.get(0, 120, 45), 0);
}

TEST(ZoomBlur, LeavesItsCentreSharp) {
  const Picture in = noise(rgba(8), 101, 81, 5), out = rendered("detail/zoom_blur", {}, in);
  double near = 0, far = 0;
  for (int i = -2; i <= 2; ++i) {
    near += std::fabs(in.get(0, 4 * (50 + i), 40) - out.get(0, 4 * (50 + i), 40));
    far += std::fabs(in.get(0, 4 * (93 + i), 9) - out.get(0, 4 * (93 + i), 9));
  }
  EXPECT_LT(near, 60);
  EXPECT_GT(far, near);
}

// A step gains contrast on both sides by `amount` of what a Gaussian takes from it; flat parts stay.
TEST(Sharpen, AddsContrastAtEdges) {
  Picture step(rgba(32), 60, 20);
  step.fill([](int, int x, int) { return x % 4 == 3 ? 1 : x / 4 < 30 ? 0.3 : 0.6; });
  const Picture out =
      rendered("detail/sharpen", {.numbers = {{"amount", {1}}, {"radius", {2}}, {"threshold", {0}}}}, step);
  const auto gaussian = [](double x) { return 0.3 + 0.15 * (1 + std::erf(x / (2 * std::sqrt(2.0)))); };
  for (int x = 20; x < 40; ++x) {
    const double own = x < 30 ? 0.3 : 0.6;
    EXPECT_NEAR(out.get(0, 4 * x, 10), 2 * own - gaussian(x + 0.5 - 30), 0.02) << x;
  }
  EXPECT_NEAR(out.get(0, 4 * 5, 10), 0.3, 1e-4);
}

TEST(Glow, ShinesFromWhatIsBrightOnly) {
  Picture lamp(rgba(32), 121, 81);
  lamp.fill([](int, int x, int y) { return x % 4 == 3 ? 1 : std::hypot(x / 4 - 60, y - 40) < 8 ? 1 : 0.2; });
  const Picture out = rendered("detail/glow", {.numbers = {{"radius", {8}}}}, lamp);
  EXPECT_GT(out.get(0, 4 * 72, 40), 0.25);
  EXPECT_GT(out.get(0, 4 * 72, 40), out.get(0, 4 * 80, 40));
  EXPECT_NEAR(out.get(0, 4 * 119, 79), 0.2, 1e-3);
  for (int x = 0; x < 121; ++x) EXPECT_LE(out.get(0, 4 * x, 40), 1.0001);
}

TEST(DropShadow, LiesBelowAndBeside) {
  Picture card(rgba(32), 100, 80);
  card.fill([](int, int x, int y) { return x / 4 >= 30 && x / 4 < 60 && y >= 20 && y < 50 ? 1 : 0; });
  const Picture out =
      rendered("detail/drop_shadow", {.numbers = {{"angle", {0}}, {"distance", {10}}, {"softness", {2}}}}, card);
  EXPECT_NEAR(out.get(0, 4 * 45, 30), 1, 1e-6);
  EXPECT_NEAR(out.get(0, 4 * 64 + 3, 35), 0.6, 0.01);
  EXPECT_EQ(out.get(0, 4 * 64, 35), 0);
  EXPECT_EQ(out.get(0, 4 * 20 + 3, 35), 0);
}

TEST(Edges, FindsAnEdgeAndNothingElse) {
  Picture step(rgba(32), 40, 20);
  step.fill([](int, int x, int) { return x % 4 == 3 ? 1 : x / 4 < 20 ? 0.2 : 0.8; });
  const Picture out = rendered("detail/edges", {}, step);
  EXPECT_NEAR(out.get(0, 4 * 19, 10), 1, 1e-4);
  EXPECT_EQ(out.get(0, 4 * 10, 10), 0);
  const Picture relief = rendered("detail/emboss", {}, step);
  EXPECT_NEAR(relief.get(0, 4 * 10, 10), 0.5, 1e-6);
  EXPECT_GT(std::fabs(relief.get(0, 4 * 19, 10) - 0.5), 0.2);
}

// The spread of the grain in middle grey is what was asked for, to within a tenth.
TEST(Grain, HasItsSpreadAndSeed) {
  Picture grey(rgba(32), 200, 150);
  grey.fill([](int, int x, int) { return x % 4 == 3 ? 1 : 0.5; });
  for (const double size : {1.0, 2.5}) {
    const Call call{.numbers = {{"amount", {0.05}}, {"size", {size}}, {"colour", {0}}}, .frame = 3, .seed = 11};
    const Picture out = rendered("finishing/grain", call, grey);
    double sum = 0, squares = 0;
    for (int y = 0; y < 150; ++y)
      for (int x = 0; x < 200; ++x) {
        const double d = out.get(0, 4 * x, y) - 0.5;
        sum += d, squares += d * d;
      }
    EXPECT_NEAR(std::sqrt(squares / 30000), 0.05, 0.005) << size;
    EXPECT_NEAR(sum / 30000, 0, 0.003);
    Call other = call;
    other.seed = 12;
    EXPECT_NE(out.difference(rendered("finishing/grain", other, grey)), "");
    other = call;
    other.frame = 4;
    EXPECT_NE(out.difference(rendered("finishing/grain", other, grey)), "");
  }
}

TEST(Vignette, DarkensCornersAndNotTheMiddle) {
  Picture white(yuv(8, 1, 1), 160, 90);
  white.fill([](int k, int, int) { return k ? 128 : 235; });
  const Picture out = rendered("finishing/vignette", {}, white);
  EXPECT_EQ(out.get(0, 80, 45), 235);
  EXPECT_LT(out.get(0, 0, 0), 180);
  EXPECT_EQ(out.get(1, 0, 0), 128);
}

// Planar pictures are mixed as they are stored: what comes out is what the formula gives, to a step.
TEST(Vignette, OfAPlanarPictureIsItsFormula) {
  for (const auto& f : {yuv(8, 1, 1), yuv(8, 0, 0, true), yuv(10, 1, 0)}) {
    const int w = 151, h = 93;
    const double unit = f.bits == 10 ? 4 : 1;
    const Picture in = gradient(f, w, h);
    const Picture out = rendered("finishing/vignette",
                                 {.numbers = {{"amount", {0.7}}, {"roundness", {1}}, {"colour", {1, 1, 1, 1}}}}, in);
    const double half = std::hypot(w, h) / 2;
    const auto weight = [&](double x, double y) {
      const double t = std::clamp((std::hypot(x - w / 2.0, y - h / 2.0) / half - 0.55) / 0.6, 0.0, 1.0);
      return 0.7 * t * t * (3 - 2 * t);
    };
    for (int k = 0; k < in.planes(); ++k) {
      const int sw = k == 1 || k == 2 ? f.sub_w : 0, sh = k == 1 || k == 2 ? f.sub_h : 0;
      for (int y = 0; y < out.plane_height(k); y += 3)
        for (int x = 0; x < out.plane_width(k); x += 3) {
          const double was = in.get(k, x, y), to = (k == 0 ? 235 : k == 3 ? 0 : 128) * unit;
          double sum = 0;
          int n = 0;  // pixels of the sample: fewer at the edge
          for (int j = y << sh; j < std::min((y + 1) << sh, h); ++j)
            for (int i = x << sw; i < std::min((x + 1) << sw, w); ++i, ++n) sum += weight(i + 0.5, j + 0.5);
          const double much = k == 3 ? 0 : sum / n;
          ASSERT_NEAR(out.get(k, x, y), was + (to - was) * much, 1.1) << k << " " << x << "," << y;
        }
    }
  }
}

TEST(Letterbox, LeavesItsRatio) {
  Picture white(rgba(8), 1920, 1080);
  white.fill([](int, int, int) { return 255; });
  const Picture out = rendered("finishing/letterbox", {.numbers = {{"ratio", {2.4}}}}, white);
  int rows = 0;
  for (int y = 0; y < 1080; ++y) rows += out.get(0, 4 * 900, y) > 0;
  EXPECT_EQ(rows, 800);
  const Picture framed = rendered("finishing/border", {.numbers = {{"width", {10}}, {"colour", {0, 0, 0, 1}}}}, white);
  EXPECT_EQ(framed.get(0, 4 * 9, 500), 0);
  EXPECT_EQ(framed.get(0, 4 * 10, 500), 255);
}

TEST(Mosaic, IsTheMeanOfEachBlock) {
  const Picture in = noise(rgba(8), 50, 40, 6), out = rendered("finishing/mosaic", {.numbers = {{"size", {10}}}}, in);
  double sum = 0;
  for (int y = 10; y < 20; ++y)
    for (int x = 20; x < 30; ++x) sum += in.get(0, 4 * x, y);
  for (int y = 10; y < 20; ++y) EXPECT_NEAR(out.get(0, 4 * 25, y), sum / 100, 0.51);
}

TEST(Dither, KeepsTheMean) {
  Picture grey(rgba(32), 64, 64);
  for (const double level : {0.1, 0.37, 0.8}) {
    grey.fill([&](int, int x, int) { return x % 4 == 3 ? 1 : level; });
    const Picture out = rendered("finishing/dither", {.numbers = {{"levels", {2}}, {"size", {1}}}}, grey);
    double sum = 0;
    for (int y = 0; y < 64; ++y)
      for (int x = 0; x < 64; ++x) {
        const double v = out.get(0, 4 * x, y);
        EXPECT_TRUE(v == 0 || v == 1) << v;
        sum += v;
      }
    EXPECT_NEAR(sum / 4096, level, 0.01);
  }
}

TEST(Scanlines, RepeatAtTheirSpacing) {
  Picture white(rgba(32), 8, 40);
  white.fill([](int, int, int) { return 1; });
  const Picture out = rendered("finishing/scanlines", {}, white);
  for (int y = 0; y + 4 < 40; ++y) EXPECT_EQ(out.get(0, 0, y), out.get(0, 0, y + 4));
  EXPECT_NE(out.get(0, 0, 0), out.get(0, 0, 1));
}

Picture made(const char* plugin, const Call& call, const rushes_video_format& f) {
  const Plugin effect(plugin);
  Picture out(f, 140, 80);
  EXPECT_EQ(effect.render(call, {}, out), "");
  return out;
}

TEST(Generators, MakeWhatTheySay) {
  const Picture red = made("generators/solid", {.numbers = {{"colour", {1, 0, 0, 0.5}}}}, rgba(32));
  EXPECT_EQ(red.get(0, 4 * 9, 9), 0.5);
  EXPECT_EQ(red.get(0, 4 * 9 + 3, 9), 0.5);
  const Picture bars = made("generators/bars", {}, rgba(32));
  const double yellow[3] = {0.75, 0.75, 0}, blue[3] = {0, 0, 0.75};
  for (int c = 0; c < 3; ++c) {
    EXPECT_EQ(bars.get(0, 4 * 30 + c, 20), yellow[c]);
    EXPECT_EQ(bars.get(0, 4 * 130 + c, 20), blue[c]);
  }
  const Picture ramp = made(
      "generators/gradient",
      {.numbers = {{"from", {0, 0}}, {"to", {1, 0}}, {"first", {0, 0, 0, 1}}, {"second", {1, 1, 1, 1}}}}, rgba(32));
  for (int x = 0; x < 140; ++x) EXPECT_NEAR(ramp.get(0, 4 * x, 40), (x + 0.5) / 140, 1e-6);
  const Call noise{.numbers = {{"size", {20}}}, .frame = 5, .seed = 4};
  Call later = noise;
  later.frame = 30;
  EXPECT_NE(made("generators/noise", noise, rgba(8)).difference(made("generators/noise", later, rgba(8))), "");
  EXPECT_EQ(made("generators/noise", noise, rgba(8)).difference(made("generators/noise", noise, rgba(8))), "");
}

}  // namespace
}  // namespace rushes::test
