#include "plugins/engines/composer/music/mood.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace composer {
namespace {

using Q = Quality;

// General MIDI programs, counted from 0.
enum : int {
  piano = 0,
  electric_piano = 4,
  celesta = 8,
  music_box = 10,
  vibraphone = 11,
  nylon_guitar = 24,
  steel_guitar = 25,
  acoustic_bass = 32,
  finger_bass = 33,
  violin = 40,
  cello = 42,
  contrabass = 43,
  tremolo_strings = 44,
  pizzicato = 45,
  harp = 46,
  strings = 48,
  slow_strings = 49,
  choir = 52,
  horn = 60,
  oboe = 68,
  english_horn = 69,
  clarinet = 71,
  flute = 73,
  whistle = 78,
  warm_pad = 89,
  bowed_pad = 92
};

const std::vector<Rhythm> lyrical = {{2, 1, 1}, {3, 1}, {1.5, 0.5, 2}, {2, 2}, {1, 1, 2}, {1, 0.5, 0.5, 2}};
const std::vector<Rhythm> lively = {
    {1, 0.5, 0.5, 1, 1}, {0.5, 0.5, 1, 0.5, 0.5, 1}, {1.5, 0.5, 1, 1}, {1, 1, 0.5, 0.5, 1}, {1.5, 1, 0.5, 1}};
const std::vector<Rhythm> broad = {{3, 1}, {2, 2}, {1.5, 0.5, 2}, {2, 1, 1}, {3, 0.5, 0.5}};
const std::vector<Rhythm> nervous = {{-1, 0.5, 0.5, 2}, {-0.5, 0.5, 1, 2}, {3, -1}, {-2, 1, 1}, {1, -0.5, 0.5, 2}};
const std::vector<Rhythm> wandering = {{-1, 1, 2}, {3, 1}, {-0.5, 0.5, 1, 2}, {2, -1, 1}, {1.5, 0.5, 2}};
const std::vector<Rhythm> waltzing = {{2, 1}, {1, 1, 1}, {1.5, 0.5, 1}, {2, 0.5, 0.5}};

const std::vector<MoodPlan>& plans() {
  static const std::vector<MoodPlan> table = {
      {Mood::calm,
       Mode::lydian,
       56,
       70,
       4,
       {0, 5, 7, 2, 10},
       {{{{0, Q::major7}, {9, Q::minor7}, {5, Q::major7}, {7, Q::sus4}}},
        {{{0, Q::add9}, {4, Q::minor7}, {5, Q::major7}, {0, Q::major}}},
        {{{0, Q::add9}, {2, Q::major}, {9, Q::minor7}, {7, Q::major}}}},
       {{{{9, Q::minor7}, {4, Q::minor7}, {5, Q::major7}, {7, Q::sus4}}},
        {{{5, Q::major7}, {0, Q::add9}, {2, Q::minor7}, {7, Q::major}}}},
       {{{5, Q::major7}, {7, Q::major}}},
       {0, Q::add9},
       lyrical,
       {flute, piano, oboe, vibraphone, harp},
       {piano, harp, electric_piano},
       {warm_pad, slow_strings},
       {cello, acoustic_bass},
       Figure::arpeggio,
       Bass::sustained,
       Drums::none,
       0.6,
       0.25,
       67,
       84,
       0.25},
      {Mood::joyful,
       Mode::ionian,
       114,
       136,
       4,
       {0, 2, 7, 9, 5},
       {{{{0, Q::major}, {7, Q::major}, {9, Q::minor}, {5, Q::major}}},
        {{{0, Q::major}, {5, Q::major}, {0, Q::major}, {7, Q::major}}},
        {{{0, Q::major}, {9, Q::minor}, {5, Q::major}, {7, Q::major}}}},
       {{{{5, Q::major}, {7, Q::major}, {4, Q::minor}, {9, Q::minor}}},
        {{{9, Q::minor}, {5, Q::major}, {0, Q::major}, {7, Q::dominant7}}}},
       {{{5, Q::major}, {7, Q::dominant7}}},
       {0, Q::major},
       lively,
       {whistle, flute, piano, music_box, violin},
       {steel_guitar, nylon_guitar, piano},
       {strings},
       {finger_bass, acoustic_bass},
       Figure::strum,
       Bass::root_fifth,
       Drums::light,
       0.1,
       0.1,
       69,
       86,
       0.7},
      {Mood::melancholic,
       Mode::aeolian,
       60,
       74,
       4,
       {9, 2, 4, 11, 7},
       {{{{0, Q::minor}, {8, Q::major7}, {3, Q::major}, {10, Q::major}}},
        {{{0, Q::minor_add9}, {5, Q::minor7}, {8, Q::major7}, {7, Q::minor7}}},
        {{{0, Q::minor}, {7, Q::minor}, {8, Q::major}, {5, Q::minor7}}}},
       {{{{5, Q::minor7}, {10, Q::major}, {3, Q::major7}, {8, Q::major7}}},
        {{{8, Q::major}, {10, Q::major}, {0, Q::minor}, {7, Q::major}}}},
       {{{5, Q::minor7}, {7, Q::major}}},
       {0, Q::minor_add9},
       lyrical,
       {cello, piano, oboe, violin, english_horn},
       {piano, nylon_guitar},
       {slow_strings, strings},
       {contrabass, cello},
       Figure::arpeggio,
       Bass::sustained,
       Drums::none,
       0.9,
       0.2,
       62,
       81,
       0.3},
      {Mood::tense,
       Mode::phrygian,
       100,
       124,
       4,
       {2, 0, 4, 7},
       {{{{0, Q::minor}, {0, Q::minor}, {1, Q::major}, {0, Q::minor}}},
        {{{0, Q::minor}, {8, Q::major}, {1, Q::major}, {6, Q::diminished}}},
        {{{0, Q::power}, {3, Q::minor}, {1, Q::major}, {0, Q::minor}}}},
       {{{{5, Q::minor}, {8, Q::major}, {1, Q::major}, {7, Q::diminished}}},
        {{{8, Q::major}, {6, Q::diminished}, {1, Q::major7}, {7, Q::diminished}}}},
       {{{1, Q::major}, {7, Q::diminished}}},
       {0, Q::minor},
       nervous,
       {horn, clarinet, cello, piano},
       {strings, pizzicato},
       {tremolo_strings},
       {contrabass},
       Figure::ostinato,
       Bass::eighths,
       Drums::pulse,
       0.0,
       0.4,
       57,
       76,
       0.7},
      {Mood::mysterious,
       Mode::dorian,
       72,
       88,
       4,
       {4, 9, 2, 7},
       {{{{0, Q::minor_add9}, {5, Q::major}, {0, Q::minor_add9}, {3, Q::major7}}},
        {{{0, Q::minor}, {8, Q::major7}, {0, Q::minor}, {5, Q::major}}},
        {{{0, Q::minor7}, {2, Q::minor7}, {3, Q::major7}, {5, Q::major}}}},
       {{{{3, Q::major7}, {5, Q::major}, {10, Q::major}, {2, Q::minor}}},
        {{{8, Q::major7}, {3, Q::major7}, {10, Q::sus2}, {7, Q::minor7}}}},
       {{{5, Q::major}, {10, Q::sus2}}},
       {0, Q::minor_add9},
       wandering,
       {clarinet, celesta, flute, vibraphone},
       {celesta, harp, vibraphone},
       {bowed_pad, choir},
       {contrabass, cello},
       Figure::sparse,
       Bass::drone,
       Drums::none,
       0.5,
       0.35,
       64,
       84,
       0.3},
      {Mood::epic,
       Mode::aeolian,
       88,
       98,
       4,
       {2, 0, 4, 9},
       {{{{0, Q::minor}, {8, Q::major}, {3, Q::major}, {10, Q::major}}},
        {{{0, Q::minor}, {10, Q::major}, {8, Q::major}, {10, Q::major}}},
        {{{0, Q::minor}, {3, Q::major}, {10, Q::major}, {5, Q::minor}}}},
       {{{{8, Q::major}, {10, Q::major}, {0, Q::minor}, {3, Q::major}}},
        {{{5, Q::minor}, {8, Q::major}, {3, Q::major}, {10, Q::major}}}},
       {{{8, Q::major}, {10, Q::major}}},
       {0, Q::minor},
       broad,
       {horn, strings, violin},
       {strings, strings, cello},
       {choir, strings},
       {contrabass, cello},
       Figure::ostinato,
       Bass::eighths,
       Drums::big,
       0.1,
       0.1,
       60,
       79,
       0.9},
      {Mood::romantic,
       Mode::ionian,
       84,
       104,
       3,
       {5, 3, 8, 10, 2},
       {{{{0, Q::major7}, {9, Q::minor7}, {2, Q::minor7}, {7, Q::dominant7}}},
        {{{0, Q::major}, {4, Q::minor7}, {5, Q::major7}, {5, Q::minor}}},
        {{{0, Q::add9}, {7, Q::major}, {9, Q::minor7}, {5, Q::major7}}}},
       {{{{5, Q::major7}, {4, Q::minor7}, {2, Q::minor7}, {7, Q::dominant7}}},
        {{{9, Q::minor7}, {2, Q::dominant7}, {7, Q::sus4}, {7, Q::dominant7}}}},
       {{{2, Q::minor7}, {7, Q::dominant7}}},
       {0, Q::add9},
       waltzing,
       {violin, flute, piano, clarinet},
       {piano, harp},
       {slow_strings, strings},
       {cello, acoustic_bass},
       Figure::waltz,
       Bass::sustained,
       Drums::none,
       1.0,
       0.15,
       67,
       86,
       0.4},
  };
  return table;
}

struct Cue {
  std::string_view word;  // the beginning of a word
  Mood mood;
};
constexpr Cue cues[] = {
    {"calm", Mood::calm},
    {"peace", Mood::calm},
    {"gentle", Mood::calm},
    {"quiet", Mood::calm},
    {"relax", Mood::calm},
    {"serene", Mood::calm},
    {"soft", Mood::calm},
    {"dream", Mood::calm},
    {"dawn", Mood::calm},
    {"meditat", Mood::calm},
    {"joy", Mood::joyful},
    {"happy", Mood::joyful},
    {"cheer", Mood::joyful},
    {"fun", Mood::joyful},
    {"upbeat", Mood::joyful},
    {"playful", Mood::joyful},
    {"bright", Mood::joyful},
    {"celebrat", Mood::joyful},
    {"party", Mood::joyful},
    {"summer", Mood::joyful},
    {"melanchol", Mood::melancholic},
    {"sad", Mood::melancholic},
    {"sorrow", Mood::melancholic},
    {"lonel", Mood::melancholic},
    {"nostalg", Mood::melancholic},
    {"grief", Mood::melancholic},
    {"rainy", Mood::melancholic},
    {"farewell", Mood::melancholic},
    {"autumn", Mood::melancholic},
    {"tense", Mood::tense},
    {"tension", Mood::tense},
    {"danger", Mood::tense},
    {"chase", Mood::tense},
    {"thriller", Mood::tense},
    {"suspense", Mood::tense},
    {"fear", Mood::tense},
    {"horror", Mood::tense},
    {"urgent", Mood::tense},
    {"storm", Mood::tense},
    {"myster", Mood::mysterious},
    {"magic", Mood::mysterious},
    {"secret", Mood::mysterious},
    {"strange", Mood::mysterious},
    {"eerie", Mood::mysterious},
    {"fog", Mood::mysterious},
    {"moon", Mood::mysterious},
    {"space", Mood::mysterious},
    {"ancient", Mood::mysterious},
    {"epic", Mood::epic},
    {"heroic", Mood::epic},
    {"battle", Mood::epic},
    {"grand", Mood::epic},
    {"triumph", Mood::epic},
    {"adventure", Mood::epic},
    {"power", Mood::epic},
    {"majestic", Mood::epic},
    {"cinematic", Mood::epic},
    {"war", Mood::epic},
    {"romantic", Mood::romantic},
    {"romance", Mood::romantic},
    {"love", Mood::romantic},
    {"tender", Mood::romantic},
    {"wedding", Mood::romantic},
    {"kiss", Mood::romantic},
    {"heart", Mood::romantic},
    {"waltz", Mood::romantic},
};

}  // namespace

const char* name_of(Mood mood) {
  constexpr const char* names[] = {"calm", "joyful", "melancholic", "tense", "mysterious", "epic", "romantic"};
  return names[static_cast<std::size_t>(mood)];
}

std::optional<Mood> mood_named(std::string_view name) {
  for (const Mood mood : all_moods)
    if (name == name_of(mood)) return mood;
  return {};
}

Mood mood_of(std::string_view description) {
  std::array<int, all_moods.size()> votes{};
  std::string word;
  const auto count = [&] {
    // "war" must not hear "warm": short cues want the whole word.
    for (const Cue& cue : cues)
      if (cue.word.size() <= 3 ? word == cue.word : word.starts_with(cue.word))
        ++votes[static_cast<std::size_t>(cue.mood)];
    word.clear();
  };
  for (const char c : description) {
    if (std::isalpha(static_cast<unsigned char>(c)))
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else
      count();
  }
  count();
  return all_moods[static_cast<std::size_t>(std::ranges::max_element(votes) - votes.begin())];
}

const MoodPlan& plan_of(Mood mood) { return plans()[static_cast<std::size_t>(mood)]; }

}  // namespace composer
