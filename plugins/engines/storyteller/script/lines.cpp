#include "plugins/engines/storyteller/script/lines.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

namespace storyteller {

namespace {

using Lines = std::span<const std::string_view>;

constexpr std::string_view sea[] = {
    "The water carries every colour of the sky.", "Each wave arrives as if it were the first.",
    "Out here the horizon keeps its own time.",   "The tide takes what the day has left behind.",
    "Salt, wind and light are all there is.",     "The sea never tells the same story twice."};
constexpr std::string_view mountains[] = {"The ridges stand one behind the other, each a little bluer than the last.",
                                          "Stone remembers what the wind forgets.",
                                          "Up here every sound travels a long way.",
                                          "The valleys fill with light, slowly, like bowls.",
                                          "Nothing hurries where the mountains are.",
                                          "The path climbs, and the world grows wide."};
constexpr std::string_view forest[] = {"Between the trunks the light comes down in threads.",
                                       "The forest listens before it answers.",
                                       "Every leaf has its own small weather.",
                                       "Roots and branches draw the same picture twice.",
                                       "Something moves, and then is still again.",
                                       "The trees have seen many walk this way."};
constexpr std::string_view desert[] = {
    "The dunes move a little every night.",          "The sand keeps no footprints for long.",
    "Heat trembles over the far edge of the world.", "Silence here has a colour, and it is gold.",
    "The wind draws its lines and wipes them away.", "There is only forward, and the shape of the land."};
constexpr std::string_view city[] = {"A thousand windows, and behind each of them a life.",
                                     "The streets shine as if they had been waiting.",
                                     "Somewhere a door closes, somewhere a light goes on.",
                                     "The city hums the same low note all day long.",
                                     "Everyone is on the way to someone.",
                                     "Between the towers a strip of sky remains."};
constexpr std::string_view snow[] = {
    "The snow makes every sound small.",    "White upon white, the world begins again.",
    "Breath hangs in the air and is gone.", "The cold draws its ferns on every edge.",
    "Tracks lead off, and nobody follows.", "Under the snow the earth is only asleep."};
constexpr std::string_view space[] = {
    "Light that left long ago arrives at last.",   "There is no up here, and no down, only away.",
    "The stars do not twinkle; they simply burn.", "Worlds turn without a sound.",
    "Distance is measured in patience.",           "Far behind, a small blue point keeps shining."};
constexpr std::string_view interior[] = {"The room holds its breath for a moment.",
                                         "Dust turns slowly in a beam of light.",
                                         "Everything here has been touched by someone.",
                                         "The window lets the evening in, a little at a time.",
                                         "A clock would be too loud.",
                                         "Small things keep the memory of a house."};
constexpr std::string_view countryside[] = {
    "The fields lie open like a letter.",          "A wind goes through the grass and means no harm.",
    "The road bends, and the land bends with it.", "Somewhere a gate is open.",
    "The hills have all the time there is.",       "The year is written in these fields."};
constexpr std::string_view abstract[] = {
    "A thought begins before it has a name.",          "Shapes meet, change, and let each other go.",
    "What cannot be said can still be seen.",          "Colour follows colour, as one breath follows another.",
    "Nothing here stands still, and nothing is lost.", "An idea opens like a hand."};

constexpr std::string_view night[] = {"Night draws the lines and leaves out the rest.",
                                      "In the dark, every light is a promise.", "The moon looks on and says nothing."};
constexpr std::string_view dawn[] = {"The first light asks for nothing.", "Morning comes up slowly, colour by colour.",
                                     "The day has not yet decided what it will be."};
constexpr std::string_view day[] = {"The light lies on everything alike.",
                                    "It is the middle of the day, and time to go.",
                                    "Under the open sky, all is plain to see."};
constexpr std::string_view dusk[] = {"The sun goes, and takes its time.", "Evening pours its gold over everything.",
                                     "The shadows grow longer than the things that cast them."};

constexpr std::string_view rain[] = {"The rain counts everything it touches.",
                                     "Drop after drop, the world is washed new.", "Rain on the way, and nobody minds."};
constexpr std::string_view storm[] = {"The storm has been saving its breath for this.",
                                      "Lightning writes one word and wipes it out.", "The sky has something to say."};
constexpr std::string_view snowfall[] = {"Flake by flake the sky comes down.",
                                         "The snow falls as if it had been asked to be quiet.",
                                         "Every flake takes the longest way."};
constexpr std::string_view fog[] = {"The fog gives back only what is near.", "Edges are a thing of yesterday.",
                                    "What is far away has been postponed."};
constexpr std::string_view wind[] = {"The wind is going somewhere, and in a hurry.", "Everything that can bend, bends.",
                                     "The wind has the last word today."};
constexpr std::string_view clouds[] = {"Clouds pass, and their shadows with them.",
                                       "The sky rearranges its furniture."};
constexpr std::string_view clear[] = {"Not a cloud, and nowhere to hide.", "The air is so clear that far is near."};

constexpr std::string_view calm_end[] = {"And so it stays, a little longer.",
                                         "There is nothing more to do, and that is enough.",
                                         "The picture fades; the quiet remains."};
constexpr std::string_view joyful_end[] = {"And this is only the beginning.", "Tomorrow, all of it again, and more.",
                                           "It could not have ended better."};
constexpr std::string_view melancholic_end[] = {"What is gone leaves its outline in the light.",
                                                "Some goodbyes take a whole evening.", "And then it was a memory."};
constexpr std::string_view tense_end[] = {"Whatever comes next, it is close.", "No one looks back. Not now.",
                                          "The silence after is the loudest part."};
constexpr std::string_view mysterious_end[] = {"The answer is somewhere here, and it is patient.",
                                               "Not every door wants to be opened.", "Who was there will not be told."};
constexpr std::string_view epic_end[] = {"This is how legends start: with one step.",
                                         "The world is larger than it was this morning.", "And the horizon waits."};
constexpr std::string_view romantic_end[] = {"Two of a kind, and one light.", "Some evenings are meant to be kept.",
                                             "Stay, said the light, and they did."};

// {} is the subject with its article: "the boat".
constexpr std::string_view moving_subject[] = {"And {} goes on, as if it knew the way.",
                                               "Here comes {}, taking its time.",
                                               "For {}, the road is the place to be."};
constexpr std::string_view still_subject[] = {"And {} stands where it has always stood.", "Everything turns around {}.",
                                              "Nothing here is without {}."};
constexpr std::string_view several_subjects[] = {"And {} belong here, as much as the light does.",
                                                 "Here are {}, and the day is theirs.",
                                                 "Nobody counts {}; they are simply there."};

Lines of(World w) {
  switch (w) {
    case World::sea:
      return sea;
    case World::mountains:
      return mountains;
    case World::forest:
      return forest;
    case World::desert:
      return desert;
    case World::city:
      return city;
    case World::snow:
      return snow;
    case World::space:
      return space;
    case World::interior:
      return interior;
    case World::countryside:
      return countryside;
    case World::abstract:
      return abstract;
  }
  return abstract;
}

Lines of(TimeOfDay t) {
  switch (t) {
    case TimeOfDay::night:
      return night;
    case TimeOfDay::dawn:
      return dawn;
    case TimeOfDay::day:
      return day;
    case TimeOfDay::dusk:
      return dusk;
  }
  return day;
}

Lines of(Weather w) {
  switch (w) {
    case Weather::clear:
      return clear;
    case Weather::cloudy:
      return clouds;
    case Weather::rain:
      return rain;
    case Weather::storm:
      return storm;
    case Weather::snow:
      return snowfall;
    case Weather::fog:
      return fog;
    case Weather::wind:
      return wind;
  }
  return clear;
}

Lines ending(Mood m) {
  switch (m) {
    case Mood::calm:
      return calm_end;
    case Mood::joyful:
      return joyful_end;
    case Mood::melancholic:
      return melancholic_end;
    case Mood::tense:
      return tense_end;
    case Mood::mysterious:
      return mysterious_end;
    case Mood::epic:
      return epic_end;
    case Mood::romantic:
      return romantic_end;
  }
  return calm_end;
}

int count_words(std::string_view text) { return static_cast<int>(std::ranges::count(text, ' ')) + 1; }

bool outdoors(const SceneSpec& s) {
  return s.world != World::space && s.world != World::abstract && s.world != World::interior;
}

bool travels(std::string_view kind) {
  static constexpr std::string_view kinds[] = {"boat",      "ship",     "car",        "bus",    "truck", "train",
                                               "bicycle",   "airplane", "helicopter", "rocket", "bird",  "eagle",
                                               "horse",     "balloon",  "person",     "camel",  "dog",   "deer",
                                               "astronaut", "whale",    "fish",       "dolphin"};
  return std::ranges::find(kinds, kind) != std::end(kinds);
}

bool plural(const std::string& noun) {
  static constexpr std::string_view irregular[] = {"people", "children", "men",    "women", "sheep",
                                                   "cattle", "geese",    "wolves", "mice",  "kids"};
  return (noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us")) ||
         std::ranges::find(irregular, noun) != std::end(irregular);
}

// The subject as a narrator says it, with its article; empty when its word cannot be said so ("she", "someone").
std::string spoken(const Subject& s) {
  if (!can_be_named(s)) return {};
  std::string noun = s.word;
  std::ranges::replace(noun, '_', ' ');
  // What the prompt did not name bears the name of its kind, which is singular.
  if (s.count > 1 && s.word == s.kind && !plural(noun) && noun != "fish" && noun != "deer") {
    if (noun.ends_with("ch") || noun.ends_with("x") || noun.ends_with("us"))
      noun += "es";
    else
      noun += 's';
  }
  return "the " + noun;
}

void add_subject_lines(const SceneSpec& scene, std::vector<std::string>& out) {
  if (scene.subjects.empty()) return;
  const Subject& s = scene.subjects[0];
  const std::string noun = spoken(s);
  if (noun.empty()) return;
  const bool several = s.count > 1 && (plural(noun.substr(4)) || noun == "the fish" || noun == "the deer");
  const Lines lines = several           ? Lines(several_subjects)
                      : travels(s.kind) ? Lines(moving_subject)
                                        : Lines(still_subject);
  for (const std::string_view line : lines) {
    std::string text(line);
    text.replace(text.find("{}"), 2, noun);
    out.push_back(text);
  }
}

}  // namespace

bool can_be_named(const Subject& s) {
  static constexpr std::string_view never[] = {
      "",       "she",           "someone",   "somebody",  "who",          "camping",     "cycling",
      "flight", "nightlife",     "birdsong",  "halloween", "horseback",    "candlelight", "candlelit",
      "ai",     "ancient egypt", "rush hour", "hike",      "balloon ride", "valentine"};
  return std::ranges::find(never, std::string_view(s.word)) == std::end(never);
}

std::string narrator_line(const SceneSpec& scene, Moment moment, int words, std::uint64_t seed,
                          std::set<std::string>& said) {
  std::vector<std::vector<std::string>> groups;
  const auto group = [&](Lines lines) { groups.emplace_back(lines.begin(), lines.end()); };
  if (moment == Moment::closing) group(ending(scene.mood));
  if (moment == Moment::opening && outdoors(scene)) group(of(scene.time));
  if (moment == Moment::middle) {
    std::vector<std::string> subject;
    add_subject_lines(scene, subject);
    if (outdoors(scene) && scene.weather != Weather::clear && scene.weather != Weather::cloudy)
      group(of(scene.weather));
    groups.push_back(subject);
  }
  group(of(scene.world));
  if (outdoors(scene)) group(of(scene.time));
  if (outdoors(scene)) group(of(scene.weather));

  // The first group has precedence at the start and the end; in between they take turns.
  const std::size_t first = moment == Moment::middle ? seed % groups.size() : 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto& lines = groups[(first + g) % groups.size()];
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string& line = lines[(i + seed / 7) % lines.size()];
      if (count_words(line) <= words && !said.contains(line)) {
        said.insert(line);
        return line;
      }
    }
  }
  return {};
}

}  // namespace storyteller
