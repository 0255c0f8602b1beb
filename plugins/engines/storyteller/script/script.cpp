#include "plugins/engines/storyteller/script/script.hpp"

#include "plugins/engines/storyteller/prompt/parse.hpp"
#include "plugins/engines/storyteller/script/lines.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>
#include <span>

namespace storyteller {

namespace {

constexpr double words_per_second = 2.35;  // of the narrator, pauses counted
constexpr double seconds_per_scene = 6;
constexpr int most_scenes = 200;

// Ways to look at the same place, in an order that makes a sequence: first where we are, last a farewell.
constexpr std::array openings{"wide shot, slow push in", "wide shot, pan right", "wide shot, crane down"};
constexpr std::array middles{
    "pan right", "close-up, slow push in", "low angle, tilt up", "pan left", "slow orbit", "close-up, pan left",
    "crane up"};
constexpr std::array closings{"wide shot, slow pull back", "wide shot, crane up", "aerial view, pull back"};

std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  return out;
}

bool has_word(const std::string& low, std::string_view word) {
  for (std::size_t at = low.find(word); at != low.npos; at = low.find(word, at + 1)) {
    const auto letter = [&](std::size_t i) {
      return i < low.size() && std::isalpha(static_cast<unsigned char>(low[i]));
    };
    if ((at == 0 || !letter(at - 1)) && !letter(at + word.size())) return true;
  }
  return false;
}

template <std::size_t N>
bool has_any(const std::string& low, const std::array<const char*, N>& words) {
  return std::ranges::any_of(words, [&](const char* w) { return has_word(low, w); });
}

bool names_time(const std::string& low) {
  static constexpr std::array words{"dawn",      "sunrise", "daybreak",  "morning",   "day",         "daytime",
                                    "noon",      "midday",  "afternoon", "sunset",    "dusk",        "evening",
                                    "twilight",  "night",   "nighttime", "midnight",  "golden hour", "blue hour",
                                    "moonlight", "moonlit", "starry",    "nightfall", "sunny"};
  return has_any(low, words);
}

bool names_camera(const std::string& low) {
  static constexpr std::array words{"pan",     "tilt",      "zoom",      "push in",  "pull back", "dolly",
                                    "crane",   "orbit",     "handheld",  "aerial",   "drone",     "close-up",
                                    "closeup", "wide shot", "low angle", "tracking", "still",     "static"};
  return has_any(low, words);
}

// "They fly home": whoever they are stands in an earlier beat.
bool leans_on_earlier(const std::string& low) {
  static constexpr std::array words{"they", "she", "he", "it", "them", "her", "him", "both", "together"};
  return has_any(low, words);
}

std::string things(const SceneSpec& spec) {
  std::string out;
  for (const Subject& s : spec.subjects) {
    if (s.word.empty()) continue;
    out += (out.empty() ? "" : ", ") + (s.count > 1 ? std::to_string(s.count) + " " : std::string("a ")) + s.word;
  }
  return out;
}

std::string ambience_of(const SceneSpec& s) {
  std::string out;
  const auto add = [&](const char* word) { out += (out.empty() ? "" : ", ") + std::string(word); };
  switch (s.world) {
    case World::sea:
      add("sea waves");
      break;
    case World::forest:
      add(s.time == TimeOfDay::night ? "night crickets" : "forest birds");
      break;
    case World::countryside:
      add(s.time == TimeOfDay::night ? "night crickets" : "birds, soft wind");
      break;
    case World::city:
      add("city traffic");
      break;
    case World::space:
      add("space drone");
      break;
    case World::interior:
      add("room tone");
      break;
    case World::mountains:
    case World::desert:
    case World::snow:
      add("wind");
      break;
    case World::abstract:
      break;
  }
  if (s.weather == Weather::rain) add("rain");
  if (s.weather == Weather::storm) add("rain and thunder");
  if (s.weather == Weather::wind && out.find("wind") == out.npos) add("wind");
  return out;
}

const char* mood_name(Mood m) {
  static constexpr std::array names{"calm", "joyful", "melancholic", "tense", "mysterious", "epic", "romantic"};
  return names[static_cast<std::size_t>(m)];
}

std::string capitalised(std::string text) {
  bool start = true;
  for (char& c : text) {
    if (start && static_cast<unsigned char>(c) < 0x80)
      c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    start = c == ' ' || c == '-';
  }
  return text;
}

std::string title_case(const std::string& text) {
  static constexpr std::array<std::string_view, 18> small{"a",    "an",   "and",  "the",   "of",     "in",
                                                          "on",   "at",   "by",   "to",    "for",    "with",
                                                          "over", "into", "from", "under", "beside", "above"};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!word.empty()) {
      const bool little = !out.empty() && std::ranges::find(small, word) != small.end();
      out += (out.empty() ? "" : " ") + (little ? word : capitalised(word));
    }
    at = end + 1;
  }
  return out;
}

// The prompt's own first words when they are few enough for a title: "the feeling of hope" -> "Hope", "data flowing
// through a network" -> "Data Flowing Through a Network". Empty when they are not.
std::string few_words(std::string text) {
  text = text.substr(0, text.find_first_of(",.;:!?\n"));
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view start :
         {"a film about ", "a video about ", "a story about ", "the feeling of ", "the idea of ", "a feeling of ",
          "the sound of ", "an abstract ", "abstract ", "the ", "a ", "an "})
      if (text.starts_with(start)) text.erase(0, start.size()), again = true;
  }
  const auto words = std::ranges::count(text, ' ') + 1;
  if (text.size() < 3 || text.size() > 48 || words > 5 ||
      !std::ranges::all_of(text, [](unsigned char c) { return std::isalpha(c) || c == ' ' || c == '-' || c >= 0x80; }))
    return {};
  return title_case(text);
}

// Of what the prompt names and the picture shows, nothing else: "The Boat at Dawn", "The Dog and the Violin", "City by
// Night".
std::string make_title(const SceneSpec& s, const std::string& low, std::uint64_t seed) {
  if (!s.text.empty()) return s.text;
  static constexpr std::array worlds{"Sea",  "Mountains", "Forest", "Desert", "City",
                                     "Snow", "Stars",     "Room",   "Fields", "Colours"};
  static constexpr std::array where{"by the Sea",  "in the Mountains", "in the Forest", "in the Desert", "in the City",
                                    "in the Snow", "Among the Stars",  "in the Room",   "in the Fields", ""};
  static constexpr std::array times{"by Night", "at Dawn", "in the Light", "at Dusk"};
  const auto world = static_cast<std::size_t>(s.world);
  const std::string when = names_time(low) ? std::string(" ") + times[static_cast<std::size_t>(s.time)] : std::string();
  std::vector<std::string> named;
  for (const Subject& x : s.subjects)
    if (can_be_named(x) && has_word(low, lower(x.word)) && named.size() < 2)
      named.push_back("The " + capitalised(x.word));
  if (named.size() == 2 && (when.empty() || seed % 2)) return named[0] + " and the" + named[1].substr(3);
  if (!named.empty()) {
    if (!when.empty()) return named[0] + when;
    return s.world == World::abstract ? named[0] : named[0] + " " + where[world];
  }
  if (std::string own = few_words(low); !own.empty()) return own;
  return "The " + std::string(worlds[world]) + when;
}

std::string subtitle_of(const std::vector<Beat>& beats) {
  const std::string& first = beats.front().spoken;
  return !first.empty() && first.size() <= 60 ? first.substr(0, first.find_last_not_of(".!?") + 1) : std::string();
}

// Beats as scenes: as many as there are, fewer by joining neighbours, each scene keeping its first beat's picture.
struct Slot {
  std::vector<std::size_t> beats;  // indices
  int shot = 0, shots = 1;         // which look at the first of them this is
};

std::vector<Slot> plan_slots(std::size_t beats, int scenes) {
  std::vector<Slot> slots;
  const auto n = static_cast<std::size_t>(scenes);
  if (beats >= n) {
    for (std::size_t i = 0; i < n; ++i) {
      Slot slot;
      for (std::size_t b = i * beats / n; b < (i + 1) * beats / n; ++b) slot.beats.push_back(b);
      slots.push_back(slot);
    }
    return slots;
  }
  for (std::size_t b = 0; b < beats; ++b) {
    const int shots = static_cast<int>((b + 1) * n / beats - b * n / beats);
    for (int s = 0; s < shots; ++s) slots.push_back({{b}, s, shots});
  }
  return slots;
}

std::string in_quotes(const std::string& text) {
  constexpr std::size_t most = 60;  // bytes
  std::string shown = text.substr(0, most);
  while (shown.size() < text.size() && !shown.empty() &&
         (static_cast<unsigned char>(text[shown.size()]) & 0xC0) == 0x80)
    shown.pop_back();  // never inside a letter
  return '"' + shown + (shown.size() < text.size() ? "..." : "") + '"';
}

// What of the text no scene shows and nobody says.
void report_untold(const std::vector<Beat>& beats, const std::vector<bool>& told, std::size_t left_out, bool verbatim,
                   std::vector<std::string>& out) {
  constexpr std::size_t most_named = 8;
  std::size_t more = left_out, named = 0;
  for (std::size_t b = 0; b < beats.size(); ++b) {
    if (told[b] && (beats[b].times == 1 || verbatim)) continue;
    if (named++ >= most_named)
      ++more;
    else if (told[b])
      out.push_back(in_quotes(beats[b].text) + " (told once, not " + std::to_string(beats[b].times) + " times)");
    else
      out.push_back(in_quotes(beats[b].text) + " (no room for this sentence)");
  }
  if (more > 0) out.push_back(std::to_string(more) + " more sentences (no room for them)");
}

}  // namespace

Script write_script(const ScriptRequest& request) {
  Script out;
  std::size_t left_out = 0;
  std::vector<Beat> beats = split_beats(request.prompt, &left_out);
  if (beats.empty()) beats.push_back({request.prompt.substr(0, 200), {}});

  const SceneSpec whole = parse_prompt(request.prompt.substr(0, 4000), "", request.seed);
  const std::string low = lower(request.prompt.substr(0, 4000));
  out.mood = mood_name(whole.mood);
  out.unmapped = whole.unmapped;
  out.unmapped.insert(out.unmapped.end(), whole.likened.begin(), whole.likened.end());

  int scenes = request.scenes;
  if (scenes <= 0) {
    const int by_length = std::max(1, static_cast<int>(std::lround(request.seconds / seconds_per_scene)));
    const int fastest = std::max(1, static_cast<int>(request.seconds / 3));
    // Each sentence gets a picture of its own while that is not too quick to watch.
    scenes = request.verbatim ? static_cast<int>(std::min<std::size_t>(beats.size(), most_scenes))
                              : std::clamp(static_cast<int>(beats.size()), std::min(by_length, fastest),
                                           std::max(by_length, fastest));
  }
  scenes = std::clamp(scenes, 1, most_scenes);
  const std::vector<Slot> slots = plan_slots(beats.size(), scenes);

  const SceneSpec first = parse_prompt(beats[slots[0].beats[0]].text, "", request.seed);
  const std::uint64_t seed = mix(first.seed);
  out.title = make_title(beats.size() == 1 ? whole : first, low, seed);
  out.subtitle = beats.size() == 1 ? std::string() : subtitle_of(beats);
  if (lower(out.subtitle) == lower(out.title) || out.subtitle.size() < 4) out.subtitle.clear();

  // What may be said in each scene without making the film longer.
  const double each = (request.seconds - 3.5) / static_cast<double>(slots.size()) - 1.1;
  const int budget = std::max(0, static_cast<int>(each * words_per_second));
  // A day passes over a single place whose time nobody named.
  static constexpr std::array passing{" at dawn", " in daylight", " at dusk", " at night"};
  const bool day_passes = beats.size() == 1 && slots.size() >= 3 && !names_time(low) && whole.world != World::space &&
                          whole.world != World::abstract && !request.verbatim;

  std::set<std::string> said;
  std::vector<bool> told(beats.size());  // has a picture of its own, or is spoken
  std::string before;                    // things of the last beat that named any
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const Slot& slot = slots[i];
    const Beat& beat = beats[slot.beats[0]];
    const std::string beat_low = lower(beat.text);
    const std::uint64_t dice = mix(seed + i);
    SceneText scene;

    told[slot.beats[0]] = true;
    scene.prompt = beat.text;
    while (!scene.prompt.empty() &&
           (scene.prompt.back() == '.' || scene.prompt.back() == '!' || scene.prompt.back() == '?'))
      scene.prompt.pop_back();
    if (!before.empty() && leans_on_earlier(beat_low)) scene.prompt += ", " + before;
    if (day_passes) scene.prompt += passing[i * passing.size() / slots.size()];
    const bool opening = i == 0, closing = i + 1 == slots.size();
    if (!names_camera(beat_low)) {
      const auto& looks = opening                       ? std::span<const char* const>(openings)
                          : closing && slots.size() > 1 ? std::span<const char* const>(closings)
                                                        : std::span<const char* const>(middles);
      scene.prompt += std::string(", ") + looks[(opening || closing ? dice : seed % middles.size() + i) % looks.size()];
    }
    const SceneSpec spec = parse_prompt(scene.prompt, "", request.seed);
    if (slot.shot == 0 && !leans_on_earlier(beat_low)) {
      const SceneSpec own = parse_prompt(beat.text, "", request.seed);
      if (std::string t = things(own); !t.empty()) before = t;
    }

    if (request.verbatim) {
      for (const std::size_t b : slot.beats) {
        const std::string words = sayable(beats[b].text);
        for (std::size_t n = 0; n < beats[b].times && !words.empty(); ++n)
          scene.narration += (scene.narration.empty() ? "" : " ") + words;
        told[b] = true;
      }
      if (slot.shot > 0) scene.narration.clear();
    } else {
      int left = budget;
      if (slot.shot == 0)
        for (const std::size_t b : slot.beats) {
          const int words = spoken_length(beats[b].spoken);
          if (words == 0 || (words > left && !scene.narration.empty())) continue;
          if (words > std::max(left, 14)) continue;  // too long to be said in this scene
          told[b] = true;
          scene.narration += (scene.narration.empty() ? "" : " ") + beats[b].spoken;
          left -= words;
        }
      if (scene.narration.empty() || (closing && left > 6 && slot.beats.size() == 1)) {
        const Moment moment = closing && slots.size() > 1 ? Moment::closing
                              : opening                   ? Moment::opening
                                                          : Moment::middle;
        const std::string line = narrator_line(spec, moment, left, dice, said);
        if (!line.empty()) scene.narration += (scene.narration.empty() ? "" : " ") + line;
      }
    }
    scene.ambience = ambience_of(spec);
    if (i > 0) scene.transition = "org.rushes.dissolve";
    out.scenes.push_back(std::move(scene));
  }
  report_untold(beats, told, left_out, request.verbatim, out.unmapped);
  return out;
}

std::string to_json(const Script& script) {
  nlohmann::ordered_json j{{"title", script.title},
                           {"subtitle", script.subtitle},
                           {"mood", script.mood},
                           {"scenes", nlohmann::ordered_json::array()}};
  for (const auto& s : script.scenes)
    j["scenes"].push_back(
        {{"prompt", s.prompt}, {"narration", s.narration}, {"ambience", s.ambience}, {"transition", s.transition}});
  return j.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace storyteller
