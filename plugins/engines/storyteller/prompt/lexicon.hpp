// The closed vocabulary: which words and phrases mean what for a picture. The tables are in words_things.cpp and
// words_scene.cpp; what they do not hold is looked up in WordNet (anchors.cpp).
#pragma once

#include "plugins/engines/storyteller/prompt/wordnet.hpp"
#include "plugins/engines/storyteller/scene_spec.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storyteller {

struct Token;

enum class Slot {
  subject,  // key = kind
  world,
  time,
  weather,
  mood,
  style,  // value = the enumerator
  move,
  lens,
  speed,
  motion,  // the camera and how much moves
  colour,  // value = 0xRRGGBB
  count,
  size,     // amount
  garment,  // takes the colour before it for the person before it
  sight,    // key = one of SceneSpec::sights
  sail,     // the same, for a boat or an animal
  part,     // of a thing: its colour is neither the thing's nor the scene's
  negate,   // what follows must not appear
  used,     // understood, or says nothing that a picture would show
  stop,     // grammar
  unknown   // a phrase whose parts would mislead: reported as not pictured
};

// How well the picture shows the word itself.
enum class Fit {
  exact,
  near,   // by something like it: the report says by what
  unseen  // it chooses a mood or a setting, and cannot be seen in it: reported as not pictured
};

struct Meaning {
  Slot slot;
  int value = 0;
  float amount = 1;  // weight of a vote, or the number itself
  std::string key;
  Fit fit = Fit::exact;
};

// What a phrase of lower-case words joined by single blanks means; nullptr when it is unknown.
const std::vector<Meaning>* look_up(std::string_view phrase);

// What to read in the place of an ambiguous word: a phrase of the lexicon, or "@autumn", "@spring", "@unknown"; nothing
// when the word means what the lexicon says.
std::optional<std::string> sense_of(std::span<const Token> tokens, std::size_t i);

// What a verb makes of the thing it is said of: "flies" -> pass.
Action action_of(std::string_view word);
// What a preposition says of two things: "beneath" -> under.
Relation relation_of(std::string_view word);

// The kind or world a noun stands for by its ancestors in WordNet; empty when nothing fits.
std::vector<Meaning> look_up_ancestors(const WordNet&, std::string_view lemma);

// Lines of "slot=value*amount slot=value : word, phrase, word". A phrase that begins with '~' is only near to what is
// pictured, one with '!' is not seen.
extern const char* const kPlaces;
extern const char* const kFolk;
extern const char* const kThings;
extern const char* const kScene;

std::vector<std::string> all_kinds_in_lexicon();  // for tests: every kind a word can lead to

std::array<Colour, 5> make_palette(const SceneSpec&, const std::vector<Colour>& asked);
void add_default_subjects(SceneSpec&);
bool is_negative(const SceneSpec&, std::string_view word);
// parse_prompt with a WordNet of choice; nullptr: none.
SceneSpec parse_with(const WordNet*, std::string_view prompt, std::string_view negative_prompt,
                     std::uint64_t user_seed);

// Names of the enumerators, in their order.
extern const std::vector<std::string_view> kWorldNames, kTimeNames, kWeatherNames, kMoodNames, kStyleNames, kMoveNames,
    kActionNames, kRelationNames;

}  // namespace storyteller
