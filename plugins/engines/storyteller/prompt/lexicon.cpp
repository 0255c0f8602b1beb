#include "plugins/engines/storyteller/prompt/lexicon.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <unordered_map>

namespace storyteller {

const std::vector<std::string_view> kWorldNames = {"sea",  "mountains", "forest",   "desert",      "city",
                                                   "snow", "space",     "interior", "countryside", "abstract"};
const std::vector<std::string_view> kTimeNames = {"night", "dawn", "day", "dusk"};
const std::vector<std::string_view> kWeatherNames = {"clear", "cloudy", "rain", "storm", "snow", "fog", "wind"};
const std::vector<std::string_view> kMoodNames = {"calm",       "joyful", "melancholic", "tense",
                                                  "mysterious", "epic",   "romantic"};
const std::vector<std::string_view> kStyleNames = {"natural", "noir", "vintage", "pastel", "neon"};
const std::vector<std::string_view> kMoveNames = {"hold", "pan_left", "pan_right",  "tilt_up", "tilt_down", "push",
                                                  "pull", "crane_up", "crane_down", "orbit",   "handheld"};
const std::vector<std::string_view> kActionNames = {"usual", "pass", "rise", "fall", "rest"};
const std::vector<std::string_view> kRelationNames = {"none", "on", "under", "in", "beside"};

namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
using Table = std::unordered_map<std::string, std::vector<Meaning>, Hash, std::equal_to<>>;

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\n')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\n')) s.remove_suffix(1);
  return s;
}

template <class F>
void split(std::string_view s, char at, F&& each) {
  while (true) {
    const std::size_t end = std::min(s.find(at), s.size());
    each(trim(s.substr(0, end)));
    if (end == s.size()) return;
    s.remove_prefix(end + 1);
  }
}

Meaning meaning(std::string_view text) {
  const std::size_t eq = text.find('='), star = text.find('*');
  const std::string_view name = text.substr(0, std::min(eq, star));
  std::string_view value =
      eq == text.npos ? std::string_view{} : text.substr(eq + 1, star == text.npos ? star : star - eq - 1);
  Meaning m{Slot::used,
            0,
            star == text.npos ? 1.f : std::strtof(std::string(text.substr(star + 1)).c_str(), nullptr),
            {},
            Fit::exact};
  const auto among = [&](const std::vector<std::string_view>& names) {
    return static_cast<int>(std::ranges::find(names, value) - names.begin());
  };
  const auto amount = [&] { return std::strtof(std::string(value).c_str(), nullptr); };
  if (name == "subject")
    m.slot = Slot::subject, m.key = value;
  else if (name == "world")
    m.slot = Slot::world, m.value = among(kWorldNames);
  else if (name == "time")
    m.slot = Slot::time, m.value = among(kTimeNames);
  else if (name == "weather")
    m.slot = Slot::weather, m.value = among(kWeatherNames);
  else if (name == "mood")
    m.slot = Slot::mood, m.value = among(kMoodNames);
  else if (name == "style")
    m.slot = Slot::style, m.value = among(kStyleNames);
  else if (name == "move")
    m.slot = Slot::move, m.value = among(kMoveNames);
  else if (name == "lens")
    m.slot = Slot::lens, m.amount = amount();
  else if (name == "speed")
    m.slot = Slot::speed, m.amount = amount();
  else if (name == "motion")
    m.slot = Slot::motion, m.amount = amount();
  else if (name == "count")
    m.slot = Slot::count, m.amount = amount();
  else if (name == "size")
    m.slot = Slot::size, m.amount = amount();
  else if (name == "colour")
    m.slot = Slot::colour, m.value = static_cast<int>(std::strtol(std::string(value).c_str(), nullptr, 16));
  else if (name == "garment")
    m.slot = Slot::garment;
  else if (name == "sight")
    m.slot = Slot::sight, m.key = value;
  else if (name == "sail")
    m.slot = Slot::sail;
  else if (name == "part")
    m.slot = Slot::part;
  else if (name == "negate")
    m.slot = Slot::negate;
  else if (name == "stop")
    m.slot = Slot::stop;
  else if (name == "unknown")
    m.slot = Slot::unknown;
  return m;
}

const Table& table() {
  static const Table all = [] {
    Table t;
    for (const char* text : {kPlaces, kFolk, kThings, kScene})
      split(text, '\n', [&](std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == line.npos) return;
        std::vector<Meaning> meanings;
        split(trim(line.substr(0, colon)), ' ', [&](std::string_view m) {
          if (!m.empty()) meanings.push_back(meaning(m));
        });
        split(line.substr(colon + 1), ',', [&](std::string_view phrase) {
          if (phrase.empty()) return;
          const Fit fit = phrase[0] == '~' ? Fit::near : phrase[0] == '!' ? Fit::unseen : Fit::exact;
          if (fit != Fit::exact) phrase.remove_prefix(1);
          const auto [it, fresh] = t.try_emplace(std::string(phrase), meanings);
          if (fresh)
            for (Meaning& m : it->second) m.fit = fit;
        });
      });
    return t;
  }();
  return all;
}

}  // namespace

const std::vector<Meaning>* look_up(std::string_view phrase) {
  const auto it = table().find(phrase);
  return it == table().end() ? nullptr : &it->second;
}

std::vector<std::string> all_kinds_in_lexicon() {
  std::set<std::string> kinds;
  for (const auto& [word, meanings] : table())
    for (const Meaning& m : meanings)
      if (m.slot == Slot::subject) kinds.insert(m.key);
  return {kinds.begin(), kinds.end()};
}

}  // namespace storyteller
