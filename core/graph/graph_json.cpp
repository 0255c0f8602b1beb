// The graph as JSON and back. Reading keeps a path, so that an error names the place.
#include "core/graph/graph.hpp"
#include "core/project/json_tree.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <exception>

namespace rushes {

namespace {

using Json = nlohmann::ordered_json;

// ---- writing: what has its default value is left out
// ------------------------------------------------------------------

Json json_of(const Value& v) {
  if (v.n == 0) return v.text;
  if (v.n == 1) return v.v[0];
  Json list = Json::array();
  for (int i = 0; i < v.n; ++i) list.push_back(v.v[i]);
  return list;
}

constexpr const char* interpolations[] = {"hold", "linear", "bezier"};

Json json_of(const Params& params) {
  Json out = Json::object();
  for (const auto& [id, p] : params) {
    if (p.keys.empty()) {
      out[id] = json_of(p.value);
      continue;
    }
    Json keys = Json::array();
    for (const Keyframe& k : p.keys) {
      Json key{
          {"at", k.at.ticks}, {"value", json_of(k.value)}, {"to_next", interpolations[static_cast<int>(k.to_next)]}};
      if (k.to_next == Interpolation::bezier) key["bezier"] = k.bezier;
      keys.push_back(std::move(key));
    }
    out[id] = Json{{"keys", std::move(keys)}};
  }
  return out;
}

Json json_of(const TimeMap& t) {
  if (t.keys.empty()) return Json{{"start", t.start.ticks}, {"speed", Json{t.speed.num, t.speed.den}}};
  Json keys = Json::array();
  for (const TimeKey& k : t.keys) {
    Json key{{"at", k.at.ticks}, {"source", k.source.ticks}};
    if (k.to_next != Interpolation::linear) key["to_next"] = interpolations[static_cast<int>(k.to_next)];
    if (k.to_next == Interpolation::bezier) key["bezier"] = k.bezier;
    keys.push_back(std::move(key));
  }
  return Json{{"keys", std::move(keys)}};
}

Json json_of(const Edge& e) { return Json{{"node", e.node}, {"offset", e.offset}}; }

Json json_of(const Node& n) {
  Json out{{"kind", std::string(to_string(n.kind))}};
  if (!n.label.empty()) out["label"] = n.label;
  if (n.media >= 0) out["media"] = n.media;
  if (n.time != TimeMap{} || n.kind == NodeKind::source) out["time"] = json_of(n.time);
  if (n.clear) out["clear"] = true;
  if (!n.plugin.empty()) out["plugin"] = n.plugin;
  if (!n.params.empty()) out["params"] = json_of(n.params);
  if (!n.inputs.empty()) {
    Json inputs = Json::array();
    for (const Edge& e : n.inputs) inputs.push_back(json_of(e));
    out["inputs"] = std::move(inputs);
  }
  if (!n.parts.empty()) out["parts"] = n.parts;
  if (n.length) out["length"] = n.length;
  if (!n.message.empty()) out["message"] = n.message;
  return out;
}

Json json_of(const Media& m) {
  Json out{{"uri", m.uri}};
  if (!m.name.empty()) out["name"] = m.name;
  if (!m.hash.empty()) out["hash"] = m.hash;
  return out;
}

Json json_of(const std::vector<AudioEffect>& effects) {
  Json list = Json::array();
  for (const AudioEffect& e : effects) {
    Json out{{"plugin", e.plugin}};
    if (!e.label.empty()) out["label"] = e.label;
    if (!e.params.empty()) out["params"] = json_of(e.params);
    if (!e.side.empty()) out["side"] = e.side;
    if (!e.error.empty()) out["error"] = e.error;
    list.push_back(std::move(out));
  }
  return list;
}

Json json_of(const AudioClip& c) {
  Json out = Json::object();
  if (!c.label.empty()) out["label"] = c.label;
  if (c.media >= 0) out["media"] = c.media;
  if (c.inner >= 0) out["inner"] = c.inner;
  out["start"] = c.start;
  out["length"] = c.length;
  if (c.lead) out["lead"] = c.lead;
  if (c.trail) out["trail"] = c.trail;
  if (c.fade_in) out["fade_in"] = c.fade_in;
  if (c.fade_out) out["fade_out"] = c.fade_out;
  out["time"] = json_of(c.time);
  if (!c.effects.empty()) out["effects"] = json_of(c.effects);
  if (!c.error.empty()) out["error"] = c.error;
  return out;
}

Json json_of(const AudioProgram& a) {
  Json tracks = Json::array();
  for (const AudioTrack& t : a.tracks) {
    Json clips = Json::array();
    for (const AudioClip& c : t.clips) clips.push_back(json_of(c));
    Json out = Json::object();
    if (!t.label.empty()) out["label"] = t.label;
    if (!t.audible) out["audible"] = false;
    out["clips"] = std::move(clips);
    if (!t.effects.empty()) out["effects"] = json_of(t.effects);
    tracks.push_back(std::move(out));
  }
  Json out{{"length", a.length}, {"tracks", std::move(tracks)}};
  if (!a.master.empty()) out["master"] = json_of(a.master);
  return out;
}

// ---- reading
// ----------------------------------------------------------------------------------------------------------

// Finds names in a tree: an object with a million of them takes no longer than it should.
using Read = nlohmann::json;

struct Refused {
  std::string message;
};

// A value and where it stands.
class At {
 public:
  At(const Read& json, std::string place) : json_(json), place_(std::move(place)) {}

  [[noreturn]] void refuse(const std::string& what) const {
    throw Refused{(place_.empty() ? "graph" : place_) + ": " + what};
  }
  const Read& json() const { return json_; }

  void object() const {
    if (!json_.is_object()) refuse("must be an object");
  }
  bool has(const char* name) const { return json_.contains(name); }
  At operator[](const char* name) const {
    object();
    const auto it = json_.find(name);
    if (it == json_.end()) refuse(std::string("\"") + name + "\" is missing");
    return {*it, place_.empty() ? name : place_ + "." + name};
  }
  template <class Body>
  void each(const Body& body) const {
    if (!json_.is_array()) refuse("must be a list");
    if (json_.size() > 1'000'000) refuse("has more than 1,000,000 entries");
    for (std::size_t i = 0; i < json_.size(); ++i) body(At(json_[i], place_ + "[" + std::to_string(i) + "]"));
  }
  template <class Body>
  void members(const Body& body) const {
    object();
    for (const auto& [name, value] : json_.items()) body(name, At(value, place_ + "." + name));
  }

  std::int64_t integer() const {
    if (json_.is_number_unsigned() && json_.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
      refuse("is too large");
    if (!json_.is_number_integer()) refuse("must be a whole number");
    return json_.get<std::int64_t>();
  }
  int small() const {
    const std::int64_t n = integer();
    if (n < INT32_MIN || n > INT32_MAX) refuse("is out of range");
    return static_cast<int>(n);
  }
  double number() const {
    if (!json_.is_number()) refuse("must be a number");
    const double d = json_.get<double>();
    if (!std::isfinite(d)) refuse("must be finite");
    return d;
  }
  bool flag() const {
    if (!json_.is_boolean()) refuse("must be true or false");
    return json_.get<bool>();
  }
  std::string text() const {
    if (!json_.is_string()) refuse("must be a text");
    return json_.get<std::string>();
  }

  std::int64_t integer(const char* name, std::int64_t otherwise) const {
    return has(name) ? (*this)[name].integer() : otherwise;
  }
  int small(const char* name, int otherwise) const { return has(name) ? (*this)[name].small() : otherwise; }
  bool flag(const char* name, bool otherwise) const { return has(name) ? (*this)[name].flag() : otherwise; }
  std::string text(const char* name) const { return has(name) ? (*this)[name].text() : std::string(); }

 private:
  const Read& json_;
  std::string place_;
};

Value read_value(const At& at) {
  Value v;
  if (at.json().is_string()) {
    v.n = 0;
    v.text = at.text();
  } else if (at.json().is_boolean()) {
    v.v[0] = at.flag();
  } else if (at.json().is_array()) {
    v.n = 0;
    at.each([&](const At& one) {
      if (v.n == 4) at.refuse("has more than four numbers");
      v.v[v.n++] = one.number();
    });
    if (v.n == 0) at.refuse("must not be empty");
  } else {
    v.v[0] = at.number();
  }
  return v;
}

// How a curve goes on from a key: of a parameter or of time.
template <class Key>
void read_curve(const At& at, Key& k) {
  if (at.has("to_next")) {
    const std::string name = at["to_next"].text();
    int i = 0;
    while (i < 3 && name != interpolations[i]) ++i;
    if (i == 3) at["to_next"].refuse("must be hold, linear or bezier");
    k.to_next = static_cast<Interpolation>(i);
  }
  if (at.has("bezier")) {
    std::size_t i = 0;
    at["bezier"].each([&](const At& one) {
      if (i == 4) at["bezier"].refuse("must be four numbers");
      k.bezier[i++] = one.number();
    });
    if (i != 4) at["bezier"].refuse("must be four numbers");
  }
}

Keyframe read_key(const At& at) {
  Keyframe k;
  k.at.ticks = at["at"].integer();
  k.value = read_value(at["value"]);
  read_curve(at, k);
  return k;
}

TimeKey read_time_key(const At& at) {
  TimeKey k;
  k.at.ticks = at["at"].integer();
  k.source.ticks = at["source"].integer();
  read_curve(at, k);
  return k;
}

Params read_params(const At& at) {
  Params params;
  if (!at.has("params")) return params;
  at["params"].members([&](const std::string& id, const At& p) {
    Param& out = params[id];
    if (!p.json().is_object()) {
      out.value = read_value(p);
      return;
    }
    p["keys"].each([&](const At& k) {
      out.keys.push_back(read_key(k));
      if (out.keys.size() > 1 && out.keys.back().at <= out.keys[out.keys.size() - 2].at)
        k.refuse("keys must be in order of time");
    });
    if (out.keys.empty()) p["keys"].refuse("must not be empty");
  });
  return params;
}

Speed read_speed(const At& at) {
  std::int64_t part[2]{};
  std::size_t i = 0;
  at.each([&](const At& one) {
    if (i < 2) part[i] = one.integer();
    ++i;
  });
  if (i != 2) at.refuse("must be [numerator, denominator]");
  return {part[0], part[1]};
}

TimeMap read_time(const At& at) {
  TimeMap map;
  if (!at.has("time")) return map;
  const At t = at["time"];
  map.start.ticks = t.integer("start", 0);
  if (t.has("speed")) map.speed = read_speed(t["speed"]);
  if (t.has("keys")) t["keys"].each([&](const At& k) { map.keys.push_back(read_time_key(k)); });
  return map;
}

Edge read_edge(const At& at) { return {at["node"].small(), at.integer("offset", 0)}; }

Node read_node(const At& at) {
  Node n;
  const std::string kind = at["kind"].text();
  int i = 0;
  while (i <= static_cast<int>(NodeKind::error) && kind != to_string(static_cast<NodeKind>(i))) ++i;
  if (i > static_cast<int>(NodeKind::error)) at["kind"].refuse("there is no kind \"" + kind.substr(0, 40) + "\"");
  n.kind = static_cast<NodeKind>(i);
  n.label = at.text("label");
  n.media = at.small("media", -1);
  n.time = read_time(at);
  n.clear = at.flag("clear", false);
  n.plugin = at.text("plugin");
  n.params = read_params(at);
  if (at.has("inputs")) at["inputs"].each([&](const At& e) { n.inputs.push_back(read_edge(e)); });
  if (at.has("parts")) at["parts"].each([&](const At& p) { n.parts.push_back(p.integer()); });
  n.length = at.integer("length", 0);
  n.message = at.text("message");
  return n;
}

Media read_media(const At& at) { return {at["uri"].text(), at.text("name"), at.text("hash")}; }

std::vector<AudioEffect> read_effects(const At& at, const char* name) {
  std::vector<AudioEffect> list;
  if (!at.has(name)) return list;
  at[name].each([&](const At& e) {
    AudioEffect out{e["plugin"].text(), e.text("label"), read_params(e), {}, e.text("error")};
    if (e.has("side")) e["side"].each([&](const At& t) { out.side.push_back(t.small()); });
    list.push_back(std::move(out));
  });
  return list;
}

AudioClip read_clip(const At& at) {
  AudioClip c;
  c.label = at.text("label");
  c.media = at.small("media", -1);
  c.inner = at.small("inner", -1);
  c.start = at["start"].integer();
  c.length = at["length"].integer();
  c.lead = at.integer("lead", 0);
  c.trail = at.integer("trail", 0);
  c.fade_in = at.integer("fade_in", 0);
  c.fade_out = at.integer("fade_out", 0);
  c.time = read_time(at);
  c.effects = read_effects(at, "effects");
  c.error = at.text("error");
  return c;
}

AudioProgram read_program(const At& at) {
  AudioProgram program;
  program.length = at["length"].integer();
  at["tracks"].each([&](const At& t) {
    AudioTrack track{t.text("label"), t.flag("audible", true), {}, read_effects(t, "effects")};
    t["clips"].each([&](const At& c) { track.clips.push_back(read_clip(c)); });
    program.tracks.push_back(std::move(track));
  });
  program.master = read_effects(at, "master");
  return program;
}

Graph read_graph(const At& at) {
  Graph g;
  if (at["rushes_graph"].integer() != Graph::schema)
    at["rushes_graph"].refuse("only version " + std::to_string(Graph::schema) + " is known");
  const At canvas = at["canvas"];
  g.canvas.width = canvas["width"].small();
  g.canvas.height = canvas["height"].small();
  if (canvas.has("rate")) {
    const Speed rate = read_speed(canvas["rate"]);
    g.canvas.rate = {rate.num, rate.den};
  }
  g.canvas.bits = canvas.small("bits", 8);
  g.canvas.sample_rate = canvas.small("sample_rate", 48000);
  g.canvas.channels = canvas.small("channels", 2);
  g.length = at["length"].integer();
  if (at.has("media")) at["media"].each([&](const At& m) { g.media.push_back(read_media(m)); });
  if (at.has("resources"))
    at["resources"].members([&](const std::string& id, const At& m) { g.resources[id] = read_media(m); });
  at["nodes"].each([&](const At& n) { g.nodes.push_back(read_node(n)); });
  at["segments"].each([&](const At& s) {
    g.segments.push_back({s["first"].integer(), s["last"].integer(), read_edge(s["root"])});
  });
  if (at.has("audio")) g.audio = read_program(at["audio"]);
  if (at.has("inner_audio")) at["inner_audio"].each([&](const At& a) { g.inner_audio.push_back(read_program(a)); });
  return g;
}

}  // namespace

std::string to_json(const Graph& g) {
  Json canvas{{"width", g.canvas.width},
              {"height", g.canvas.height},
              {"rate", Json{g.canvas.rate.num, g.canvas.rate.den}},
              {"bits", g.canvas.bits},
              {"sample_rate", g.canvas.sample_rate},
              {"channels", g.canvas.channels}};
  Json media = Json::array(), resources = Json::object(), nodes = Json::array(), segments = Json::array();
  for (const Media& m : g.media) media.push_back(json_of(m));
  for (const auto& [id, m] : g.resources) resources[id] = json_of(m);
  for (const Node& n : g.nodes) nodes.push_back(json_of(n));
  for (const Segment& s : g.segments)
    segments.push_back(Json{{"first", s.first}, {"last", s.last}, {"root", json_of(s.root)}});
  Json out{{"rushes_graph", Graph::schema},
           {"canvas", std::move(canvas)},
           {"length", g.length},
           {"media", std::move(media)}};
  if (!resources.empty()) out["resources"] = std::move(resources);
  out["nodes"] = std::move(nodes);
  out["segments"] = std::move(segments);
  for (const AudioProgram& inner : g.inner_audio) out["inner_audio"].push_back(json_of(inner));
  out["audio"] = json_of(g.audio);
  return out.dump(2, ' ', false, Json::error_handler_t::replace);
}

Result<Graph> graph_from_json(std::string_view text) {
  // What is refused of any JSON, in the same words as for projects.
  if (auto ok = json::parse(text); !ok) return json::readable(std::move(ok).error());
  try {
    const Read document = Read::parse(text);
    Graph graph = read_graph(At(document, ""));
    if (auto ok = validate(graph); !ok) return json::readable(std::move(ok).error());
    return graph;
  } catch (const Refused& r) {
    return json::readable({Errc::invalid, r.message});
  } catch (const std::exception& x) {
    return json::readable({Errc::invalid, std::string("graph: ") + x.what()});
  }
}

}  // namespace rushes
