// What every effect on sound promises: its results depend on sample positions alone, what is not a number harms
// nothing, and wrong blocks are refused with a sentence.
#include "tests/unit/plugins/effects/sound/sound.hpp"

#include <limits>

namespace {

using namespace sound;

struct Case {
  const char* name;
  const char* library;
  const char* id;
  Params params;
  // How far a run from anywhere may be off after its preroll: 0 where the memory is bounded.
  double tolerance = 0;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

const Case cases[] = {
    {"equaliser_neutral", EQUALISER_LIBRARY, "org.rushes.equaliser", {}},
    {"equaliser",
     EQUALISER_LIBRARY,
     "org.rushes.equaliser",
     {{"low_cut", 40}, {"bell1.gain", 12}, {"bell1.frequency", 60}, {"bell1.q", 8}, {"high.gain", -9}},
     1e-6},
    {"equaliser_wild", EQUALISER_LIBRARY, "org.rushes.equaliser", {{"bell1.gain", nan}, {"low.gain", inf}}, 1e-6},
    {"compressor", DYNAMICS_LIBRARY, "org.rushes.compressor", {{"threshold", -30}, {"ratio", 8}}},
    {"compressor_slow",
     DYNAMICS_LIBRARY,
     "org.rushes.compressor",
     {{"attack", 0.1}, {"ahead", 0}, {"release", 2}, {"makeup", 6}}},
    {"compressor_wild", DYNAMICS_LIBRARY, "org.rushes.compressor", {{"ratio", nan}, {"attack", -inf}, {"knee", inf}}},
    {"gate", DYNAMICS_LIBRARY, "org.rushes.gate", {{"threshold", -20}, {"hold", 1}, {"release", 2}}},
    {"gate_wild", DYNAMICS_LIBRARY, "org.rushes.gate", {{"threshold", nan}, {"range", inf}, {"hold", -1}}},
    {"limiter", DYNAMICS_LIBRARY, "org.rushes.limiter", {{"gain", 12}, {"release", 1}}},
    {"limiter_wild", DYNAMICS_LIBRARY, "org.rushes.limiter", {{"gain", inf}, {"ceiling", nan}}},
    {"reverb", SPACE_LIBRARY, "org.rushes.reverb", {{"decay", 5}, {"pre_delay", 0.2}, {"size", 1}}},
    {"reverb_wild", SPACE_LIBRARY, "org.rushes.reverb", {{"decay", nan}, {"mix", inf}, {"damping", -inf}}},
    {"delay", SPACE_LIBRARY, "org.rushes.delay", {{"time", 1}, {"echoes", 8}, {"falloff", 0}}},
    {"delay_wild", SPACE_LIBRARY, "org.rushes.delay", {{"time", nan}, {"echoes", inf}, {"level", inf}}},
    {"noise_reduction", RESTORATION_LIBRARY, "org.rushes.noise_reduction", {}},
    {"noise_reduction_wild",
     RESTORATION_LIBRARY,
     "org.rushes.noise_reduction",
     {{"reduction", nan}, {"strength", inf}}},
    {"channels", CHANNELS_LIBRARY, "org.rushes.channels", {{"map", "swap"}, {"width", 1.5}}},
    {"channels_wild", CHANNELS_LIBRARY, "org.rushes.channels", {{"width", nan}}},
};

class SoundConformance : public testing::TestWithParam<Case> {
 protected:
  Plugin plugin{GetParam().library, GetParam().id};
  const rushes_audio_effect* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);

  // Noise that swells, so that levels cross thresholds.
  static Channels noise(std::int64_t from, std::size_t n) {
    Channels out = plugin_driver::noise_block(from, n, 2, 5, 0.9f);
    for (auto& c : out)
      for (std::size_t i = 0; i < n; ++i)
        c[i] *=
            static_cast<float>(0.5 + 0.5 * std::sin(static_cast<double>(from + static_cast<std::int64_t>(i)) / 9e3));
    return out;
  }
};

TEST_P(SoundConformance, BlockSizesDoNotMatter) {
  const auto whole = run_audio(plugin, {noise(0, 60000)}, {.params = GetParam().params});
  EXPECT_EQ(whole, run_audio(plugin, {noise(0, 60000)}, {.params = GetParam().params, .block = 333}));
  for (const auto& c : whole)
    for (const float v : c) ASSERT_TRUE(std::isfinite(v));
}

TEST_P(SoundConformance, ARunFromAnywhereIsExactAfterThePreroll) {
  const std::size_t after = 20000, from = 30001, n = from + effect->preroll_samples + after;
  const auto whole = run_audio(plugin, {noise(0, n)}, {.params = GetParam().params});
  const auto part = run_audio(plugin, {noise(static_cast<std::int64_t>(from), n - from)},
                              {.params = GetParam().params, .start = static_cast<std::int64_t>(from)});
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t i = effect->preroll_samples; i < n - from; ++i)
      ASSERT_NEAR(part[c][i], whole[c][i + from], GetParam().tolerance) << i;
}

TEST_P(SoundConformance, WhatIsNoNumberDoesNotStay) {
  Channels in = noise(0, 30000 + effect->preroll_samples);
  in[0][100] = std::numeric_limits<float>::quiet_NaN();
  in[1][200] = std::numeric_limits<float>::infinity();
  const auto out = run_audio(plugin, {in}, {.params = GetParam().params});
  for (std::size_t i = 500 + effect->preroll_samples; i < out[0].size(); ++i) ASSERT_TRUE(std::isfinite(out[0][i]));
}

TEST_P(SoundConformance, OutputMayBeTheInputWhereItSaysSo) {
  if (!(plugin.info().traits & RUSHES_TRAIT_IN_PLACE)) GTEST_SKIP() << "it does not say so";
  const Channels in = noise(0, 4096);
  const auto apart = run_audio(plugin, {in}, {.params = GetParam().params});
  rushes_error error = Plugin::empty_error();
  ASSERT_EQ(effect->prepare(plugin.instance(), 48000, 2, 3, 4096, &error), RUSHES_OK);
  ASSERT_EQ(effect->reset(plugin.instance(), 0), RUSHES_OK);
  Channels both = in;
  float* channel[] = {both[0].data(), both[1].data()};
  rushes_audio block{sizeof block, 48000, 2, 4096, 3, 0, channel};
  const rushes_audio* const inputs[] = {&block};
  const auto values = plugin.values(GetParam().params);
  const rushes_audio_args args{sizeof args, static_cast<std::uint32_t>(values.size()), values.data(), 0};
  ASSERT_EQ(effect->process(plugin.instance(), nullptr, &args, inputs, 1, &block, &error), RUSHES_OK);
  EXPECT_EQ(both, apart);
}

TEST_P(SoundConformance, BlocksThatDoNotMatchAreRefused) {
  std::vector<float> samples(16);
  float* channel[] = {samples.data()};
  const rushes_audio in{sizeof in, 48000, 1, 8, 4, 0, channel};
  rushes_audio out{sizeof out, 48000, 1, 16, 4, 0, channel};
  const rushes_audio* const inputs[] = {&in};
  const auto values = plugin.values();
  const rushes_audio_args args{sizeof args, static_cast<std::uint32_t>(values.size()), values.data(), 0};
  rushes_error error = Plugin::empty_error();
  ASSERT_EQ(effect->prepare(plugin.instance(), 48000, 1, 4, 4096, &error), RUSHES_OK);
  EXPECT_EQ(effect->process(plugin.instance(), nullptr, &args, inputs, 1, &out, &error), RUSHES_E_INVALID);
  EXPECT_EQ(effect->process(plugin.instance(), nullptr, &args, inputs, 0, &out, &error), RUSHES_E_INVALID);
  EXPECT_NE(std::string(error.message).find("missing"), std::string::npos);
}

TEST_P(SoundConformance, EveryParameterIsDescribed) {
  for (std::uint32_t i = 0; i < plugin.info().n_params; ++i) {
    const auto& p = *plugin.info().params[i];
    EXPECT_STRNE(p.label, "") << p.id;
    EXPECT_STRNE(p.help, "") << p.id;
    if (p.type == RUSHES_P_FLOAT) {
      EXPECT_GE(p.def[0], p.min) << p.id;
      EXPECT_LE(p.def[0], p.max) << p.id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Effects, SoundConformance, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

}  // namespace
