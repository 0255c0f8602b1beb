// Places in WordNet's noun hierarchy that have a picture. A noun takes the picture of its nearest such ancestor.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>

namespace storyteller {
namespace {

constexpr int kTops = 3, kAnimal = 5, kArtifact = 6, kCommunication = 10, kFeeling = 12, kGroup = 14, kPlace = 15,
              kObject = 17, kPerson = 18, kPhenomenon = 19, kPlant = 20;

struct Anchor {
  std::string_view lemma;
  int field;
  std::string_view word;  // of our lexicon
};

constexpr Anchor kAnchors[] = {
    {"sailing_vessel", kArtifact, "boat"},
    {"boat", kArtifact, "boat"},
    {"canoe", kArtifact, "canoe"},
    {"ship", kArtifact, "ship"},
    {"rowing_boat", kArtifact, "rowboat"},
    {"airplane", kArtifact, "airplane"},
    {"helicopter", kArtifact, "helicopter"},
    {"airship", kArtifact, "airship"},
    {"rocket", kArtifact, "rocket"},
    {"spacecraft", kArtifact, "spaceship"},
    {"satellite", kArtifact, "satellite"},
    {"motor_vehicle", kArtifact, "car"},
    {"car", kArtifact, "car"},
    {"bus", kArtifact, "bus"},
    {"truck", kArtifact, "truck"},
    {"locomotive", kArtifact, "train"},
    {"train", kArtifact, "train"},
    {"bicycle", kArtifact, "bicycle"},
    {"motorcycle", kArtifact, "bicycle"},
    {"tractor", kArtifact, "tractor"},
    {"castle", kArtifact, "castle"},
    {"fortress", kArtifact, "castle"},
    {"church", kArtifact, "church"},
    {"house", kArtifact, "house"},
    {"dwelling", kArtifact, "house"},
    {"building", kArtifact, "building"},
    {"skyscraper", kArtifact, "skyscraper"},
    {"tower", kArtifact, "tower"},
    {"bridge", kArtifact, "bridge"},
    {"tent", kArtifact, "tent"},
    {"windmill", kArtifact, "windmill"},
    {"temple", kArtifact, "temple"},
    {"barn", kArtifact, "barn"},
    {"lamp", kArtifact, "lamp"},
    {"streetlight", kArtifact, "street lamp"},
    {"candle", kArtifact, "candle"},
    {"chair", kArtifact, "chair"},
    {"table", kArtifact, "table"},
    {"bowed_stringed_instrument", kArtifact, "violin"},
    {"stringed_instrument", kArtifact, "guitar"},
    {"keyboard_instrument", kArtifact, "piano"},
    {"cup", kArtifact, "cup"},
    {"timepiece", kArtifact, "clock"},
    {"computer", kArtifact, "computer"},
    {"automaton", kArtifact, "robot"},
    {"umbrella", kArtifact, "umbrella"},
    {"lantern", kArtifact, "lantern"},
    {"room", kArtifact, "room"},
    {"street", kArtifact, "street"},
    {"road", kArtifact, "road"},
    {"bird", kAnimal, "bird"},
    {"seabird", kAnimal, "seagull"},
    {"bird_of_prey", kAnimal, "eagle"},
    {"owl", kAnimal, "owl"},
    {"duck", kAnimal, "ducks"},
    {"swan", kAnimal, "swan"},
    {"penguin", kAnimal, "penguin"},
    {"wading_bird", kAnimal, "heron"},
    {"goose", kAnimal, "goose"},
    {"dog", kAnimal, "dog"},
    {"wolf", kAnimal, "wolf"},
    {"fox", kAnimal, "fox"},
    {"bear", kAnimal, "bear"},
    {"domestic_cat", kAnimal, "cat"},
    {"wildcat", kAnimal, "cat"},
    {"big_cat", kAnimal, "lion"},
    {"zebra", kAnimal, "zebra"},
    {"equine", kAnimal, "horse"},
    {"bovine", kAnimal, "cow"},
    {"sheep", kAnimal, "sheep"},
    {"goat", kAnimal, "sheep"},
    {"deer", kAnimal, "deer"},
    {"antelope", kAnimal, "deer"},
    {"elephant", kAnimal, "elephant"},
    {"camel", kAnimal, "camel"},
    {"giraffe", kAnimal, "giraffe"},
    {"leporid", kAnimal, "rabbit"},
    {"fish", kAnimal, "fish"},
    {"shark", kAnimal, "shark"},
    {"whale", kAnimal, "whale"},
    {"dolphin", kAnimal, "dolphin"},
    {"turtle", kAnimal, "turtle"},
    {"jellyfish", kAnimal, "jellyfish"},
    {"lepidopterous_insect", kAnimal, "butterfly"},
    {"tree", kPlant, "tree"},
    {"conifer", kPlant, "pine"},
    {"palm", kPlant, "palm"},
    {"cactus", kPlant, "cactus"},
    {"flower", kPlant, "flower"},
    {"rose", kPlant, "roses"},
    {"sunflower", kPlant, "sunflower"},
    {"tulip", kPlant, "tulip"},
    {"fungus", kPlant, "mushroom"},
    {"person", kTops, "person"},
    {"woman", kPerson, "woman"},
    {"child", kPerson, "child"},
    {"astronaut", kPerson, "astronaut"},
    {"ocean", kObject, "ocean"},
    {"sea", kObject, "sea"},
    {"lake", kObject, "lake"},
    {"river", kObject, "river"},
    {"bay", kObject, "bay"},
    {"body_of_water", kObject, "water"},
    {"beach", kObject, "beach"},
    {"island", kObject, "island"},
    {"mountain", kObject, "mountain"},
    {"mountain_peak", kObject, "peak"},
    {"range", kObject, "mountain range"},
    {"volcano", kObject, "volcano"},
    {"hill", kObject, "hill"},
    {"valley", kObject, "valley"},
    {"canyon", kObject, "canyon"},
    {"glacier", kObject, "glacier"},
    {"galaxy", kGroup, "galaxy"},
    {"star", kObject, "galaxy"},
    {"planet", kObject, "planet"},
    {"constellation", kObject, "constellation"},
    {"forest", kGroup, "forest"},
    {"forest", kObject, "forest"},
    {"desert", kPlace, "desert"},
    {"city", kPlace, "city"},
    {"town", kPlace, "town"},
    {"village", kPlace, "village"},
    {"grassland", kObject, "meadow"},
    {"emotion", kFeeling, "emotion"},
    {"music", kCommunication, "music"},
    {"musical_composition", kCommunication, "music"},
    {"rain", kPhenomenon, "rain"},
    {"storm", kPhenomenon, "storm"},
    {"wind", kPhenomenon, "wind"},
    {"fog", kPhenomenon, "fog"},
    {"snow", kPhenomenon, "snow"},
};

using Anchors = std::unordered_map<std::uint32_t, const Anchor*>;

Anchors locate(const WordNet& net) {
  Anchors at;
  for (const Anchor& a : kAnchors)
    for (const WordNet::Sense& s : net.noun(a.lemma))
      if (s.field == a.field) {
        at.emplace(s.synset, &a);
        break;
      }
  return at;
}

// Located once for each WordNet that is opened (in practice one).
const Anchors& anchors_of(const WordNet& net) {
  static std::mutex lock;
  static std::map<std::uint64_t, Anchors> known;
  const std::lock_guard guard(lock);
  auto [it, fresh] = known.try_emplace(net.id());
  if (fresh) it->second = locate(net);
  return it->second;
}

struct Found {
  const Anchor* anchor = nullptr;
  int depth = 0;
};

Found nearest(const WordNet& net, const Anchors& anchors, std::uint32_t synset) {
  std::vector<std::uint32_t> level{synset};
  for (int depth = 0; depth < 14 && !level.empty(); ++depth) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t s : level) {
      if (const auto it = anchors.find(s); it != anchors.end()) return {it->second, depth};
      for (const std::uint32_t up : net.above(s)) next.push_back(up);
    }
    if (next.size() > 64) next.resize(64);
    level = std::move(next);
  }
  return {};
}

}  // namespace

std::vector<Meaning> look_up_ancestors(const WordNet& net, std::string_view lemma) {
  const Anchors& anchors = anchors_of(net);
  const std::vector<WordNet::Sense> senses = net.noun(lemma);
  // Rare senses mislead more often than they help: the second counts only for a tangible thing, and only when it is
  // near.
  Found best;
  float best_cost = 1e9f;
  for (std::size_t i = 0; i < std::min<std::size_t>(senses.size(), 2); ++i) {
    const Found f = nearest(net, anchors, senses[i].synset);
    if (!f.anchor) continue;
    const bool person = f.anchor->field == kTops || f.anchor->field == kPerson;
    const bool vague = f.anchor->word == "water" || f.anchor->word == "room" || f.anchor->word == "building" ||
                       f.anchor->word == "emotion" || f.anchor->word == "music";
    if (i > 0 && (person || vague || f.depth > (f.anchor->field == kAnimal ? 6 : 4))) continue;
    const float cost = static_cast<float>(i) * 1.2f + static_cast<float>(f.depth) * 0.15f;
    if (cost < best_cost) best_cost = cost, best = f;
  }
  if (!best.anchor) return {};
  const std::vector<Meaning>* m = look_up(best.anchor->word);
  return m ? *m : std::vector<Meaning>{};
}

}  // namespace storyteller
