// Kernels give the same bits on every SIMD target.
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstring>
#include <functional>
#include <random>
#include <vector>

#include "plugins/effects/grading/curve.hpp"
#include "plugins/effects/grading/illuminant.hpp"
#include "plugins/effects/grading/kernels.hpp"
#include "plugins/effects/keying/kernels.hpp"

namespace rushes::effects {
namespace {

constexpr std::size_t n = 1021;  // no multiple of any vector
struct Channels {
  std::vector<float> v[4];
  Channels() {
    std::mt19937 random(7);
    for (auto& c : v)
      for (std::size_t i = 0; i < n; ++i) c.push_back(static_cast<float>(random()) / 4.2e9f * 1.3f - 0.1f);
    for (auto& c : v) c[5] = 0, c[6] = 1, c[7] = 0.5f;
    for (std::size_t i = 0; i < n; ++i) v[3][i] = std::min(1.0f, std::max(0.0f, v[3][i]));
  }
  Rgb rgb() { return {v[0].data(), v[1].data(), v[2].data()}; }
  RgbaRow rgba() { return {v[0].data(), v[1].data(), v[2].data(), v[3].data()}; }
};

struct Case {
  const char* name;
  std::function<void(Channels&)> run;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }
class PictureKernels : public testing::TestWithParam<Case> {};

TEST_P(PictureKernels, AreEqualOnEveryTarget) {
  const Channels before;
  std::vector<Channels> results;
  std::vector<std::string> names;
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    names.emplace_back(hwy::TargetName(target));
    GetParam().run(results.emplace_back());
  }
  hwy::SetSupportedTargetsForTest(0);
  ASSERT_GT(results.size(), 1u);
  bool changed = false;
  for (int k = 0; k < 4; ++k) {
    changed |= results[0].v[k] != before.v[k];
    for (std::size_t t = 1; t < results.size(); ++t)
      EXPECT_EQ(std::memcmp(results[0].v[k].data(), results[t].v[k].data(), n * sizeof(float)), 0)
          << names[t] << " differs from " << names[0] << " in channel " << k;
  }
  EXPECT_TRUE(changed);
}

const float luma[3] = {0.2126f, 0.7152f, 0.0722f}, ink[3] = {0.1f, 0.2f, 0.6f}, paper[3] = {1, 0.9f, 0.7f};
const Case cases[] = {
    {"curves",
     [](Channels& c) {
       const auto t = curve_table("0,0.1 0.4,0.3 1,0.95");
       const float* const all[3] = {t.data(), t.data(), t.data()};
       apply_curves(all, c.rgb(), n);
     }},
    {"hue_ranges",
     [](Channels& c) {
       apply_hue_ranges(
           {{0.3f, -1, 0, 2.9f, 0, 0.1f, 0.4f}, {1, 2, 0, 1, 1.5f, 1, 1.1f}, {0, 0.2f, -0.3f, 0, 0, 0, 0.1f}}, c.rgb(),
           n);
     }},
    {"wheels",
     [](Channels& c) {
       apply_wheels({{0.1f, 0, 0}, {0, -0.1f, 0}, {0, 0, 0.2f}, {luma[0], luma[1], luma[2]}, 1.3f}, c.rgb(), n);
     }},
    {"light_matrix",
     [](Channels& c) {
       LightMatrix m{{}, 2.4f};
       const auto a = adaptation(3200, 5);
       std::copy(a.begin(), a.end(), m.m);
       apply_light_matrix(m, c.rgb(), n);
     }},
    {"tone_map_pq",
     [](Channels& c) {
       apply_tone_map({ToneMap::pq, 1000, 100, 0.676f, 0.514f, 0.7518f, 1.2f, true}, c.rgb(), n);
     }},
    {"tone_map_hlg",
     [](Channels& c) {
       apply_tone_map({ToneMap::hlg, 1000, 100, 0.676f, 0.514f, 0.7518f, 1.2f, false}, c.rgb(), n);
     }},
    {"levels", [](Channels& c) { apply_levels(5, c.rgb(), n); }},
    {"invert", [](Channels& c) { apply_invert(0.7f, c.rgb(), n); }},
    {"threshold", [](Channels& c) { apply_threshold(luma, 0.5f, 0.1f, c.rgb(), n); }},
    {"duotone", [](Channels& c) { apply_duotone(luma, ink, paper, 0.8f, c.rgb(), n); }},
    {"chroma_key",
     [](Channels& c) {
       apply_chroma_key({{0.1f, 0.7f, 0.2f}, luma[0], luma[1], luma[2], -0.6f, -0.8f, 0.5f, 3, 0.1f, 0.9f, 1, 1, false},
                        c.rgba(), n);
     }},
    {"luma_key",
     [](Channels& c) {
       apply_luma_key({luma[0], luma[1], luma[2], 0.2f, 0.6f, true}, c.rgba(), n);
     }},
};
INSTANTIATE_TEST_SUITE_P(Kernels, PictureKernels, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

}  // namespace
}  // namespace rushes::effects
