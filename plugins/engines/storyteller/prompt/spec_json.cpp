// SceneSpec <-> JSON. Keys are written in alphabetical order, so equal specs give equal text.
#include "plugins/engines/storyteller/prompt/lexicon.hpp"
#include "plugins/engines/storyteller/prompt/parse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace storyteller {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestJson = 1 << 20, kMostItems = 4096, kLongestText = 4096;

std::string hex(Colour c) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02X%02X%02X", c.r, c.g, c.b);
  return text;
}

// Floats are written as their shortest decimal, not as the double nearest to them.
double neat(float v) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", static_cast<double>(v));
  return std::strtod(text, nullptr);
}

// Reads the members of one object; anything missing, mistyped, out of range or left over makes it bad.
struct Reader {
  const Json& j;
  bool good;
  std::size_t taken = 0;
  explicit Reader(const Json& json) : j(json), good(json.is_object()) {}

  const Json* member(const char* key) {
    if (!good) return nullptr;
    const auto it = j.find(key);
    if (it == j.end()) return good = false, nullptr;
    ++taken;
    return &*it;
  }
  void text(const char* key, std::string& out) {
    const Json* m = member(key);
    if (!m) return;
    if (!m->is_string() || m->get_ref<const std::string&>().size() > kLongestText)
      good = false;
    else
      out = m->get<std::string>();
  }
  void texts(const char* key, std::vector<std::string>& out) {
    const Json* m = member(key);
    if (!m) return;
    if (!m->is_array() || m->size() > kMostItems) return void(good = false);
    for (const Json& item : *m) {
      if (!item.is_string() || item.get_ref<const std::string&>().size() > kLongestText) return void(good = false);
      out.push_back(item.get<std::string>());
    }
  }
  void real(const char* key, float& out, float lo, float hi) {
    const Json* m = member(key);
    if (!m) return;
    if (!m->is_number()) return void(good = false);
    const double v = m->get<double>();
    if (!(v >= lo && v <= hi))
      good = false;
    else
      out = static_cast<float>(v);
  }
  void flag(const char* key, bool& out) {
    const Json* m = member(key);
    if (!m) return;
    if (!m->is_boolean())
      good = false;
    else
      out = m->get<bool>();
  }
  template <class E>
  void name(const char* key, const std::vector<std::string_view>& names, E& out) {
    std::string value;
    text(key, value);
    const auto it = std::ranges::find(names, value);
    if (it == names.end())
      good = false;
    else
      out = static_cast<E>(it - names.begin());
  }
  static bool colour(const Json& m, Colour& out) {
    if (!m.is_string()) return false;
    const std::string& s = m.get_ref<const std::string&>();
    if (s.size() != 7 || s[0] != '#' || s.find_first_not_of("0123456789ABCDEFabcdef", 1) != s.npos) return false;
    const unsigned long v = std::strtoul(s.c_str() + 1, nullptr, 16);
    out = {static_cast<std::uint8_t>(v >> 16), static_cast<std::uint8_t>(v >> 8), static_cast<std::uint8_t>(v)};
    return true;
  }
  bool done() const { return good && taken == j.size(); }
};

}  // namespace

std::string to_json(const SceneSpec& s) {
  const auto name = [](const std::vector<std::string_view>& names, auto value) {
    return std::string(names[static_cast<std::size_t>(value)]);
  };
  Json subjects = Json::array(), palette = Json::array();
  for (const Subject& x : s.subjects) {
    Json item{{"kind", x.kind}, {"word", x.word}, {"count", x.count}, {"size", neat(x.size)}};
    if (x.tinted) item["tint"] = hex(x.tint);
    if (x.action != Action::usual) item["action"] = name(kActionNames, x.action);
    if (x.relation != Relation::none) item["relation"] = name(kRelationNames, x.relation), item["by"] = x.by;
    subjects.push_back(std::move(item));
  }
  for (const Colour& c : s.palette) palette.push_back(hex(c));
  const Json j{
      {"world", name(kWorldNames, s.world)},
      {"time", name(kTimeNames, s.time)},
      {"weather", name(kWeatherNames, s.weather)},
      {"mood", name(kMoodNames, s.mood)},
      {"style", name(kStyleNames, s.style)},
      {"camera",
       {{"move", name(kMoveNames, s.camera.move)}, {"speed", neat(s.camera.speed)}, {"lens", neat(s.camera.lens)}}},
      {"palette", palette},
      {"palette_asked", s.palette_asked},
      {"motion", neat(s.motion)},
      {"subjects", subjects},
      {"sights", s.sights},
      {"negative", s.negative},
      {"unmapped", s.unmapped},
      {"likened", s.likened},
      {"text", s.text},
      {"seed", s.seed}};
  return j.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool from_json(std::string_view text, SceneSpec& out) {
  // Depth first: the reader of the library recurses over nested values when it frees them.
  if (text.size() > kLongestJson) return false;
  bool deep = false;
  const Json j = Json::parse(
      text.begin(), text.end(), [&](int depth, Json::parse_event_t, Json&) { return deep |= depth > 8, depth <= 8; },
      false);
  if (j.is_discarded() || deep) return false;
  SceneSpec s;
  Reader r(j);
  r.name("world", kWorldNames, s.world);
  r.name("time", kTimeNames, s.time);
  r.name("weather", kWeatherNames, s.weather);
  r.name("mood", kMoodNames, s.mood);
  r.name("style", kStyleNames, s.style);
  if (const Json* c = r.member("camera")) {
    Reader camera(*c);
    camera.name("move", kMoveNames, s.camera.move);
    camera.real("speed", s.camera.speed, 0.05f, 10);
    camera.real("lens", s.camera.lens, 0.1f, 10);
    r.good = r.good && camera.done();
  }
  if (const Json* p = r.member("palette")) {
    r.good = r.good && p->is_array() && p->size() == s.palette.size();
    for (std::size_t i = 0; r.good && i < s.palette.size(); ++i) r.good = Reader::colour((*p)[i], s.palette[i]);
  }
  r.flag("palette_asked", s.palette_asked);
  r.real("motion", s.motion, 0, 10);
  if (const Json* list = r.member("subjects")) {
    r.good = r.good && list->is_array() && list->size() <= kMostItems;
    for (std::size_t i = 0; r.good && i < list->size(); ++i) {
      Subject x;
      Reader item((*list)[i]);
      item.text("kind", x.kind);
      item.text("word", x.word);
      float count = 1;
      item.real("count", count, 1, 1000);
      x.count = static_cast<int>(count);
      item.real("size", x.size, 0.05f, 20);
      if (item.good && (*list)[i].contains("tint")) {
        const Json* tint = item.member("tint");
        x.tinted = true;
        item.good = Reader::colour(*tint, x.tint);
      }
      if (item.good && (*list)[i].contains("action")) item.name("action", kActionNames, x.action);
      if (item.good && (*list)[i].contains("relation"))
        item.name("relation", kRelationNames, x.relation), item.text("by", x.by);
      r.good = r.good && item.done() && count == static_cast<float>(x.count);
      s.subjects.push_back(std::move(x));
    }
  }
  if (j.is_object() && j.contains("sights")) r.texts("sights", s.sights);
  r.texts("negative", s.negative);
  r.texts("unmapped", s.unmapped);
  if (j.is_object() && j.contains("likened")) r.texts("likened", s.likened);
  r.text("text", s.text);
  if (const Json* seed = r.member("seed")) {
    if (!seed->is_number_unsigned())
      r.good = false;
    else
      s.seed = seed->get<std::uint64_t>();
  }
  if (!r.done()) return false;
  out = std::move(s);
  return true;
}

}  // namespace storyteller
