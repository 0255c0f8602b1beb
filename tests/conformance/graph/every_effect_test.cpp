// The five switches over every effect that is found in the bundles, one by one, on pictures of several formats and with
// parameters from anywhere in their ranges.
#include "tests/conformance/graph/bundles.hpp"

namespace rushes {
namespace {

using namespace testing;

std::vector<std::string> names_of(std::initializer_list<const std::vector<host::PluginRow>*> lists) {
  std::vector<std::string> names;
  for (const auto* list : lists)
    for (const host::PluginRow& row : *list) names.push_back(row.id);
  return names;
}
std::string test_name(const ::testing::TestParamInfo<std::string>& i) {
  std::string name = i.param.substr(i.param.rfind('.') + 1);
  std::ranges::replace_if(
      name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}
std::uint64_t seed_of(const std::string& id, std::uint64_t first) {
  return Hasher().add(std::string_view(id)).add(first).key().low;
}

struct EveryPicture : Bundles, ::testing::WithParamInterface<std::string> {
  Project film(std::uint64_t seed) {
    Dice dice(seed);
    const host::PluginRow plugin = *registry.row(GetParam());
    constexpr std::int64_t length = 5;
    Track low = track("v1", {}), high = track("v2", {gap(2)});
    int n = 0;
    const auto next = [&] { return "c" + std::to_string(++n); };
    const auto with = [&](Clip c) {
      if (plugin.inputs == 1)
        c.effects = {effect("e" + std::to_string(n), plugin.id, random_params(dice, plugin, length))};
      return c;
    };
    for (const char* asset : {"a1", "a2", "deep"}) {
      if (plugin.inputs == 2 && (plugin.traits & RUSHES_TRAIT_TRANSITION) && n) {
        Transition x = dissolve("x" + std::to_string(n), 2);
        x.plugin = plugin.id;
        x.params = random_params(dice, plugin, 4, false);
        low.items.push_back(x);
      }
      low.items.push_back(with(clip(next(), asset, length, 10)));
    }
    if (plugin.inputs == 0)
      for (int k = 0; k < 2; ++k)
        high.items.push_back(generator(next(), plugin.id, length, random_params(dice, plugin, length)));
    else
      high.items.push_back(with(clip(next(), "logo", 2 * length)));
    if (plugin.id == "org.rushes.blend") high.blend = dice.one_in(2) ? "soft_light" : "difference";
    return ProjectBuilder()
        .canvas(w, h)
        .asset("a1", 100)
        .asset("a2", 100)
        .asset("deep", 100)
        .asset("logo", 0, "logo.png")
        .track(low)
        .track(high);
  }
};

TEST_P(EveryPicture, GivesTheSameBytesUnderEverySwitch) {
  const Seeds seeds = seeds_from_environment({1, 1});
  for (int k = 0; k < seeds.count; ++k) {
    const std::uint64_t seed = seeds.first + static_cast<std::uint64_t>(k);
    SCOPED_TRACE("RUSHES_SEED=" + std::to_string(seed));
    expect_same_pictures(film(seed_of(GetParam(), seed)));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bundles, EveryPicture,
    [] {
      const Effects all(host::Registry({{RUSHES_PLUGINS}, [](const std::string&) { return bare_host(); }}));
      std::vector<std::string> names = names_of({&all.filters, &all.transitions, &all.generators});
      names.push_back("org.rushes.blend");
      return ::testing::ValuesIn(names);
    }(),
    test_name);

struct EverySound : Bundles, ::testing::WithParamInterface<std::string> {};

TEST_P(EverySound, GivesTheSameSamplesHoweverItIsAskedFor) {
  const Seeds seeds = seeds_from_environment({1, 1});
  for (int k = 0; k < seeds.count; ++k) {
    const std::uint64_t seed = seeds.first + static_cast<std::uint64_t>(k);
    SCOPED_TRACE("RUSHES_SEED=" + std::to_string(seed));
    Dice dice(seed_of(GetParam(), seed));
    const host::PluginRow plugin = *registry.row(GetParam());
    Clip voice = clip("c1", "a1", 60);
    Effect e = effect("e1", plugin.id, random_params(dice, plugin, 60));
    if (plugin.inputs > 1) e.inputs = {"side"};
    Track speech = track("speech", {gap(3), voice, gap(2), clip("c2", "a2", 30, 5)}, TrackKind::audio),
          side = track("side", {clip("c3", "a2", 80)}, TrackKind::audio);
    if (plugin.inputs > 1)
      speech.effects = {e};
    else
      std::get<Clip>(speech.items[1]).effects = {e};
    expect_same_sound(ProjectBuilder().canvas(64, 36).asset("a1", 100).asset("a2", 100).track(side).track(speech),
                      dice);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bundles, EverySound,
    [] {
      const Effects all(host::Registry({{RUSHES_PLUGINS}, [](const std::string&) { return bare_host(); }}));
      return ::testing::ValuesIn(names_of({&all.sounds}));
    }(),
    test_name);

TEST(Bundles, AreAllFound) {
  const Effects all(host::Registry({{RUSHES_PLUGINS}, [](const std::string&) { return bare_host(); }}));
  EXPECT_GE(all.filters.size() + all.transitions.size() + all.generators.size(), 40u);
  EXPECT_GE(all.sounds.size(), 5u);
}

}  // namespace
}  // namespace rushes
