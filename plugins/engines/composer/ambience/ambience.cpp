#include "plugins/engines/composer/ambience/ambience.hpp"

#include "plugins/engines/composer/ambience/layers.hpp"

#include <cctype>
#include <cmath>
#include <string>
#include <vector>

namespace composer {
namespace {

using Layer = std::function<void(Stereo&, Random)>;

std::vector<Layer> layers_of(Ambience kind) {
  switch (kind) {
    case Ambience::sea:
      return {[](Stereo& o, Random r) { add_waves(o, r, 1.0, 8.5); },
              [](Stereo& o, Random r) { add_waves(o, r, 0.45, 6.1); },
              [](Stereo& o, Random r) { add_rumble(o, r, 0.35, 140); },
              [](Stereo& o, Random r) { add_breeze(o, r, 0.10, 250, 1200, 7); }};
    case Ambience::rain:
      return {[](Stereo& o, Random r) { add_hiss(o, r, 0.34, 1200, 9000); },
              [](Stereo& o, Random r) { add_drops(o, r, 0.5, 190, 1500, 6500); },
              [](Stereo& o, Random r) { add_drops(o, r, 0.42, 9, 450, 1100); },
              [](Stereo& o, Random r) { add_rumble(o, r, 0.12, 200); }};
    case Ambience::wind:
      return {[](Stereo& o, Random r) { add_breeze(o, r, 0.8, 180, 900, 5); },
              [](Stereo& o, Random r) { add_breeze(o, r, 0.4, 400, 2200, 3.1); },
              [](Stereo& o, Random r) { add_rumble(o, r, 0.35, 110); },
              [](Stereo& o, Random r) { add_whistle(o, r, 0.28); }};
    case Ambience::forest:
      return {[](Stereo& o, Random r) { add_breeze(o, r, 0.10, 1500, 6500, 6); },
              [](Stereo& o, Random r) { add_breeze(o, r, 0.12, 250, 900, 9); },
              [](Stereo& o, Random r) { add_birds(o, r, 0.42, 6); }};
    case Ambience::city:
      return {[](Stereo& o, Random r) { add_rumble(o, r, 0.8, 170); },
              [](Stereo& o, Random r) { add_traffic(o, r, 0.55); }, [](Stereo& o, Random r) { add_horns(o, r, 0.10); },
              [](Stereo& o, Random r) { add_hum(o, r, 0.03, 100); },
              [](Stereo& o, Random r) { add_hiss(o, r, 0.035, 500, 3500); }};
    case Ambience::night:
      return {[](Stereo& o, Random r) { add_crickets(o, r, 0.30, 7); },
              [](Stereo& o, Random r) { add_breeze(o, r, 0.06, 200, 800, 10); },
              [](Stereo& o, Random r) { add_owl(o, r, 0.16); }};
    case Ambience::fire:
      return {[](Stereo& o, Random r) { add_crackle(o, r, 1.0); },
              [](Stereo& o, Random r) { add_breeze(o, r, 0.26, 90, 420, 1.3); },
              [](Stereo& o, Random r) { add_hiss(o, r, 0.03, 2500, 8000); },
              [](Stereo& o, Random r) { add_rumble(o, r, 0.2, 90); }};
    case Ambience::space:
      return {[](Stereo& o, Random r) { add_drone(o, r, 0.7); },
              [](Stereo& o, Random r) { add_breeze(o, r, 0.10, 150, 1400, 11); },
              [](Stereo& o, Random r) { add_rumble(o, r, 0.25, 60); }};
    case Ambience::thunder:
      return {[](Stereo& o, Random r) { add_hiss(o, r, 0.16, 900, 7000); },
              [](Stereo& o, Random r) { add_drops(o, r, 0.22, 120, 1200, 6000); },
              [](Stereo& o, Random r) { add_breeze(o, r, 0.16, 150, 700, 4); },
              [](Stereo& o, Random r) { add_thunder(o, r, 1.6); }};
    default:
      return {[](Stereo& o, Random r) { add_rumble(o, r, 0.5, 220); },
              [](Stereo& o, Random r) { add_hiss(o, r, 0.05, 300, 4000); },
              [](Stereo& o, Random r) { add_hum(o, r, 0.02, 50); }};
  }
}

struct Cue {
  std::string_view word;  // the beginning of a word
  Ambience kind;
};
constexpr Cue cues[] = {
    {"thunder", Ambience::thunder}, {"storm", Ambience::thunder},  {"lightning", Ambience::thunder},
    {"sea", Ambience::sea},         {"ocean", Ambience::sea},      {"beach", Ambience::sea},
    {"wave", Ambience::sea},        {"shore", Ambience::sea},      {"coast", Ambience::sea},
    {"surf", Ambience::sea},        {"harbor", Ambience::sea},     {"harbour", Ambience::sea},
    {"rain", Ambience::rain},       {"drizzle", Ambience::rain},   {"shower", Ambience::rain},
    {"forest", Ambience::forest},   {"bird", Ambience::forest},    {"wood", Ambience::forest},
    {"park", Ambience::forest},     {"garden", Ambience::forest},  {"meadow", Ambience::forest},
    {"jungle", Ambience::forest},   {"morning", Ambience::forest}, {"city", Ambience::city},
    {"street", Ambience::city},     {"traffic", Ambience::city},   {"town", Ambience::city},
    {"urban", Ambience::city},      {"downtown", Ambience::city},  {"night", Ambience::night},
    {"cricket", Ambience::night},   {"evening", Ambience::night},  {"dusk", Ambience::night},
    {"fire", Ambience::fire},       {"campfire", Ambience::fire},  {"fireplace", Ambience::fire},
    {"flame", Ambience::fire},      {"hearth", Ambience::fire},    {"space", Ambience::space},
    {"drone", Ambience::space},     {"cosmos", Ambience::space},   {"galaxy", Ambience::space},
    {"planet", Ambience::space},    {"stars", Ambience::space},    {"wind", Ambience::wind},
    {"breeze", Ambience::wind},     {"desert", Ambience::wind},    {"mountain", Ambience::wind},
    {"snow", Ambience::wind},       {"field", Ambience::wind},     {"room", Ambience::room},
    {"office", Ambience::room},     {"indoor", Ambience::room},    {"silence", Ambience::room},
};

}  // namespace

const char* name_of(Ambience kind) {
  constexpr const char* names[] = {"sea",   "rain", "wind",  "forest", "city",
                                   "night", "fire", "space", "room",   "thunder"};
  return names[static_cast<std::size_t>(kind)];
}

std::optional<Ambience> ambience_named(std::string_view name) {
  for (const Ambience kind : all_ambiences)
    if (name == name_of(kind)) return kind;
  return {};
}

Ambience ambience_of(std::string_view description) {
  std::array<int, all_ambiences.size()> votes{};
  std::string word;
  const auto count = [&] {
    for (const Cue& cue : cues)
      if (cue.word.size() <= 3 ? word == cue.word
                               : word.starts_with(cue.word) && !(cue.word == "wind" && word.starts_with("window")))
        ++votes[static_cast<std::size_t>(cue.kind)];
    word.clear();
  };
  for (const char c : description) {
    if (std::isalpha(static_cast<unsigned char>(c)))
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else
      count();
  }
  count();
  const auto best = std::ranges::max_element(votes);
  return *best == 0 ? Ambience::room : all_ambiences[static_cast<std::size_t>(best - votes.begin())];
}

double loudness_of(Ambience kind) {
  constexpr double levels[] = {-22, -25, -24, -27, -25, -29, -25, -23, -42, -21};
  return levels[static_cast<std::size_t>(kind)];
}

rushes::Result<Stereo> make_ambience(Ambience kind, double seconds, std::uint64_t seed, const Progress& progress) {
  Stereo out(static_cast<std::size_t>(std::llround(seconds * sample_rate)));
  const auto layers = layers_of(kind);
  const Random random = Random(seed).fork(static_cast<std::uint64_t>(kind) + 500);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (progress && !progress(static_cast<double>(i) / static_cast<double>(layers.size())))
      return rushes::Error{rushes::Errc::cancelled, "cancelled"};
    layers[i](out, random.fork(i));
  }
  return out;
}

}  // namespace composer
