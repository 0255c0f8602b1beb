// Prompts as people write them, and what must be seen in them. "*": any sensible subjects (the prompt names none).
#include "plugins/engines/storyteller/prompt/lexicon.hpp"
#include "plugins/engines/storyteller/prompt/parse.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace storyteller {
namespace {

struct Case {
  const char* prompt;
  const char* setting;   // world, time, weather
  const char* subjects;  // kind:count ...
  const char* unmapped;
};

constexpr Case kCases[] = {
    {"a red boat on a calm lake at sunset", "sea dusk clear", "boat:1", ""},
    {"A lone schooner sails into a storm, dramatic waves, slow pan left", "sea day storm", "boat:1", ""},
    {"Two dogs running on the beach at golden hour", "sea dusk clear", "dog:2", ""},
    {"a spaniel asleep by the fireplace in a cozy living room", "interior night clear", "dog:1 campfire:1", ""},
    {"an old oak on a hill in autumn, leaves falling", "countryside day clear", "oak:1", "old"},
    {"skyscrapers of Tokyo at night in the rain, neon reflections, cyberpunk", "city night rain", "*", ""},
    {"a flock of birds over a foggy forest at dawn", "forest dawn fog", "bird:7", ""},
    {"astronaut walking on the moon, earth in the sky, cinematic", "space night clear", "astronaut:1 planet:1", ""},
    {"close-up of a candle flickering in a dark room", "interior night clear", "candle:1", ""},
    {"the sun rose over the mountains", "mountains dawn clear", "*", ""},
    {"a single red rose on a wooden table", "interior day clear", "rose:1 table:1", ""},
    {"a crane flying over the marsh", "forest day clear", "swan:1", ""},
    {"crane shot over the city at dusk", "city dusk clear", "*", ""},
    {"construction crane on a building site", "city day clear", "*", "crane"},
    {"the river bank in spring, wildflowers and butterflies", "countryside day clear", "flower:3 butterfly:3", ""},
    {"he robbed a bank downtown", "city day clear", "*", "robbed"},
    {"light falls through the window", "interior day clear", "*", ""},
    {"a lighthouse in a storm, waves crashing, no people", "sea day storm", "lighthouse:1", ""},
    {"city street without cars or people, empty, early morning fog", "city dawn fog", "*", ""},
    {"aerial drone shot of a desert with camels", "desert day clear", "camel:3", ""},
    {"zoom in on a tiny house in a giant forest", "forest day clear", "house:1", ""},
    {"handheld footage of a man running through an alley, tense, noir", "city night clear", "person:1", ""},
    {"still life with apples and a book", "interior day clear", "apple:3 book:1", ""},
    {"an idea taking shape", "abstract day clear", "", "idea"},
    {"the feeling of grief", "abstract day clear", "", "feeling grief"},
    {"jazz music visualised as swirling colours", "abstract day clear", "", "jazz music"},
    {"a dream of flying whales", "abstract day clear", "whale:3", ""},
    {"a woman in a red dress walking in the rain with an umbrella", "countryside day rain", "woman:1 umbrella:1", ""},
    {"a man in a yellow raincoat and his black dog", "countryside day clear", "person:1 dog:1", ""},
    {"green tractor in a wheat field, blue sky", "countryside day clear", "tractor:1", ""},
    {"white horse galloping along the shore, slow motion", "sea day clear", "horse:1", ""},
    {"blue hour in Paris, couple walking, romantic", "city dusk clear", "couple:1", ""},
    {"snow falling on a small village, warm lights in the windows", "countryside day snow", "*", ""},
    {"polar bear on an iceberg", "snow day clear", "bear:1", ""},
    {"penguins on the ice", "snow day clear", "penguin:3", ""},
    {"time lapse of clouds over the alps", "mountains day cloudy", "*", ""},
    {"hot air balloons over a valley at sunrise", "mountains dawn clear", "hot_air_balloon:3", ""},
    {"rocket launch at night", "space night clear", "rocket:1", ""},
    {"a UFO hovering above a farm, mysterious", "countryside day clear", "ufo:1", ""},
    {"spinning galaxy, stars, deep space", "space night clear", "*", ""},
    {"a robot holding a flower", "countryside day clear", "robot:1 flower:1", "holding"},
    {"cat sitting on a windowsill watching the rain", "interior day rain", "cat:1", ""},
    {"coffee cup on a desk, morning light, pastel", "interior dawn clear", "cup:1 table:1", ""},
    {"vintage car driving on a country road in the 1950s", "countryside day clear", "car:1", ""},
    {"a train crossing a bridge in the mountains", "mountains day clear", "train:1 bridge:1", ""},
    {"steam train in winter, snow", "snow day snow", "train:1", ""},
    {"a red and a blue balloon in the sky", "countryside day clear", "balloon:1 balloon:1", ""},
    {"red desert under a purple sky", "desert day clear", "*", ""},
    {"campfire and tent under the stars", "forest night clear", "campfire:1 tent:1", ""},
    {"child with a kite on a hill", "countryside day clear", "child:1 kite:1", ""},
    {"grandmother reading a book to two children", "interior day clear", "woman:1 book:1 child:2", "reading"},
    {"a knight riding towards a castle", "mountains day clear", "knight:1 castle:1", ""},
    {"dragon flying over a medieval castle", "mountains day clear", "dragon:1 castle:1", ""},
    {"haunted house on a hill, full moon, owls", "countryside night clear", "house:1 owl:3", ""},
    {"field of sunflowers under a bright summer sky", "countryside day clear", "sunflower:6", ""},
    {"tulips in front of a windmill in the Netherlands", "countryside day clear", "tulip:3 windmill:1", "netherlands"},
    {"cherry blossoms falling in a Japanese garden with a pagoda", "countryside day clear", "oak:1 pagoda:1",
     "japanese"},
    {"pyramids of Egypt, camel caravan, sandstorm", "desert day clear", "pyramid:3 camel:4", ""},
    {"a grizzly bear catching salmon in a stream", "sea day clear", "bear:1 fish:1", "catching"},
    {"dolphins jumping beside a sailing yacht", "sea day clear", "dolphin:3 boat:1", "jumping"},
    {"shark under water, scary", "sea day clear", "shark:1", ""},
    {"jellyfish drifting in the deep sea, bioluminescent", "sea day clear", "jellyfish:1", ""},
    {"elephants crossing the savannah at dusk", "countryside dusk clear", "elephant:3", ""},
    {"a lion resting under a tree", "countryside day clear", "lion:1 oak:1", ""},
    {"fox in the snow", "snow day snow", "fox:1", ""},
    {"wolves howling at the moon", "forest night clear", "wolf:3", "howling"},
    {"deer in a misty forest, shallow depth of field, 85mm", "forest day fog", "deer:1", ""},
    {"pianist playing in an empty concert hall", "interior day clear", "piano:1", "playing"},
    {"a guitar leaning against a chair", "interior day clear", "guitar:1 chair:1", ""},
    {"the clock strikes midnight", "interior night clear", "clock:1", ""},
    {"computer screen glowing in a dark office, hacker", "interior night clear", "computer:1", ""},
    {"crowd of people at a festival, fireworks", "countryside night clear", "person:5", ""},
    {"school bus in the fall", "city day clear", "bus:1", ""},
    {"niagara falls in summer", "mountains day clear", "*", ""},
    {"fall in love in Venice, gondola on the canal", "city day clear", "rowboat:1", ""},
    {"a seal on a rock", "mountains day clear", "*", "seal"},
    {"a bat flying at night", "mountains night clear", "*", "bat"},
    {"mouse on a desk", "interior day clear", "table:1", "mouse"},
    {"she watches the waves break", "sea day clear", "woman:1", ""},
    {"ship passing under the Golden Gate Bridge in fog", "sea day fog", "ship:1 bridge:1", ""},
    {"black and white film noir detective under a street lamp", "city night clear", "person:1 street_lamp:1", ""},
    {"Tuscany, rolling hills, cypress trees, warm evening", "countryside dusk clear", "pine:1", ""},
    {"a boat with white sails", "sea day clear", "boat:1", ""},
    {"a house with a red door", "countryside day clear", "house:1", ""},
    {"dozens of seagulls around a lighthouse, wide angle", "sea day clear", "seagull:9 lighthouse:1", ""},
    {"pull back to reveal a whole city", "city day clear", "*", ""},
    {"orbit around a statue", "abstract day clear", "", "statue"},
    {"camera tilts up from the street to the skyscraper", "city day clear", "skyscraper:1", ""},
    {"static shot of a lake in the mountains, peaceful", "mountains day clear", "*", ""},
    {"walking through a bamboo forest, pov", "forest day clear", "*", ""},
    {"Sahara dunes, wind", "desert day wind", "*", ""},
    {"northern lights over a frozen lake, cabin", "snow night clear", "house:1", ""},
    {"motorcycle on route 66", "countryside day clear", "bicycle:1", ""},
    {"bicycle leaning on a fence, lavender field, Provence", "countryside day clear", "bicycle:1", ""},
    {"pumpkin on a porch, halloween night", "countryside night clear", "pumpkin:1", ""},
    {"the president signs a contract", "countryside day clear", "person:1", "signs contract"},
    {"quarterly revenue growth", "abstract day clear", "", "quarterly revenue growth"},
    {"our new running shoe in action", "abstract day clear", "", "shoe"},
    {"underwater coral reef with colorful fish and a sea turtle", "sea day clear", "fish:1 turtle:1", ""},
    {"a firefighter rescuing a kitten from a tree", "countryside day clear", "person:1 cat:1 oak:1", "rescuing"},
    {"Mars colony, rovers, red planet", "space night clear", "planet:1 robot:3", "colony"},
    {"not a cloud in the sky above the ocean", "sea day clear", "*", ""},
    {"a giant mushroom in a magical forest with tiny houses", "forest day clear", "mushroom:1 house:3", ""},
    {"businesswoman looks out of the window of a skyscraper", "city day clear", "woman:1 skyscraper:1", ""},
    {"football match in a stadium", "countryside day clear", "person:5 ball:1 goal:1", ""},
    {"a red boat sails home at dawn", "sea dawn clear", "boat:1", ""},
    {"birds fly home over the fields", "countryside day clear", "bird:3", ""},
    {"dry stone walls and sheep on a hill", "countryside day clear", "sheep:1", ""},
    {"the best day on earth, a picnic in the park", "countryside day clear", "*", "best"},
    {"a calm lake, soft piano mood", "sea day clear", "*", ""},
    {"a horse in a meadow, long shadows", "countryside day clear", "horse:1", ""},
    {"fireflies at dusk in a meadow", "countryside dusk clear", "*", ""},
    {"a black cat on a roof", "city day clear", "cat:1", ""},
    {"a watch tower in the fog", "mountains day fog", "castle:1", ""},
    {"a cliff with a lighthouse", "sea day clear", "lighthouse:1", ""},
    {"a robot in a neon city", "city night clear", "robot:1", ""},
    {"a rocket landing on mars", "desert day clear", "rocket:1", ""},
    {"an orange cat and a black cat", "interior day clear", "cat:1 cat:1", ""},
    {"a plane lands at the airport, sunset", "countryside dusk clear", "airplane:1", ""},
    {"ballet dancer on stage, spotlight", "interior day clear", "woman:1", ""},
    {"two lovers on a bench under an umbrella, rain, romantic", "countryside day rain", "couple:1 bench:1 umbrella:1",
     ""},
    {"hope", "abstract day clear", "", "hope"},
    {"a spring in the desert", "desert day clear", "*", "spring"},
    {"a watch on a nightstand", "interior day clear", "clock:1", ""},
    {"raven on a tombstone, fog, gothic", "countryside day fog", "bird:1", "tombstone gothic"},
    {"a red and a blue balloon in the sky", "countryside day clear", "balloon:1 balloon:1", ""},
    {"an orange cat and a black cat", "interior day clear", "cat:1 cat:1", ""},
    {"a house with a red door", "countryside day clear", "house:1", ""},
    {"fox in the snow", "snow day snow", "fox:1", ""},
    {"hot air balloons over a valley at sunrise", "mountains dawn clear", "hot_air_balloon:3", ""},
    {"school bus in the fall", "city day clear", "bus:1", ""},
    {"a still photo of a bridge", "countryside day clear", "bridge:1", ""},
    {"A beautiful sunset", "sea dusk clear", "*", ""},
    {"rain", "city day rain", "*", ""},
    {"winter", "snow day clear", "*", ""},
    {"surfer riding a big wave in Hawaii", "sea day clear", "person:1", ""},
    {"a sailor's farewell, ship leaving the harbour, sepia", "sea day clear", "person:1 ship:1", ""},
    {"bee on a flower, macro", "countryside day clear", "butterfly:1 flower:1", ""},
    {"tiny astronaut on a giant mushroom", "space night clear", "astronaut:1 mushroom:1", ""},
    {"5 penguins", "snow day clear", "penguin:5", ""},
    {"100 balloons rising into the sky", "countryside day clear", "balloon:12", ""},
    {"a herd of wild horses crossing a river, dust, golden light, aerial", "sea day clear", "horse:6", "dust"},
    {"A mysterious figure walks down a foggy London street at night, camera follows", "city night fog", "person:1", ""},
    {"lonely man sitting on a bench in an empty park in autumn", "countryside day clear", "person:1 bench:1", ""},
    {"the great wave", "sea day clear", "*", ""},
    {"a girl flying a kite on a windy beach", "sea day wind", "woman:1 kite:1", ""},
    {"birds", "countryside day clear", "bird:3", ""},
    {"tree", "countryside day clear", "oak:1", ""},
    {"neon city", "city night clear", "*", ""},
    {"a violin on a chair", "interior day clear", "violin:1 chair:1", ""},
    {"cowboy riding into the sunset", "countryside dusk clear", "person:1", ""},
    {"pirate ship in a storm with lightning", "sea day storm", "tallship:1", ""},
    {"cute puppy playing with a butterfly in a meadow", "countryside day clear", "dog:1 butterfly:1", "playing"},
    {"a path through the woods, sunbeams", "forest day clear", "*", ""},
    {"floating lanterns over a lake at night", "sea night clear", "lantern:1", ""},
    {"wide establishing shot of a castle on a cliff above the sea", "mountains day clear", "castle:1", ""},
    {"the milky way above a desert", "desert day clear", "*", ""},
    {"a submarine under the sea", "sea day clear", "ship:1", ""},
    {"skateboarders in Los Angeles, 1990s VHS", "city day clear", "person:3", ""},
    {"family picnic in the park", "countryside day clear", "couple:1", ""},
    {"no clouds, no birds, a calm sea", "sea day clear", "*", ""},
    {"a ship without sails", "sea day clear", "ship:1", ""},
    {"bird's-eye view of New York", "city day clear", "*", ""},
    {"don't show people, quiet beach", "sea day clear", "*", ""},
    {"camera slowly pushes in on an old man reading by candlelight", "interior night clear", "person:1 candle:1",
     "reading"},
    {"Macro shot of dew on grass", "countryside dawn clear", "*", ""},
    {"an ocean of stars", "sea night clear", "*", ""},
    {"a sea of clouds below the peaks", "mountains day cloudy", "*", ""},
    {"a train of camels", "desert day clear", "camel:5", ""},
    {"mountain bike", "countryside day clear", "bicycle:1", ""},
    {"a toy boat in a bathtub", "sea day clear", "boat:1", "toy bathtub"},
    {"glass of wine on a table in Paris", "city day clear", "table:1", "glass wine"},
    {"spring", "countryside day clear", "*", ""},
    {"light", "abstract day clear", "", ""},
    {"a couple of swans on a pond", "sea day clear", "swan:2", ""},
    {"black hole", "space night clear", "*", ""},
    {"white church on a green hill under blue sky", "countryside day clear", "church:1", ""},
    {"pink flamingos", "sea day clear", "swan:3", ""},
    {"coral", "sea day clear", "*", ""},
    {"sunrise over rice terraces, farmer with a buffalo", "countryside dawn clear", "person:1 cow:1", ""},
    {"chess pieces on a board", "abstract day clear", "", "chess pieces board"},
    {"ballerina in a blue dress", "countryside day clear", "woman:1", ""},
    {"silver robot and a golden dog", "countryside day clear", "robot:1 dog:1", ""},
    {"drone flying over the forest", "forest day clear", "*", ""},
    {"an angel", "abstract day clear", "", "angel"},
    {"people dancing at a wedding", "countryside day clear", "person:5", "dancing"},
    {"the cat sat on the mat", "interior day clear", "cat:1", "mat"},
    {"helicopter above the skyline, tense, fast", "city day clear", "helicopter:1", ""},
    {"snowy owl on a branch", "forest night clear", "owl:1", "branch"},
    {"rocking chair on the porch", "interior day clear", "chair:1", ""},
    {"storm clouds gathering over wheat fields, tractor", "countryside day storm", "tractor:1", ""},
    {"ein rotes Boot auf dem Meer", "abstract day clear", "", "ein rotes boot auf dem meer"},
    {"🚀🌕", "abstract day clear", "", ""},
    {"tulip field netherlands drone", "countryside day clear", "tulip:7", "netherlands"},
    {"time flies", "abstract day clear", "", ""},
    {"a knight fights a dragon", "countryside day clear", "knight:1 dragon:1", ""},
    {"moonlit cemetery with bats", "mountains night clear", "*", "cemetery bats"},
    {"fisherman in his boat", "sea day clear", "person:1 boat:1", ""},
    {"a bus stop in the rain, woman waiting, melancholic, slow dolly in", "city day rain", "woman:1", ""},
};

std::string setting(const SceneSpec& s) {
  std::string out(kWorldNames[static_cast<int>(s.world)]);
  return out.append(" ")
      .append(kTimeNames[static_cast<int>(s.time)])
      .append(" ")
      .append(kWeatherNames[static_cast<int>(s.weather)]);
}

std::string subjects(const SceneSpec& s) {
  std::string out;
  for (const Subject& x : s.subjects) out += (out.empty() ? "" : " ") + x.kind + ":" + std::to_string(x.count);
  return out;
}

std::string unmapped(const SceneSpec& s) {
  std::string out;
  for (const std::string& w : s.unmapped) out += (out.empty() ? "" : " ") + w;
  return out;
}

bool right(const Case& c, const SceneSpec& s) {
  return setting(s) == c.setting && (std::string_view(c.subjects) == "*" || subjects(s) == c.subjects) &&
         unmapped(s) == c.unmapped;
}

TEST(Prompts, AreUnderstood) {
  const WordNet* net = WordNet::installed();
  if (!net) GTEST_SKIP() << "WordNet is not installed (package wordnet-base)";
  for (const Case& c : kCases) {
    const SceneSpec s = parse_with(net, c.prompt, "", 0);
    EXPECT_TRUE(right(c, s)) << c.prompt << "\n  got " << setting(s) << " | " << subjects(s) << " | " << unmapped(s);
  }
}

TEST(Prompts, AreMostlyUnderstoodWithoutWordNet) {
  int understood = 0;
  for (const Case& c : kCases) understood += right(c, parse_with(nullptr, c.prompt, "", 0));
  EXPECT_GE(understood, static_cast<int>(std::size(kCases) * 95 / 100)) << "of " << std::size(kCases);
}

TEST(Prompts, WordNetReachesWordsOfNoList) {
  const WordNet* net = WordNet::installed();
  if (!net) GTEST_SKIP() << "WordNet is not installed (package wordnet-base)";
  const std::pair<const char*, const char*> words[] = {
      {"whippet", "dog"},     {"trimaran", "boat"}, {"destroyer", "ship"}, {"sycamores", "oak"}, {"gannet", "seagull"},
      {"percheron", "horse"}, {"haddock", "fish"},  {"plumber", "person"}, {"roadster", "car"},  {"araucaria", "pine"},
      {"merlin", "eagle"},    {"lemming", ""},      {"theorem", ""}};
  for (const auto& [word, kind] : words) {
    const SceneSpec s = parse_with(net, word, "", 0);
    if (*kind)
      EXPECT_TRUE(!s.subjects.empty() && s.subjects[0].kind == kind && s.unmapped.empty())
          << word << " " << subjects(s);
    else
      EXPECT_EQ(unmapped(s), word);
  }
}

TEST(Prompts, WhatStandsInForAWordIsSaid) {
  const WordNet* net = WordNet::installed();
  const auto likened = [&](const char* prompt) {
    std::string out;
    for (const std::string& l : parse_with(net, prompt, "", 0).likened) out += (out.empty() ? "" : ", ") + l;
    return out;
  };
  EXPECT_EQ(likened("a zebra"), "");
  EXPECT_EQ(likened("a violin"), "");
  EXPECT_EQ(likened("a horse, a house and a red boat"), "");
  EXPECT_EQ(likened("a tiger"), "tiger (pictured as a lion)");
  EXPECT_EQ(likened("two donkeys"), "donkeys (pictured as a horse)");
  EXPECT_EQ(likened("an algorithm"), "algorithm (pictured as a network)");
  EXPECT_EQ(likened("tokyo"), "tokyo (pictured as a city)");
  EXPECT_EQ(likened("a motorcycle, no donkeys"), "motorcycle (pictured as a bicycle)");
  if (net) {
    EXPECT_EQ(likened("a plumber"), "plumber (pictured as a person)");
  }
}

TEST(Prompts, IdeasThatOnlyChooseAnAbstractPictureAreNotPictured) {
  const auto words = [](const char* prompt) { return unmapped(parse_with(nullptr, prompt, "", 0)); };
  EXPECT_EQ(words("The slow geometry of forgotten thoughts, violet and gold"), "geometry thoughts");
  EXPECT_EQ(words("Justice"), "justice");
  EXPECT_EQ(words("freedom, love and happiness"), "freedom love happiness");
  EXPECT_EQ(words("abstract shapes in red"), "");
  EXPECT_EQ(words(std::string(100'000, 'x').c_str()), std::string(40, 'x') + "...");
}

TEST(Prompts, VerbsSayHowThingsMove) {
  struct Said {
    const char* prompt;
    Action action;
  };
  for (const auto& [prompt, action] :
       {Said{"a rocket flies past a planet", Action::pass}, Said{"a rocket slowly flies past a planet", Action::pass},
        Said{"cars pass in a city by night", Action::pass}, Said{"passing cars in a city", Action::pass},
        Said{"a horse, galloping across the plain", Action::pass}, Said{"a man walked home", Action::pass},
        Said{"a balloon rises over the hills", Action::rise}, Said{"a rocket launches", Action::rise},
        Said{"an airplane descends", Action::fall}, Said{"a dog sleeps by the fire", Action::rest},
        Said{"parked cars", Action::rest}, Said{"a dog", Action::usual},
        Said{"a dog on the beach where waves run", Action::usual}}) {
    const SceneSpec s = parse_with(nullptr, prompt, "", 0);
    ASSERT_FALSE(s.subjects.empty()) << prompt;
    EXPECT_EQ(kActionNames[static_cast<std::size_t>(s.subjects[0].action)],
              kActionNames[static_cast<std::size_t>(action)])
        << prompt;
  }
  EXPECT_EQ(parse_with(nullptr, "a rocket flies past a planet", "", 0).subjects.at(1).action, Action::usual);
}

TEST(Prompts, PrepositionsPutOneThingByAnother) {
  struct Put {
    const char* prompt;
    const char* what;
    Relation relation;
    const char* by;
  };
  for (const auto& [prompt, what, relation, by] :
       {Put{"A dog and a violin on a table", "violin", Relation::on, "table"},
        Put{"a cat on an old wooden chair", "cat", Relation::on, "chair"},
        Put{"a lion resting under a tree", "lion", Relation::under, "oak"},
        Put{"a man in a red rowboat", "person", Relation::in, "rowboat"},
        Put{"a dog next to a bicycle", "dog", Relation::beside, "bicycle"},
        Put{"a cup on top of the piano", "cup", Relation::on, "piano"},
        Put{"a dog on the beach and a boat", "dog", Relation::none, ""},
        Put{"a cat, on it a dog", "cat", Relation::none, ""}, Put{"a dog and a cat", "dog", Relation::none, ""}}) {
    const SceneSpec s = parse_with(nullptr, prompt, "", 0);
    const auto it = std::ranges::find(s.subjects, what, &Subject::kind);
    ASSERT_NE(it, s.subjects.end()) << prompt;
    EXPECT_EQ(it->relation, relation) << prompt;
    EXPECT_EQ(it->by, by) << prompt;
    SceneSpec back;
    ASSERT_TRUE(from_json(to_json(s), back));
    EXPECT_EQ(back, s);
  }
}

TEST(Prompts, AreReadFast) {
  using clock = std::chrono::steady_clock;
  const WordNet* net = WordNet::installed();
  parse_with(net, "warm", "", 0);
  const auto start = clock::now();
  for (const Case& c : kCases) parse_with(net, c.prompt, "", 0);
  const double each = std::chrono::duration<double, std::milli>(clock::now() - start).count() / std::size(kCases);
  EXPECT_LT(each, 50);
}

}  // namespace
}  // namespace storyteller
