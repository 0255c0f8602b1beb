// Rainbow, waterfall, volcano, winter and fog are seen where they were asked for, and those that move do.
#include "plugins/engines/storyteller/paint/painter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace storyteller {
namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr Canvas kCanvas{.width = 160, .height = 90, .frames = 48};

SceneSpec scene(World world, std::vector<std::string> sights, TimeOfDay time = TimeOfDay::day) {
  SceneSpec s;
  s.world = world, s.time = time, s.seed = 11, s.sights = std::move(sights);
  s.camera.move = CameraMove::hold;
  s.negative = {"lake"};
  return s;
}

Bytes frame_of(const SceneSpec& s, int frame) {
  const Painter painter(s, kCanvas, [](int n, const std::function<void(int)>& body) {
    for (int k = 0; k < n; ++k) body(k);
  });
  Bytes rgb(static_cast<std::size_t>(kCanvas.width * kCanvas.height) * 3);
  painter.paint(frame, rgb.data(), kCanvas.width * 3);
  return rgb;
}

// The share of pixels that a test holds for.
template <class Test>
double share(const Bytes& rgb, Test test, int y0 = 0, int y1 = 90) {
  int n = 0;
  for (int y = y0; y < y1; ++y)
    for (int x = 0; x < kCanvas.width; ++x) {
      const std::uint8_t* p = rgb.data() + (y * kCanvas.width + x) * 3;
      n += test(int{p[0]}, int{p[1]}, int{p[2]});
    }
  return static_cast<double>(n) / ((y1 - y0) * kCanvas.width);
}
double changed(const Bytes& a, const Bytes& b, int by) {
  int n = 0;
  for (std::size_t i = 0; i < a.size(); i += 3) n += std::abs(int{a[i]} - int{b[i]}) > by;
  return static_cast<double>(n) / (static_cast<double>(a.size()) / 3);
}

TEST(Wonders, ARainbowHasItsColours) {
  const auto with = frame_of(scene(World::countryside, {"rainbow"}), 20),
             without = frame_of(scene(World::countryside, {}), 20);
  const auto red = [](int r, int g, int b) { return r > g + 12 && r > b + 8; };
  const auto green = [](int r, int g, int b) { return g > r + 14 && g >= b; };
  EXPECT_GT(share(with, red, 0, 45), share(without, red, 0, 45) + 0.005);
  EXPECT_GT(share(with, green, 0, 45), share(without, green, 0, 45) + 0.004);
}

TEST(Wonders, WaterFalls) {
  for (const World world : {World::forest, World::mountains}) {
    const auto s = scene(world, {"waterfall"});
    const auto now = frame_of(s, 10);
    EXPECT_GT(changed(now, frame_of(scene(world, {}), 10), 12), 0.10);
    EXPECT_GT(changed(now, frame_of(s, 13), 10),
              changed(frame_of(scene(world, {}), 10), frame_of(scene(world, {}), 13), 10));
  }
}

TEST(Wonders, AnEruptionGlowsAndAQuietVolcanoDoesNot) {
  const auto fire = [](int r, int g, int b) { return r > 190 && r > g + 50 && g > b; };
  const auto erupting = scene(World::mountains, {"volcano", "eruption"}, TimeOfDay::night);
  EXPECT_GT(share(frame_of(erupting, 10), fire), 0.003);
  EXPECT_LT(share(frame_of(scene(World::mountains, {"volcano"}, TimeOfDay::night), 10), fire), 0.001);
  EXPECT_GT(changed(frame_of(erupting, 10), frame_of(erupting, 16), 10), 0.005);
}

TEST(Wonders, WinterLiesOnEveryLand) {
  const auto white = [](int r, int g, int b) { return r > 150 && std::abs(r - g) < 24 && std::abs(g - b) < 40; };
  for (const World world : {World::countryside, World::mountains, World::desert})
    EXPECT_GT(share(frame_of(scene(world, {"winter"}), 10), white, 65, 90),
              share(frame_of(scene(world, {}), 10), white, 65, 90) + 0.5)
        << static_cast<int>(world);
}

TEST(Wonders, FogHidesWhatIsFar) {
  SceneSpec clear = scene(World::mountains, {}), fog = clear;
  fog.weather = Weather::fog;
  // Contrast of the rows around the horizon, from each pixel to the next.
  const auto detail = [](const Bytes& rgb) {
    double sum = 0;
    for (int y = 35; y < 60; ++y)
      for (int x = 1; x < kCanvas.width; ++x)
        sum += std::abs(int{rgb[static_cast<std::size_t>((y * kCanvas.width + x) * 3)]} -
                        int{rgb[static_cast<std::size_t>((y * kCanvas.width + x - 1) * 3)]});
    return sum;
  };
  EXPECT_LT(detail(frame_of(fog, 10)), 0.4 * detail(frame_of(clear, 10)));
}

TEST(Wonders, AGreenFieldKeepsItsSky) {
  SceneSpec s = scene(World::countryside, {"tinted_land"});
  s.palette_asked = true;
  s.palette = {Colour{10, 40, 14}, {30, 90, 40}, {62, 148, 72}, {120, 190, 130}, {200, 235, 205}};
  const auto greenish = [](int r, int g, int b) { return g > b && g > r; };
  EXPECT_LT(share(frame_of(s, 10), greenish, 0, 30), 0.2);
  s.sights.clear();
  EXPECT_GT(share(frame_of(s, 10), greenish, 0, 30), 0.5);
}

}  // namespace
}  // namespace storyteller
