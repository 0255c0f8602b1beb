// Words whose meaning hangs on their neighbours: "the sun rose", "a red rose"; "river bank", "bank"; "in the fall",
// "falls".
#include "plugins/engines/storyteller/prompt/lexicon.hpp"
#include "plugins/engines/storyteller/prompt/text.hpp"

#include <algorithm>

namespace storyteller {
namespace {

bool any_of(std::string_view w, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, w) != list.end();
}

}  // namespace

std::optional<std::string> sense_of(std::span<const Token> tokens, std::size_t i) {
  const std::string none;
  const auto word = [&](std::size_t k) -> const std::string& { return k < tokens.size() ? tokens[k].word : none; };
  const auto before = [&](std::size_t k, std::size_t back = 1) -> const std::string& {
    return k >= back ? word(k - back) : none;
  };
  const auto mentions = [&](std::initializer_list<std::string_view> list) {
    return std::ranges::any_of(tokens, [&](const Token& t) { return any_of(t.word, list); });
  };
  const std::string &w = word(i), &p = before(i), &n = word(i + 1);
  if (w == "fall" || w == "autumn") {
    if (w == "autumn" ||
        any_of(n, {"leaves", "foliage", "forest", "colors", "colours", "trees", "day", "morning", "afternoon", "season",
                   "evening"}) ||
        any_of(p, {"late", "early", "this"}) ||
        (p == "the" && before(i, 2) == "in" && (n.empty() || tokens[i + 1].breaks)) ||
        (p == "in" && !any_of(n, {"love"}) && n != "to"))
      return "@autumn";
  }
  if (w == "spring" &&
      (p != "a" || any_of(n, {"morning", "day", "meadow", "garden", "evening", "afternoon", "forest", "field"})) &&
      p != "hot" && p != "water")
    return "@spring";
  if (w == "spring") return "@unknown";
  if (w == "rose") {  // the flower, or what the sun did
    if (p == "sun") return "rising sun";
    const bool named =
        any_of(p, {"a", "the", "one", "red", "white", "pink", "yellow", "black", "single", "wilted", "dried"});
    if (any_of(p, {"moon", "he", "she", "it", "they", "smoke", "mist", "we", "balloon", "tide", "water", "fog"}))
      return "walking";
    if (!named && any_of(n, {"over", "above", "up", "from", "slowly", "high", "into", "to"})) return "walking";
    return "roses";
  }
  if (w == "crane" || w == "cranes") {
    if (any_of(n, {"shot", "up", "down", "move"})) return std::nullopt;
    return mentions({"construction", "site", "port", "dock", "harbour", "harbor", "building", "skyline", "skyscraper",
                     "cargo", "tower"})
               ? "@unknown"
               : "heron";
  }
  if (w == "bank" && (mentions({"river", "stream", "lake", "canal"}))) return "walking";
  if (w == "still" && any_of(n, {"water", "lake", "morning", "night", "air", "pond"})) return "calm";
  if (w == "still" && (p == "the" || p == "a") && n != "life" &&
      !any_of(n, {"image", "photo", "picture", "photograph", "frame"}))
    return "static";
  if (w == "duck") return any_of(p, {"to", "they", "we", "and"}) ? "walking" : "ducks";
  if (w == "light" && any_of(n, {"house"})) return std::nullopt;
  if (w == "train" && any_of(p, {"to", "they", "we"})) return "walking";
  if (w == "plane" && any_of(p, {"inclined", "astral"})) return "@unknown";
  if (w == "star" && any_of(p, {"film", "movie", "rock", "pop"})) return "person";
  if (w == "star" && any_of(p, {"a", "one", "bright", "lone", "golden", "yellow"}) && n != "ship") return "single star";
  if (w == "close" && n == "to") return std::nullopt;
  if (w == "heart" && (p == "the" || n == "of") && n == "of") return "walking";  // "in the heart of the city"
  if (w == "fire" && any_of(n, {"engine", "truck"})) return std::nullopt;
  if (w == "time" && n == "lapse") return std::nullopt;
  if (w == "past" && any_of(p, {"the"})) return "nostalgic";
  if (w == "reveal" && p == "to") return "pull back";
  if (w == "alone" && p == "stands") return "lonely";
  if (w == "present" && p == "the") return "walking";
  if (w == "ink" && n == "black") return "walking";
  if (w == "orange" && any_of(p, {"an", "the"}) && (n.empty() || i + 1 == tokens.size() || tokens[i + 1].breaks))
    return "apple";
  if (w == "bear" && any_of(p, {"to", "cannot", "not"})) return "walking";
  if (w == "ring" || w == "match" || w == "date") return std::nullopt;
  if (w == "pilot" || w == "driver") return "person";
  if (w == "drone" && any_of(p, {"a", "the"}) && !any_of(n, {"shot", "view", "footage"})) return "drone view";
  if (w == "table" && p == "turn") return "@unknown";
  if (w == "pan" && any_of(p, {"frying", "sauce"})) return "@unknown";
  if (w == "pool" && p == "swimming") return "still water";
  if (w == "plant" && p == "power") return "@unknown";
  return std::nullopt;
}

}  // namespace storyteller
