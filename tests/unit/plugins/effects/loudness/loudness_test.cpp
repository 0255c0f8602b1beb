#include "plugins/effects/audio_support/limiter.hpp"
#include "tests/support/plugin_driver/plugin_driver.hpp"

#include <cmath>

namespace {

using namespace plugin_driver;

double field(const std::string& json, const std::string& key) {
  const auto at = json.find("\"" + key + "\":");
  EXPECT_NE(at, std::string::npos) << json;
  return std::strtod(json.c_str() + at + key.size() + 3, nullptr);
}

std::string measured(Channels sound, std::uint32_t block = 4096) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.loudness.meter");
  const auto* analyzer = plugin.interface<rushes_analyzer>(RUSHES_ANALYZER);
  rushes_error error = Plugin::empty_error();
  EXPECT_EQ(analyzer->begin(plugin.instance(), nullptr, 0, &error), RUSHES_OK);
  for (std::size_t at = 0; at < sound[0].size(); at += block) {
    std::vector<float*> channels;
    for (auto& c : sound) channels.push_back(c.data() + at);
    const rushes_audio audio{sizeof audio,
                             48000,
                             static_cast<std::uint32_t>(channels.size()),
                             static_cast<std::uint32_t>(std::min<std::size_t>(block, sound[0].size() - at)),
                             3,
                             static_cast<std::int64_t>(at),
                             channels.data()};
    EXPECT_EQ(analyzer->audio(plugin.instance(), nullptr, &audio, &error), RUSHES_OK) << error.message;
  }
  rushes::StringSink json;
  EXPECT_EQ(analyzer->finish(plugin.instance(), &json, &error), RUSHES_OK);
  return json.text;
}

// Something like music: a tremolo of chords with drum hits that stand out.
Channels music(double level) {
  Channels out(2, std::vector<float>(10 * 48000));
  for (std::size_t i = 0; i < out[0].size(); ++i) {
    const double t = static_cast<double>(i) / 48000, hit = std::fmod(t, 0.5);
    for (std::size_t c = 0; c < 2; ++c)
      out[c][i] = static_cast<float>(
          level * ((0.6 + 0.4 * std::sin(3 * t)) *
                       (std::sin(1382 * t) + std::sin(1742 * t) + std::sin(2073 * t + static_cast<double>(c))) / 3 +
                   2.5 * std::exp(-60 * hit) * std::sin(500 * hit)));
  }
  return out;
}

TEST(Loudness, BringsSoundToTheTargetUnderTheCeiling) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.loudness");
  for (const double level : {0.02, 0.2, 0.6}) {
    const Channels in = music(level);
    const double before = field(measured(in), "integrated_lufs");
    const Channels out = run_audio(plugin, {in}, {.params = {{"target", -16}, {"measured", before}}});
    const std::string after = measured(out);
    EXPECT_NEAR(field(after, "integrated_lufs"), -16, 1) << level;
    EXPECT_LE(field(after, "true_peak_dbtp"), -1) << level;
  }
}

TEST(Loudness, MeterDoesNotDependOnBlocks) { EXPECT_EQ(measured(music(0.3)), measured(music(0.3), 1234)); }

TEST(Loudness, WithoutMeasurementTheLevelStays) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.loudness");
  const Channels in = music(0.05);
  const Channels out = run_audio(plugin, {in}, {});
  const auto lag =
      static_cast<std::size_t>(plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT)->latency(plugin.instance()));
  for (std::size_t i = lag; i < 48000; ++i) ASSERT_EQ(out[0][i], in[0][i - lag]);
}

TEST(Loudness, BlocksAndRandomAccessDoNotMatter) {
  Plugin plugin(PLUGIN_LIBRARY, "org.rushes.loudness");
  const auto* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
  EXPECT_EQ(static_cast<std::int64_t>(effect->preroll_samples), loudness::Limiter::memory());
  const Channels in = music(0.6);
  const AudioRun run{.params = {{"measured", -24}}};
  const Channels whole = run_audio(plugin, {in}, run);
  AudioRun other = run;
  other.block = 1000;
  EXPECT_EQ(run_audio(plugin, {in}, other), whole);
  other = run;
  other.start = 50'001;
  Channels rest(2);
  for (std::size_t c = 0; c < 2; ++c) rest[c].assign(in[c].begin() + 50'001, in[c].end());
  const Channels part = run_audio(plugin, {rest}, other);
  for (std::size_t i = effect->preroll_samples; i < part[0].size(); ++i)
    ASSERT_EQ(part[0][i], whole[0][i + 50'001]) << i;
}

}  // namespace
