#include "plugins/engines/storyteller/prompt/parse.hpp"

#include "plugins/engines/storyteller/prompt/lexicon.hpp"
#include "plugins/engines/storyteller/prompt/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace storyteller {
namespace {

constexpr int kMostOfAKind = 12;
constexpr std::size_t kMostSubjects = 8, kMostUnmapped = 64, kLongestPhrase = 5, kLongestShown = 40;

bool any_of(std::string_view w, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, w) != list.end();
}

// Sums weights per value; the earliest mentioned wins a tie.
template <class E, std::size_t N>
struct Vote {
  std::array<float, N> weight{};
  std::array<int, N> first{};
  int mentions = 0;
  void add(int value, float w) {
    if (value < 0 || value >= static_cast<int>(N)) return;
    if (weight[value] == 0) first[value] = mentions;
    weight[value] += w;
    ++mentions;
  }
  std::optional<E> winner() const {
    int best = -1;
    for (int i = 0; i < static_cast<int>(N); ++i)
      if (weight[i] > 0 &&
          (best < 0 || weight[i] > weight[best] || (weight[i] == weight[best] && first[i] < first[best])))
        best = i;
    return best < 0 ? std::nullopt : std::optional(static_cast<E>(best));
  }
  void forbid(int value) { weight[value] = 0; }
};

Colour colour_of(int hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex)};
}

bool sees(const SceneSpec& s, std::string_view sight) { return std::ranges::find(s.sights, sight) != s.sights.end(); }

struct Reading {
  const WordNet* net;
  std::span<const Token> tokens;
  SceneSpec& spec;

  Reading(const WordNet* n, std::span<const Token> t, SceneSpec& s) : net(n), tokens(t), spec(s) {}

  Vote<World, 10> world;
  Vote<TimeOfDay, 4> time;
  Vote<Weather, 7> weather;
  Vote<Mood, 7> mood;
  Vote<Style, 5> style;
  Vote<CameraMove, 11> move;
  std::vector<Colour> palette;
  std::optional<float> pace;
  bool autumn = false, spring = false;

  // What adjectives have said of the noun to come.
  std::vector<Colour> colours;
  std::vector<Colour> twins;  // colours of further things of the noun to come
  float count = 0, size = 0;
  bool negating = false;
  std::size_t joined = 0;  // further tokens that try_ancestors() took
  int last_subject = -1;   // index in spec.subjects of the noun just read, for "a woman in a red dress"
  std::size_t last_subject_at = 0;
  Action pending = Action::usual;      // "passing" of the noun to come
  Relation relation = Relation::none;  // of the last subject to the noun to come

  const std::string& word(std::size_t i) const {
    static const std::string none;
    return i < tokens.size() ? tokens[i].word : none;
  }
  const std::string& before(std::size_t i, std::size_t k = 1) const { return word(i >= k ? i - k : tokens.size()); }
  void drop_adjectives() {
    palette.insert(palette.end(), colours.begin(), colours.end());
    colours.clear();
    twins.clear();
    count = size = 0;
    pending = Action::usual;
  }

  // True when only small words and adverbs stand between the last subject and token i.
  bool said_of_subject(std::size_t i) const {
    if (last_subject < 0) return false;
    for (std::size_t k = last_subject_at + 1; k < i; ++k) {
      const std::vector<Meaning>* m = look_up(word(k));
      if (!word(k).ends_with("ly") && !(m && m->front().slot == Slot::stop && relation_of(word(k)) == Relation::none))
        return false;
    }
    return true;
  }
  // Notes what a verb or a preposition says of the things around it; both are read on as any other word.
  void note_grammar(std::size_t i) {
    const std::string& w = word(i);
    if (const Action a = action_of(w); a != Action::usual && !negating) {
      Subject* last = last_subject < 0 ? nullptr : &spec.subjects[static_cast<std::size_t>(last_subject)];
      if (last && said_of_subject(i) && (last->action == Action::usual || last->action == Action::rest))
        last->action = a, acting_at = i;
      else if (w.ends_with("ing") || w == "parked")
        pending = a;
    }
    if (const Relation r = relation_of(w); r != Relation::none) {
      relation = r;
      return;
    }
    // "on a wooden table", "on top of the table": what comes between may be small words and adjectives only.
    const std::vector<Meaning>* m = look_up(w);
    if (m &&
        std::ranges::any_of(*m,
                            [](const Meaning& x) {
                              return x.slot == Slot::world || x.slot == Slot::weather || x.slot == Slot::time ||
                                     x.slot == Slot::part;
                            }) &&
        !std::ranges::any_of(*m, [](const Meaning& x) { return x.slot == Slot::subject; }))
      relation = Relation::none;
    if (any_of(w, {"and", "with", "then", "while", "it", "them", "him", "her"})) relation = Relation::none;
  }
  std::size_t acting_at = 0;

  void relate(int from, const Subject& to) {
    if (relation == Relation::none || from < 0) return;
    Subject& s = spec.subjects[static_cast<std::size_t>(from)];
    if (s.kind != to.kind && s.relation == Relation::none) s.relation = relation, s.by = to.kind;
    relation = Relation::none;
  }

  void negate(const Meaning& m) {
    const auto add = [&](std::string_view w) {
      if (!is_negative(spec, w)) spec.negative.emplace_back(w);
    };
    static const std::vector<std::vector<std::string_view>> kin = {{"person", "woman", "child", "couple"},
                                                                   {"bird", "eagle", "seagull"},
                                                                   {"oak", "pine", "palm"},
                                                                   {"boat", "rowboat", "ship", "tallship"},
                                                                   {"flower", "rose", "tulip", "sunflower"}};
    switch (m.slot) {
      case Slot::subject:
        add(m.key);
        for (const auto& k : kin)
          if (k.front() == m.key) std::ranges::for_each(k, add);
        break;
      case Slot::world:
        if (m.amount >= 1) add(kWorldNames[m.value]);
        break;
      case Slot::weather:
        if (m.value != 0) add(kWeatherNames[m.value]);
        break;
      default:
        break;
    }
  }

  void subject(const Meaning& m, const std::vector<Meaning>& all, bool plural, const std::string& said,
               std::size_t at) {
    Subject s;
    s.kind = m.key;
    s.word = said;
    float natural = 1, natural_size = 1;
    // "a football match" is five players and one ball: number and plural are those of the first thing a phrase names.
    const bool first = &m == &*std::ranges::find(all, Slot::subject, &Meaning::slot);
    if (!first) plural = false;
    for (const Meaning& other : all) {
      if (other.slot == Slot::count && first) natural = other.amount;
      if (other.slot == Slot::size) natural_size = other.amount;
      if (other.slot == Slot::colour) s.tinted = true, s.tint = colour_of(other.value);
    }
    const bool counted = count > 0;
    if (count == 1 && natural > 1) count = natural;  // "a crowd"
    s.count = static_cast<int>(counted && (count > 1 || !plural) ? count : plural ? std::max(natural, 3.f) : natural);
    s.count = std::clamp(s.count, 1, kMostOfAKind);
    s.size = size > 0 ? size : natural_size;
    s.action = std::exchange(pending, Action::usual);
    relate(last_subject, s);
    if (!colours.empty()) {
      s.tinted = true, s.tint = colours.back();
      colours.clear();
    }
    count = size = 0;
    for (const Colour c : std::exchange(twins, {})) {
      Subject twin = s;
      twin.tinted = true, twin.tint = c;
      if (spec.subjects.size() < kMostSubjects) spec.subjects.push_back(std::move(twin));
    }
    // The same thing named again is the same thing, unless it has another colour.
    for (std::size_t i = 0; i < spec.subjects.size(); ++i) {
      Subject& old = spec.subjects[i];
      if (old.kind != s.kind || (s.tinted && old.tinted && !(s.tint == old.tint))) continue;
      if (s.tinted && !old.tinted && counted) continue;
      if (s.tinted) old.tinted = true, old.tint = s.tint;
      if (s.action != Action::usual) old.action = s.action;
      old.count = std::max(old.count, s.count);
      last_subject = static_cast<int>(i), last_subject_at = at;
      return;
    }
    if (spec.subjects.size() >= kMostSubjects) return;
    spec.subjects.push_back(std::move(s));
    last_subject = static_cast<int>(spec.subjects.size()) - 1, last_subject_at = at;
  }

  void tint_last() {
    if (last_subject < 0 || colours.empty()) return;
    spec.subjects[last_subject].tinted = true;
    spec.subjects[last_subject].tint = colours.back();
    colours.clear();
  }

  // "a green field": the colour is the land's, and the sky above keeps the hour's.
  void tint_land(int value) {
    const auto w = static_cast<World>(value);
    if ((w == World::countryside || w == World::forest || w == World::mountains || w == World::sea) &&
        !sees(spec, "tinted_land"))
      spec.sights.push_back("tinted_land");
  }

  // `said` is the prompt's own phrase, which ends at token `at`.
  void apply(const std::vector<Meaning>& all, bool plural, const std::string& said, std::size_t from, std::size_t at) {
    if (negating) {
      for (const Meaning& m : all) negate(m);
      return;
    }
    const bool is_subject = std::ranges::any_of(all, [](const Meaning& m) { return m.slot == Slot::subject; });
    float bonus = 0;
    for (std::size_t k = 1; k <= 3 && k <= from; ++k)
      if (any_of(before(from, k), {"in", "on", "at", "over", "across", "through", "above", "inside", "under"}))
        bonus = 0.5f;
    for (const Meaning& m : all) switch (m.slot) {
        case Slot::subject:
          subject(m, all, plural, said, at);
          break;
        case Slot::world:
          world.add(m.value, m.amount + (m.amount >= 1 ? bonus : 0));
          break;
        case Slot::time:
          time.add(m.value, m.amount);
          break;
        case Slot::weather:
          weather.add(m.value, m.amount);
          break;
        case Slot::mood:
          mood.add(m.value, m.amount);
          break;
        case Slot::style:
          style.add(m.value, m.amount);
          break;
        case Slot::move:
          move.add(m.value, m.amount);
          break;
        case Slot::lens:
          spec.camera.lens = m.amount;
          break;
        case Slot::speed:
          pace = m.amount;
          break;
        case Slot::motion:
          spec.motion = m.amount;
          break;
        case Slot::colour:
          if (is_subject) break;
          colours.push_back(colour_of(m.value));
          if (any_of(before(from), {"is", "are", "was", "were"}) && last_subject >= 0) tint_last();
          break;
        case Slot::count:
          if (is_subject) break;
          count = m.amount;
          // "a red and a blue balloon": what was said so far is of a thing of its own.
          if (m.amount == 1 && !colours.empty() && before(from) == "and") twins = colours;
          break;
        case Slot::size:
          if (!is_subject) size = m.amount;
          break;
        case Slot::sight:
          if (!sees(spec, m.key)) spec.sights.push_back(m.key);
          break;
        case Slot::garment:
        case Slot::sail:
          tint_last();
          break;
        case Slot::part:
          colours.clear();
          break;
        case Slot::negate:
          negating = true;
          break;
        case Slot::used:
        case Slot::stop:
        case Slot::unknown:
          break;
      }
    if (all.front().slot == Slot::negate) return;
    // A preposition or a noun of another sort ends the adjectives before it.
    const Slot s = all.front().slot;
    if (s == Slot::stop &&
        !any_of(said, {"and", "or", "the", "very", "of", "her", "his", "its", "their", "is", "are", "was", "were"}))
      drop_adjectives();
    if (s == Slot::world && !colours.empty() && all.front().amount >= 1) tint_land(all.front().value);
    if (s == Slot::time && !colours.empty() && palette.empty() && !sees(spec, "tinted_sky"))
      spec.sights.push_back("tinted_sky");  // "a golden sunset"
    if (s == Slot::world || s == Slot::weather || s == Slot::time) drop_adjectives();
  }

  void report(std::vector<std::string>& list, const std::string& w) const {
    if (negating || list.size() >= kMostUnmapped) return;
    if (std::ranges::find(list, w) == list.end()) list.push_back(w);
  }
  void unmapped(const std::string& w) {
    report(spec.unmapped, w.size() <= kLongestShown ? w : w.substr(0, kLongestShown) + "...");
  }
  // What stands in for a word: "zebra (pictured as a horse)".
  void likened(const std::string& said, const std::vector<Meaning>& all) {
    std::string by;
    for (const Meaning& m : all) {
      if (m.slot == Slot::subject) by = m.key;
      if (m.slot == Slot::sight) by = m.key;
      if (m.slot == Slot::world && by.empty()) by = kWorldNames[static_cast<std::size_t>(m.value)];
    }
    if (by.empty() || by == said) return;
    std::ranges::replace(by, '_', ' ');
    const bool vowel = by.find_first_of("aeiou") == 0,
               bare = by == "mountains" || by == "snow" || by == "space" || by == "countryside";
    report(spec.likened, said + " (pictured as " + (bare ? "" : vowel ? "an " : "a ") + by + ")");
  }
  void report_fit(const std::string& said, const std::vector<Meaning>& all) {
    if (all.front().fit == Fit::near) likened(said, all);
    if (all.front().fit == Fit::unseen) unmapped(said);
  }

  bool try_phrase(std::size_t i, std::size_t n) {
    std::string phrase = tokens[i].word;
    for (std::size_t k = 1; k < n; ++k) {
      if (tokens[i + k].breaks) return false;
      phrase += ' ' + tokens[i + k].word;
    }
    const auto take = [&](const std::vector<Meaning>* m, bool plural) {
      if (!m) return false;
      if (m->front().slot == Slot::unknown)
        unmapped(phrase);
      else
        report_fit(phrase, *m), apply(*m, plural, phrase, i, i + n - 1);
      return true;
    };
    if (take(look_up(phrase), false)) return true;
    const std::string& last = tokens[i + n - 1].word;
    for (const std::string& one : singulars(last)) {
      const std::string key = phrase.substr(0, phrase.size() - last.size()) + one;
      const std::vector<Meaning>* m = look_up(key);
      // A plural is a noun: it is not taken for a word of grammar or number.
      if (m && m->front().slot != Slot::stop && m->front().slot != Slot::count && take(m, true)) return true;
    }
    return false;
  }

  bool verb_after_subject(std::size_t i) const {
    if (!net || last_subject < 0 || last_subject_at + 1 != i || tokens[i].breaks) return false;
    const std::string& w = word(i);
    return w.ends_with('s') && spec.subjects[last_subject].count == 1 && net->has_verb(w.substr(0, w.size() - 1));
  }

  bool try_ancestors(std::size_t i) {
    const std::string& w = tokens[i].word;
    if (!net || verb_after_subject(i)) return false;
    const auto take = [&](std::size_t n, const std::string& lemma, bool plural) {
      std::vector<Meaning> m = look_up_ancestors(*net, lemma);
      if (lemma.ends_with("woman")) m = *look_up("woman");
      // A name of a people before a noun is an adjective: "a Japanese garden".
      if (m.empty() || (m.front().key == "person" && tokens[i].capital && !tokens[i].breaks)) return false;
      std::string said = w;
      for (std::size_t k = 1; k < n; ++k) said += ' ' + tokens[i + k].word;
      // The ancestor's own number and colour are not the word's.
      std::vector<Meaning> kept;
      for (const Meaning& x : m)
        if (x.slot != Slot::count && x.slot != Slot::colour) kept.push_back(x);
      if (kept.empty()) return false;
      if (kept.front().key != lemma) likened(said, kept);
      apply(kept, plural, said, i, i + n - 1);
      return true;
    };
    if (i + 1 < tokens.size() && !tokens[i + 1].breaks && take(2, w + '_' + tokens[i + 1].word, false))
      return joined = 1, true;
    if (const std::string odd = net->irregular(w); !odd.empty() && take(1, odd, true)) return true;
    for (const std::string& one : singulars(w))
      if (take(1, one, true)) return true;
    return take(1, w, false);
  }

  void read() {
    for (std::size_t i = 0; i < tokens.size();) {
      const std::string& w = tokens[i].word;
      if (tokens[i].breaks) {
        drop_adjectives();
        negating = false, relation = Relation::none;
      }
      note_grammar(i);
      if (negating && (any_of(w, {"but", "with", "only", "in", "on", "under", "over", "at", "just", "while", "as"}) ||
                       (w == "and" && any_of(word(i + 1), {"a", "an", "the", "with", "one", "two"}))))
        negating = false;
      if (const auto other = sense_of(tokens, i)) {
        if (*other == "@autumn")
          autumn = true, mood.add(static_cast<int>(Mood::melancholic), 0.3f),
          world.add(static_cast<int>(World::countryside), 0.4f);
        else if (*other == "@spring")
          spring = true, mood.add(static_cast<int>(Mood::joyful), 0.4f),
          world.add(static_cast<int>(World::countryside), 0.5f);
        else if (*other == "@unknown")
          unmapped(w);
        else
          report_fit(w, *look_up(*other)), apply(*look_up(*other), false, w, i, i);
        ++i;
        continue;
      }
      std::size_t taken = 0;
      for (std::size_t n = std::min(kLongestPhrase, tokens.size() - i); n >= 1 && !taken; --n)
        if (!(n == 1 && verb_after_subject(i) && !look_up(w)) && try_phrase(i, n)) taken = n;
      if (!taken && w.find_first_not_of("0123456789") == w.npos) {
        if (w.size() < 4) count = std::min(static_cast<float>(std::atoi(w.c_str())), static_cast<float>(kMostOfAKind));
        taken = 1;
      }
      joined = 0;
      if (!taken && try_ancestors(i)) taken = 1 + joined;
      if (!taken) {
        for (const std::string& base : verb_bases(w)) {
          const std::vector<Meaning>* m = look_up(base);
          if (!m || (m->front().slot != Slot::used && m->front().slot != Slot::move)) continue;
          taken = 1, report_fit(w, *m);
          break;
        }
      }
      if (!taken) {
        if (w.size() > 1) unmapped(w);
        taken = 1;
      }
      for (std::size_t k = 1; k < taken; ++k) note_grammar(i + k);
      i += taken;
    }
    drop_adjectives();
  }
};

// Who drives something with a cabin is inside: the picture shows the vehicle, not somebody walking beside it.
void ride_along(SceneSpec& spec, std::span<const Token> tokens) {
  static constexpr std::array cabins{"tractor", "car", "truck", "bus", "train", "airplane", "helicopter"};
  static constexpr std::array people{"person", "woman", "child", "couple"};
  const auto among = [&](const auto& list, std::size_t i) {
    return i < spec.subjects.size() && std::ranges::find(list, spec.subjects[i].kind) != list.end();
  };
  const bool drives = std::ranges::any_of(tokens, [](const Token& t) {
    return any_of(t.word, {"drives", "driving", "drive", "drove", "steers", "steering", "pilots", "piloting"});
  });
  for (std::size_t i = 0; drives && i + 1 < spec.subjects.size(); ++i)
    if (among(people, i) && among(cabins, i + 1)) {
      spec.subjects.erase(spec.subjects.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
}

World world_of_place(const Reading& r, std::uint64_t seed) {
  const SceneSpec& s = r.spec;
  if (!s.subjects.empty()) return World::countryside;
  if (r.style.weight[static_cast<int>(Style::neon)] > 0 || r.style.weight[static_cast<int>(Style::noir)] > 0)
    return World::city;
  const auto time = r.time.winner();
  if (time == TimeOfDay::dusk || time == TimeOfDay::dawn) return seed % 3 ? World::sea : World::mountains;
  if (time == TimeOfDay::night) return World::mountains;
  const auto weather = r.weather.winner();
  if (weather == Weather::storm || weather == Weather::wind) return World::sea;
  if (weather == Weather::fog) return World::forest;
  if (weather == Weather::rain) return World::city;
  if (weather || time || r.autumn || r.spring) return World::countryside;
  return World::abstract;
}

std::uint64_t scramble(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

// A camera for prompts that do not ask for one, fitting the mood and different from seed to seed.
Camera usual_camera(Mood mood, std::uint64_t seed) {
  using M = CameraMove;
  static constexpr M calm[] = {M::push, M::pan_right, M::pan_left, M::push},
                     tense[] = {M::handheld, M::push, M::handheld, M::pan_left},
                     epic[] = {M::crane_up, M::pull, M::push, M::orbit},
                     sad[] = {M::pull, M::push, M::pan_left, M::pull};
  const auto& list = mood == Mood::tense ? tense : mood == Mood::epic ? epic : mood == Mood::melancholic ? sad : calm;
  return {list[(seed >> 17) % 4], 1, 1};
}

}  // namespace

SceneSpec parse_with(const WordNet* net, std::string_view prompt, std::string_view negative_prompt,
                     std::uint64_t user_seed) {
  SceneSpec spec;
  const Text text = read_text(prompt, true), unwanted = read_text(negative_prompt, false);
  spec.text = text.title;

  std::uint64_t hash = fnv1a("");
  for (const Token& t : text.tokens) hash = fnv1a(" ", fnv1a(t.word, hash));
  hash = fnv1a(text.title, fnv1a("\n", hash));
  for (const Token& t : unwanted.tokens) hash = fnv1a(" ", fnv1a(t.word, hash));
  spec.seed = scramble(hash ^ (user_seed ? scramble(user_seed + 0x9E3779B97F4A7C15u) : 0));

  Reading no(net, unwanted.tokens, spec);
  for (std::size_t i = 0; i < unwanted.tokens.size();) {
    std::size_t taken = 0;
    no.negating = true;
    for (std::size_t n = std::min(kLongestPhrase, unwanted.tokens.size() - i); n >= 1 && !taken; --n)
      if (no.try_phrase(i, n)) taken = n;
    if (!taken) no.try_ancestors(i), taken = 1;
    i += taken;
  }

  Reading r(net, text.tokens, spec);
  r.read();
  std::erase_if(spec.subjects, [&](const Subject& s) { return is_negative(spec, s.kind); });
  for (Subject& s : spec.subjects)
    if (s.relation != Relation::none && is_negative(spec, s.by)) s.relation = Relation::none, s.by.clear();
  for (std::size_t i = 0; i < kWorldNames.size(); ++i)
    if (is_negative(spec, kWorldNames[i]) && i != static_cast<std::size_t>(World::snow))
      r.world.forbid(static_cast<int>(i));
  for (std::size_t i = 0; i < kWeatherNames.size(); ++i)
    if (is_negative(spec, kWeatherNames[i])) r.weather.forbid(static_cast<int>(i));

  spec.weather = r.weather.winner().value_or(Weather::clear);
  const auto world = r.world.winner();
  const bool hinted =
      world && r.world.weight[static_cast<int>(*world)] < 1;  // no place was named, only things that suggest one
  spec.world = spec.weather == Weather::snow && (!world || hinted) ? World::snow
               : world                                             ? *world
                                                                   : world_of_place(r, spec.seed);
  // Tangible things stand in a place, whatever they feel like: "a lonely dog, a memory".
  if (spec.world == World::abstract && !spec.subjects.empty() &&
      r.world.weight[static_cast<int>(World::abstract)] < 1.5f) {
    r.world.forbid(static_cast<int>(World::abstract));
    spec.world = r.world.winner().value_or(World::countryside);
  }
  spec.time = r.time.winner().value_or(spec.world == World::space ? TimeOfDay::night : TimeOfDay::day);
  spec.style = r.style.winner().value_or(Style::natural);
  const bool grim = spec.weather == Weather::rain && !r.mood.winner();
  spec.mood = r.mood.winner().value_or(grim ? Mood::melancholic : Mood::calm);

  const float lens = spec.camera.lens;
  if (const auto move = r.move.winner()) {
    spec.camera.move = *move;
    if (r.pace) spec.camera.speed = *r.pace;
  } else {
    spec.camera = usual_camera(spec.mood, spec.seed);
    if (r.pace && spec.motion == 1) spec.motion = *r.pace < 1 ? 0.6f : 1.5f;
  }
  spec.camera.lens = lens;

  if (spec.weather == Weather::snow && spec.world == World::mountains && !sees(spec, "winter"))
    spec.sights.push_back("winter");
  if (r.autumn && !sees(spec, "leaves")) spec.sights.push_back("leaves");
  // A sight that fills the picture needs nothing beside it.
  const bool filled =
      std::ranges::any_of(std::array{"rainbow", "waterfall", "volcano", "waves", "fireworks", "tornado"},
                          [&](const char* sight) { return sees(spec, sight); });
  if (spec.subjects.empty() && !filled) {
    add_default_subjects(spec);
    if (r.autumn && (spec.world == World::countryside || spec.world == World::city) && !is_negative(spec, "oak")) {
      spec.subjects.clear();
      spec.subjects.push_back({"oak", "oak", false, {}, 3, 1});
      if (!is_negative(spec, "bench")) spec.subjects.push_back({"bench", "bench", false, {}, 1, 1});
    }
  }
  if (sees(spec, "winter"))
    for (Subject& s : spec.subjects)
      if (s.kind == "oak" && !s.tinted) s.kind = "bare_tree";
  ride_along(spec, text.tokens);
  // What only ever swims below the surface is seen there, unless something floats or stands beside it.
  static constexpr std::array<std::string_view, 6> swimmers{"fish", "jellyfish", "shark", "turtle", "whale", "dolphin"};
  const auto swims = [&](const Subject& s) { return std::ranges::find(swimmers, s.kind) != swimmers.end(); };
  if (spec.world == World::sea && !sees(spec, "underwater") && std::ranges::all_of(spec.subjects, swims) &&
      !spec.subjects.empty() && spec.subjects[0].kind != "whale" && spec.subjects[0].kind != "dolphin")
    spec.sights.push_back("underwater");
  if (r.autumn) {
    for (Subject& s : spec.subjects)
      if (s.kind == "oak" && !s.tinted) s.tinted = true, s.tint = {214, 116, 38};
    // A wood paints each of its trees in a colour of the season; elsewhere the season colours the whole.
    if (r.palette.empty() && spec.world != World::forest) r.palette = {{122, 58, 28}, {214, 116, 38}, {240, 190, 92}};
  }
  if (r.palette.size() > 5) r.palette.resize(5);
  spec.palette_asked = !r.palette.empty();
  spec.palette = make_palette(spec, r.palette);
  return spec;
}

SceneSpec parse_prompt(std::string_view prompt, std::string_view negative_prompt, std::uint64_t user_seed) {
  return parse_with(WordNet::installed(), prompt, negative_prompt, user_seed);
}

}  // namespace storyteller
