// What stands in a world when the prompt names nothing to put there.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"

#include <algorithm>

namespace storyteller {
namespace {

struct Choice {
  std::string_view kind;
  int count;
};
// Each row is one picture: its things go together.
using Row = std::vector<Choice>;

const std::vector<Row>& rows(const SceneSpec& s) {
  static const std::vector<Row> sea = {{{"boat", 1}, {"seagull", 3}},
                                       {{"lighthouse", 1}, {"boat", 1}},
                                       {{"lighthouse", 1}, {"seagull", 3}},
                                       {{"tallship", 1}, {"seagull", 2}},
                                       {{"boat", 2}}};
  static const std::vector<Row> storm = {{{"lighthouse", 1}}, {{"tallship", 1}}, {{"ship", 1}, {"lighthouse", 1}}};
  static const std::vector<Row> mountains = {{{"pine", 5}, {"eagle", 1}},
                                             {{"tent", 1}, {"pine", 4}},
                                             {{"house", 1}, {"pine", 5}},
                                             {{"deer", 1}, {"pine", 4}},
                                             {{"bird", 3}, {"pine", 4}}};
  static const std::vector<Row> forest = {{{"deer", 1}},
                                          {{"fox", 1}, {"mushroom", 3}},
                                          {{"owl", 1}},
                                          {{"rabbit", 1}, {"mushroom", 2}},
                                          {{"deer", 2}, {"bird", 2}}};
  static const std::vector<Row> desert = {{{"camel", 3}},
                                          {{"cactus", 3}},
                                          {{"camel", 1}, {"palm", 2}},
                                          {{"pyramid", 2}, {"camel", 1}},
                                          {{"cactus", 2}, {"eagle", 1}}};
  static const std::vector<Row> city = {{{"street_lamp", 3}, {"car", 1}},
                                        {{"bus", 1}, {"street_lamp", 2}},
                                        {{"person", 1}, {"street_lamp", 2}},
                                        {{"car", 2}},
                                        {{"bicycle", 1}, {"street_lamp", 2}}};
  static const std::vector<Row> snow = {{{"pine", 5}, {"deer", 1}},
                                        {{"house", 1}, {"pine", 4}},
                                        {{"snowman", 1}, {"pine", 3}},
                                        {{"wolf", 1}, {"pine", 3}},
                                        {{"fox", 1}, {"pine", 3}}};
  static const std::vector<Row> space = {{{"planet", 1}, {"astronaut", 1}},
                                         {{"rocket", 1}, {"planet", 1}},
                                         {{"satellite", 1}},
                                         {{"astronaut", 1}},
                                         {{"planet", 1}, {"satellite", 1}}};
  static const std::vector<Row> interior = {{{"table", 1}, {"candle", 1}, {"book", 1}},
                                            {{"lamp", 1}, {"book", 1}},
                                            {{"cup", 1}, {"book", 1}},
                                            {{"piano", 1}},
                                            {{"cat", 1}, {"chair", 1}},
                                            {{"guitar", 1}, {"chair", 1}}};
  static const std::vector<Row> countryside = {{{"windmill", 1}, {"flower", 5}},
                                               {{"house", 1}, {"oak", 2}},
                                               {{"cow", 3}, {"oak", 1}},
                                               {{"oak", 1}, {"bird", 3}},
                                               {{"sheep", 4}},
                                               {{"barn", 1}, {"horse", 1}},
                                               {{"hot_air_balloon", 2}, {"oak", 1}}};
  static const std::vector<Row> abstract = {{}};
  static const std::vector<Row> under = {
      {{"fish", 5}, {"turtle", 1}}, {{"jellyfish", 4}}, {{"whale", 1}, {"fish", 4}}, {{"dolphin", 3}}};
  static const std::vector<Row> moonscape = {
      {{"astronaut", 1}, {"rocket", 1}}, {{"astronaut", 1}}, {{"rocket", 1}, {"satellite", 1}}};
  const auto sees = [&](std::string_view sight) { return std::ranges::find(s.sights, sight) != s.sights.end(); };
  if (s.world == World::sea && sees("underwater")) return under;
  if (s.world == World::space && sees("ground")) return moonscape;
  if (sees("winter") && (s.world == World::countryside || s.world == World::forest || s.world == World::mountains))
    return snow;
  switch (s.world) {
    case World::sea:
      return s.weather == Weather::storm ? storm : sea;
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
      break;
  }
  return abstract;
}

}  // namespace

bool is_negative(const SceneSpec& s, std::string_view word) {
  return std::ranges::find(s.negative, word) != s.negative.end();
}

void add_default_subjects(SceneSpec& s) {
  const auto& all = rows(s);
  // The first row, from the seed's on, that the prompt does not forbid altogether.
  for (std::size_t k = 0; k < all.size(); ++k) {
    for (const Choice& c : all[(s.seed + k) % all.size()]) {
      if (is_negative(s, c.kind)) continue;
      Subject subject;
      subject.kind = subject.word = c.kind;
      subject.count = c.count;
      s.subjects.push_back(std::move(subject));
    }
    if (!s.subjects.empty()) return;
  }
}

}  // namespace storyteller
