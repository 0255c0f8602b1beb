// Verbs that move a thing through the picture, and prepositions that put one thing by another.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"
#include "plugins/engines/storyteller/prompt/text.hpp"

#include <algorithm>

namespace storyteller {
namespace {

constexpr std::string_view kPass[] = {
    "pass", "fly",   "drive", "cross", "run",    "sail",   "walk",   "ride",   "gallop",   "swim",   "cruise",
    "soar", "glide", "race",  "speed", "travel", "march",  "jog",    "trot",   "stroll",   "wander", "roam",
    "rush", "hurry", "crawl", "chase", "row",    "paddle", "drift",  "roll",   "zoom",     "dash",   "sprint",
    "hike", "ski",   "skate", "surf",  "depart", "leave",  "arrive", "return", "traverse", "migrate"};
constexpr std::string_view kRise[] = {"rise", "climb", "ascend", "launch", "lift", "blast"};
constexpr std::string_view kFall[] = {"fall", "descend", "sink", "land", "drop", "plunge", "dive"};
constexpr std::string_view kRest[] = {"sit",   "stand", "lie",   "sleep", "rest",   "wait", "park",
                                      "hover", "perch", "graze", "lean",  "anchor", "moor", "seat"};
constexpr std::pair<std::string_view, Action> kOdd[] = {
    {"flew", Action::pass},     {"flown", Action::pass},   {"drove", Action::pass},   {"ran", Action::pass},
    {"rode", Action::pass},     {"swam", Action::pass},    {"left", Action::usual},   {"rose", Action::rise},
    {"fell", Action::fall},     {"sank", Action::fall},    {"sat", Action::rest},     {"stood", Action::rest},
    {"lay", Action::rest},      {"lying", Action::rest},   {"slept", Action::rest},   {"asleep", Action::rest},
    {"sped", Action::pass},     {"parked", Action::rest},  {"liftoff", Action::rise}, {"hovers", Action::rest},
    {"flies", Action::pass},    {"passes", Action::pass},  {"crosses", Action::pass}, {"rushes", Action::pass},
    {"dashes", Action::pass},   {"marches", Action::pass}, {"hurries", Action::pass}, {"perches", Action::rest},
    {"launches", Action::rise}, {"races", Action::pass},   {"dived", Action::fall},   {"skiing", Action::pass}};

template <std::size_t N>
bool among(std::string_view w, const std::string_view (&list)[N]) {
  return std::ranges::find(list, w) != std::end(list);
}

Action of_base(std::string_view w) {
  return among(w, kPass)   ? Action::pass
         : among(w, kRise) ? Action::rise
         : among(w, kFall) ? Action::fall
         : among(w, kRest) ? Action::rest
                           : Action::usual;
}

}  // namespace

Action action_of(std::string_view word) {
  for (const auto& [odd, action] : kOdd)
    if (word == odd) return action;
  if (const Action a = of_base(word); a != Action::usual) return a;
  for (const std::string& base : verb_bases(std::string(word)))
    if (const Action a = of_base(base); a != Action::usual) return a;
  return Action::usual;
}

Relation relation_of(std::string_view word) {
  for (const std::string_view w : {"on", "upon", "atop"})
    if (word == w) return Relation::on;
  for (const std::string_view w : {"under", "beneath", "underneath", "below"})
    if (word == w) return Relation::under;
  for (const std::string_view w : {"in", "inside", "aboard"})
    if (word == w) return Relation::in;
  for (const std::string_view w : {"beside", "near", "alongside", "by", "next", "against"})
    if (word == w) return Relation::beside;
  return Relation::none;
}

}  // namespace storyteller
