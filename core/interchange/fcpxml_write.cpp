// Project -> FCPXML 1.9. The lowest track of pictures is the spine; every other track is one connected storyline, so
// that the tracks come back as they were.
#include "core/interchange/captions.hpp"
#include "core/interchange/fcpxml.hpp"
#include "core/interchange/otio.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/tree.hpp"
#include "core/interchange/urls.hpp"
#include "core/interchange/xml.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

namespace rushes::interchange {

namespace {

using pugi::xml_node;

std::string printable(std::string text) {  // XML 1.0 has no words for most control characters
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t') c = ' ';
  return text;
}
void put(xml_node n, const char* name, const std::string& value) {
  n.append_attribute(name).set_value(printable(value).c_str());
}
void put(xml_node n, const char* name, Time value) { put(n, name, rational_seconds(value)); }
std::string number_text(double v) {
  char out[32];
  std::snprintf(out, sizeof out, "%.10g", v);
  return out;
}
std::string label(const std::string& kind, const std::string& name, const std::string& id) {
  return kind + " " + (name.empty() ? id : name);
}
std::string label(const Clip& c) { return label("clip", c.name, c.id); }
std::string label(const Track& t) { return label("track", t.name, t.id); }

bool is_captions(const Clip& c) {
  return c.source.kind == SourceKind::generator && c.source.id == "org.rushes.captions";
}
bool only_captions(const Track& t) {
  bool any = false;
  for (const Item& i : t.items)
    if (const auto* c = std::get_if<Clip>(&i)) {
      if (!is_captions(*c)) return false;
      any = true;
    }
  return any;
}

// What lies on the spine: the element, the stretch it covers, and which of its own times is its beginning.
struct Laid {
  xml_node node;
  TimeRange range;
  Time local;
};

class Writer {
 public:
  explicit Writer(const Project& project) : p_(project) {}

  Result<Written> run() {
    if (auto valid = validate(p_); !valid) return std::move(valid).error();
    xml_node declaration = document_.append_child(pugi::node_declaration);
    put(declaration, "version", "1.0"), put(declaration, "encoding", "UTF-8");
    document_.append_child(pugi::node_doctype).set_value("fcpxml");
    xml_node root = document_.append_child("fcpxml");
    put(root, "version", "1.9");
    resources_ = root.append_child("resources");
    for (const Timeline* t : timelines())
      for (const Track& track : t->tracks)
        for (const Item& item : track.items)
          if (const auto* c = std::get_if<Clip>(&item); c && track.kind == TrackKind::audio)
            if (const Asset* a = asset_of(*c)) heard_.insert(a->id);
    canvas_ = format(p_.canvas.width, p_.canvas.height, p_.canvas.rate);
    const std::string title = p_.title.empty() ? "Rushes" : p_.title;
    xml_node event = root.append_child("library").append_child("event");
    put(event, "name", title);
    xml_node project = event.append_child("project");
    put(project, "name", title);
    sequence(project, p_.timeline);
    if (!p_.timeline.master.empty()) note("timeline", "the effects on its sound cannot be said in FCPXML");
    struct Text : pugi::xml_writer {
      std::string all;
      void write(const void* data, std::size_t size) override { all.append(static_cast<const char*>(data), size); }
    } text;
    document_.save(text, "  ", pugi::format_indent, pugi::encoding_utf8);
    return Written{std::move(text.all), std::move(notices_)};
  }

 private:
  void note(std::string where, std::string what) {
    Notice n{std::move(where), std::move(what)};
    if (notices_.size() < 1000 && std::ranges::find(notices_, n) == notices_.end()) notices_.push_back(std::move(n));
  }
  std::vector<const Timeline*> timelines() const {
    std::vector<const Timeline*> all{&p_.timeline};
    for (const NestedTimeline& n : p_.timelines) all.push_back(&n.timeline);
    return all;
  }
  const Asset* asset_of(const Clip& c) const {
    if (c.source.kind == SourceKind::asset) return p_.find_asset(c.source.id);
    const Scene* scene = c.source.kind == SourceKind::scene ? p_.find_scene(c.source.id) : nullptr;
    return scene ? p_.find_asset(scene->asset) : nullptr;
  }

  // ---- resources ----
  xml_node resource(const char* kind, std::string& id) {
    id = "r" + std::to_string(++last_);
    xml_node n = resources_.append_child(kind);
    put(n, "id", id);
    return n;
  }
  std::string format(int width, int height, Rate rate) {
    std::string& id = formats_[{width, height, rate.num, rate.den}];
    if (!id.empty()) return id;
    xml_node n = resource("format", id);
    if (rate.num > 0)
      put(n, "frameDuration", std::to_string(rate.den) + "/" + std::to_string(rate.num) + "s");
    else
      put(n, "name", "FFVideoFormatRateUndefined");
    if (width > 0 && height > 0) put(n, "width", std::to_string(width)), put(n, "height", std::to_string(height));
    return id;
  }
  std::string effect(const char* name, const char* uid) {
    std::string& id = effects_[uid];
    if (!id.empty()) return id;
    xml_node n = resource("effect", id);
    put(n, "name", name), put(n, "uid", uid);
    return id;
  }
  // The asset's own time of its first frame: what it had in the document that it came from.
  static Time first_of(const Asset& a) {
    return rational_seconds(text_of(get(extra_tree(a.extra), "fcpxml", "start"), "0s")).value_or(Time{});
  }
  std::string asset(const Asset& a) {
    std::string& id = assets_[a.id];
    if (!id.empty()) return id;
    const bool still = a.kind == AssetKind::image || a.kind == AssetKind::overlay;
    const std::string shape = a.kind == AssetKind::audio ? "" : format(a.width, a.height, still ? Rate{0, 1} : a.rate);
    std::string url = otio::url_of(a);
    if (url.find("://") == url.npos && (url == a.uri || url.starts_with('/'))) url = file_url(url);
    xml_node n = resource("asset", id);
    put(n, "name", a.name.empty() ? file_name(a.uri) : a.name);
    put(n, "src", url);
    put(n, "start", first_of(a));
    put(n, "duration", still ? Time{} : a.duration);
    if (a.kind != AssetKind::audio) put(n, "hasVideo", "1"), put(n, "format", shape);
    if (a.kind == AssetKind::audio || heard_.contains(a.id)) put(n, "hasAudio", "1");
    return id;
  }
  std::string nested(const std::string& timeline) {
    std::string& id = nested_[timeline];
    if (!id.empty()) return id;
    const NestedTimeline* t = p_.find_timeline(timeline);
    xml_node n = resource("media", id);
    put(n, "name", t->name.empty() ? t->id : t->name);
    sequence(n, t->timeline);
    return id;
  }

  // ---- stories ----
  void sequence(xml_node parent, const Timeline& timeline) {
    xml_node n = parent.append_child("sequence");
    put(n, "format", canvas_), put(n, "duration", duration(timeline)), put(n, "tcStart", Time{});
    put(n, "tcFormat", "NDF"), put(n, "audioLayout", p_.canvas.channels == 1 ? "mono" : "stereo");
    put(n, "audioRate", p_.canvas.sample_rate == 44100 ? "44.1k" : "48k");
    xml_node spine = n.append_child("spine");

    const Track* base = nullptr;
    std::vector<const Track*> over, sound;
    for (const Track& t : timeline.tracks) {
      if (!t.effects.empty()) note(label(t), "the effects on the whole track cannot be said in FCPXML");
      if (!t.blend.empty() && t.blend != "normal") note(label(t), "its blend mode cannot be said in FCPXML");
      if (!t.enabled || t.mute) note(label(t), "is off; its clips are written as not enabled");
      if (t.kind == TrackKind::audio)
        sound.push_back(&t);
      else if (only_captions(t))
        continue;
      else if (!base)
        base = &t;
      else
        over.push_back(&t);
    }
    // Sound that follows its pictures clip by clip is part of them.
    std::map<const Track*, const Track*> joined;
    std::vector<const Track*> apart;
    for (const Track* a : sound) {
      const Track* with = nullptr;
      for (const Track* v : over)
        if (!with && !joined.contains(v) && follows(*a, *v)) with = v;
      if (base && !joined.contains(base) && follows(*a, *base)) with = base;
      if (with) {
        joined[with] = a;
        continue;
      }
      apart.push_back(a);
      if (std::ranges::any_of(a->items, [](const Item& i) {
            const auto* c = std::get_if<Clip>(&i);
            return c && !c->link.empty();
          }))
        note(label(*a), "lies otherwise than its pictures, so that they are written apart and no longer linked");
    }
    std::vector<Laid> laid;
    if (base) items(spine, *base, joined.contains(base) ? joined[base] : nullptr, laid);
    // The spine is as long as whatever hangs on it.
    Time end = base ? duration(*base) : Time{}, wanted = duration(timeline);
    for (const Marker& m : timeline.markers) wanted = std::max(wanted, m.range.start + frame_start(1, p_.canvas.rate));
    if (end < wanted || laid.empty())
      laid.push_back(gap(spine, {end, std::max(wanted, end + frame_start(1, p_.canvas.rate))}));
    for (std::size_t i = 0; i < over.size(); ++i)
      storyline(laid.front(), *over[i], joined.contains(over[i]) ? joined[over[i]] : nullptr, static_cast<int>(i) + 1);
    for (std::size_t i = 0; i < apart.size(); ++i)
      storyline(laid.front(), *apart[i], nullptr, static_cast<int>(i) - static_cast<int>(apart.size()));
    captions(timeline, laid.front(), static_cast<int>(over.size()) + 1);
    for (const Marker& m : timeline.markers) marker(m, laid);
  }

  // Whether each clip of the sound has its picture at the same place, and the same transitions.
  static bool follows(const Track& sound, const Track& picture) {
    const auto have = layout(sound), wanted = layout(picture);
    std::map<std::int64_t, const Clip*> clips;
    std::set<std::pair<std::int64_t, std::int64_t>> mixes, own;
    for (const Placed& w : wanted) {
      if (const auto* c = std::get_if<Clip>(&picture.items[w.index])) clips[w.range.start.ticks] = c;
      if (std::holds_alternative<Transition>(picture.items[w.index]))
        mixes.emplace(w.range.start.ticks, w.range.end.ticks);
    }
    bool any = false;
    for (const Placed& h : have) {
      if (std::holds_alternative<Transition>(sound.items[h.index])) own.emplace(h.range.start.ticks, h.range.end.ticks);
      const auto* c = std::get_if<Clip>(&sound.items[h.index]);
      if (!c) continue;
      const auto there = clips.find(h.range.start.ticks);
      if (there == clips.end()) return false;
      const Clip& v = *there->second;
      if (c->link.empty() || c->link != v.link || !(c->source == v.source) || c->source_range != v.source_range ||
          c->duration != v.duration || !(c->speed == v.speed) || !(c->retime == v.retime) || c->enabled != v.enabled ||
          c->name != v.name)
        return false;
      any = true;
    }
    return any && own == mixes && sound.enabled == picture.enabled && !sound.mute && !picture.mute;
  }

  Laid gap(xml_node parent, TimeRange range) {
    xml_node n = parent.append_child("gap");
    put(n, "name", "Gap"), put(n, "offset", range.start), put(n, "duration", range.duration()), put(n, "start", Time{});
    return {n, range, {}};
  }

  void storyline(Laid anchor, const Track& track, const Track* sound, int lane) {
    xml_node n = anchor.node.append_child("spine");
    put(n, "lane", std::to_string(lane)), put(n, "offset", anchor.local - anchor.range.start);
    std::vector<Laid> laid;
    items(n, track, sound, laid);
    if (laid.empty()) anchor.node.remove_child(n);
  }

  void items(xml_node parent, const Track& track, const Track* sound, std::vector<Laid>& laid) {
    std::map<std::int64_t, const Clip*> heard;
    if (sound)
      for (const Placed& s : layout(*sound))
        if (const auto* c = std::get_if<Clip>(&sound->items[s.index])) heard[s.range.start.ticks] = c;
    const bool off = !track.enabled || track.mute;
    for (const Placed& placed : layout(track)) {
      const Item& item = track.items[placed.index];
      if (const auto* t = std::get_if<Transition>(&item)) {
        transition(parent, *t, placed.range, track);
        continue;
      }
      if (placed.range.duration() == Time{}) continue;
      const auto* c = std::get_if<Clip>(&item);
      std::optional<Laid> made;
      if (c && !is_captions(*c)) {
        const auto with = heard.find(placed.range.start.ticks);
        made = clip(parent, *c, placed.range, track.kind, with == heard.end() ? nullptr : with->second, off);
      }
      laid.push_back(made ? *made : gap(parent, placed.range));
    }
  }

  void transition(xml_node parent, const Transition& t, TimeRange range, const Track& track) {
    const bool wipe = t.plugin == "org.rushes.wipe";
    xml_node n = parent.append_child("transition");
    put(n, "name", wipe ? "Wipe" : "Cross Dissolve");
    put(n, "offset", range.start), put(n, "duration", range.duration());
    if (!wipe && t.plugin != "org.rushes.dissolve")
      note(label(track), "its transition " + t.plugin + " is written as a cross dissolve");
    if (wipe && !t.params.empty()) note(label(track), "the settings of its wipe are left out");
    if (wipe) return;
    xml_node f = n.append_child(track.kind == TrackKind::audio ? "filter-audio" : "filter-video");
    if (track.kind == TrackKind::audio)
      put(f, "ref", effect("Audio Crossfade", "FFAudioTransition")), put(f, "name", "Audio Crossfade");
    else
      put(f, "ref", effect("Cross Dissolve", "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265")),
          put(f, "name", "Cross Dissolve");
  }

  std::optional<Laid> clip(xml_node parent, const Clip& c, TimeRange range, TrackKind kind, const Clip* sound,
                           bool off) {
    const Asset* a = asset_of(c);
    const bool title = c.source.kind == SourceKind::generator && c.source.id == "org.rushes.title";
    const bool compound = c.source.kind == SourceKind::timeline;
    if (!a && !title && !compound) {
      note(label(c), "shows " + (c.source.kind == SourceKind::scene ? "a scene that is not made yet" : c.source.id) +
                         ", which FCPXML cannot say; its place is left empty");
      return {};
    }
    const bool still = a && (a->kind == AssetKind::image || a->kind == AssetKind::overlay);
    // Resources first: a compound clip writes a sequence of its own.
    const std::string ref = title ? effect("Basic Title", basic_title) : compound ? nested(c.source.id) : asset(*a);
    xml_node n = parent.append_child(title ? "title" : compound ? "ref-clip" : still ? "video" : "asset-clip");
    const Time first = a ? first_of(*a) : Time{};
    Laid laid{n, range, {}};
    const bool moved = c.speed != Speed{} || !c.retime.empty();
    if (!moved && !title) laid.local = first + c.source_range.start;
    put(n, "ref", ref), put(n, "name", c.name), put(n, "offset", range.start), put(n, "start", laid.local);
    put(n, "duration", range.duration());
    if (!c.enabled || off) put(n, "enabled", "0");
    if (!title && !still && !sound) put(n, "srcEnable", kind == TrackKind::audio ? "audio" : "video");
    if (title) words(n, c);
    if (const std::string said = text_of(get(extra_tree(c.extra), "fcpxml", "note")); !said.empty())
      n.append_child("note").text().set(printable(said).c_str());
    if (moved && title) note(label(c), "the speed of a title cannot be said in FCPXML");
    if (moved && !title) retime(n, c, first);
    adjust(n, c, sound);
    return laid;
  }

  void words(xml_node n, const Clip& c) {
    const auto value = [&](const char* name) {
      const auto it = c.source.params.find(name);
      return it == c.source.params.end() ? std::string() : it->second.value.text;
    };
    std::string text = value("text");
    if (const std::string below = value("subtitle"); !below.empty()) text += "\n" + below;
    const std::string id = "ts" + std::to_string(++styles_);
    xml_node style = n.append_child("text").append_child("text-style");
    put(style, "ref", id);
    style.text().set(printable(text).c_str());
    xml_node definition = n.append_child("text-style-def");
    put(definition, "id", id);
    style = definition.append_child("text-style");
    put(style, "font", "Helvetica"), put(style, "fontSize", "63"), put(style, "alignment", "center");
    put(style, "fontColor", "1 1 1 1");
    for (const auto& [name, param] : c.source.params)
      if (name != "text" && name != "subtitle" && !(name == "style" && param.value.text == "centred"))
        note(label(c), "the looks of its title are left out");
  }

  void retime(xml_node n, const Clip& c, Time first) {
    std::vector<TimeKey> keys = c.retime;
    if (keys.empty()) {
      const Time a = c.source_range.start, b = c.source_range.end;
      keys.push_back({{}, c.speed.num < 0 ? b : a, Interpolation::linear, {}, {}});
      keys.push_back({c.duration, c.speed.num < 0 ? a : b, Interpolation::linear, {}, {}});
      if (c.speed.num == 0) keys.back().source = a;
    }
    xml_node map = n.append_child("timeMap");
    for (const TimeKey& k : keys) {
      xml_node point = map.append_child("timept");
      put(point, "time", k.at), put(point, "value", k.source + first), put(point, "interp", "linear");
      if (k.to_next != Interpolation::linear)
        note(label(c), "its speed changes along a curve, which is written as straight lines");
    }
  }

  // In the order that the format's definition asks for: placement, opacity, loudness.
  void adjust(xml_node n, const Clip& c, const Clip* sound) {
    const auto constant = [](const Params& params, const char* name, Value otherwise) {
      const auto it = params.find(name);
      return it == params.end() ? otherwise : it->second.value;
    };
    bool placed = false, loud = false;
    std::string volume;
    std::vector<Effect> effects = c.effects;
    if (sound) effects.insert(effects.end(), sound->effects.begin(), sound->effects.end());
    for (const Effect& e : effects) {
      for (const auto& [name, param] : e.params)
        if (!param.keys.empty()) note(label(c), "the animation of its " + e.plugin + " is written as standing still");
      if (e.enabled && e.plugin == "org.rushes.transform" && !placed) {
        placed = true;
        const Value at = constant(e.params, "position", {{0.5, 0.5}, 2, {}}),
                    size = constant(e.params, "scale", {{1, 1}, 2, {}});
        const double turned = constant(e.params, "rotation", {{0}, 1, {}}).v[0],
                     opacity = constant(e.params, "opacity", {{1}, 1, {}}).v[0];
        const double shape = static_cast<double>(p_.canvas.width) / p_.canvas.height;
        xml_node t = n.append_child("adjust-transform");
        put(t, "position", number_text((at.v[0] - 0.5) * 100 * shape) + " " + number_text((0.5 - at.v[1]) * 100));
        put(t, "scale", number_text(size.v[0]) + " " + number_text(size.v[1]));
        put(t, "rotation", number_text(turned == 0 ? 0 : -turned));
        if (opacity != 1) put(n.append_child("adjust-blend"), "amount", number_text(opacity));
        for (const auto& [name, param] : e.params)
          if (name.starts_with("crop") || name == "anchor")
            note(label(c), "crop and anchor of its placement are left out");
      } else if (e.enabled && e.plugin == "org.rushes.gain" && !loud) {
        loud = true;
        volume = number_text(constant(e.params, "gain", {{0}, 1, {}}).v[0]) + "dB";
      } else {
        note(label(c), "its effect " + e.plugin + (e.enabled ? "" : " (off)") + " cannot be said in FCPXML");
      }
    }
    if (loud) put(n.append_child("adjust-volume"), "amount", volume);
  }

  void captions(const Timeline& timeline, Laid anchor, int lane) {
    for (const Cue& cue : cues_on(timeline, notices_)) {
      const auto ticks = [](std::int64_t ms) { return Time{ms * (Time::per_second / 1000)}; };
      xml_node n = anchor.node.append_child("caption");
      put(n, "lane", std::to_string(lane)), put(n, "offset", anchor.local - anchor.range.start + ticks(cue.start));
      put(n, "name", "Caption"), put(n, "start", Time{}), put(n, "duration", ticks(cue.end - cue.start));
      put(n, "role", "iTT?captionFormat=ITT.en");
      const std::string id = "ts" + std::to_string(++styles_);
      xml_node style = n.append_child("text").append_child("text-style");
      put(style, "ref", id);
      style.text().set(printable(without_tags(cue.text)).c_str());
      xml_node definition = n.append_child("text-style-def");
      put(definition, "id", id);
      put(definition.append_child("text-style"), "font", ".AppleSystemUIFont");
    }
  }

  void marker(const Marker& m, const std::vector<Laid>& laid) {
    const auto there = std::ranges::find_if(laid, [&](const Laid& l) { return m.range.start < l.range.end; });
    xml_node node = (there == laid.end() ? laid.back() : *there).node;
    const Laid& on = there == laid.end() ? laid.back() : *there;
    const bool keyword = m.colour == "keyword", chapter = m.colour == "chapter";
    xml_node n = node.append_child(chapter ? "chapter-marker" : keyword ? "keyword" : "marker");
    put(n, "start", on.local + (m.range.start - on.range.start));
    put(n, "duration", keyword ? m.range.duration() : frame_start(1, p_.canvas.rate));
    put(n, "value", m.name);
    if (m.colour == "to-do") put(n, "completed", "0");
    if (!m.comment.empty()) put(n, "note", m.comment);
    if (!keyword && m.range.duration() != Time{}) note(label("marker", m.name, m.id), "its length is left out");
    if (!m.colour.empty() && !keyword && !chapter && m.colour != "to-do")
      note(label("marker", m.name, m.id), "its colour is left out");
  }

  static constexpr const char* basic_title =
      ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti";

  const Project& p_;
  pugi::xml_document document_;
  xml_node resources_;
  std::string canvas_;
  std::set<std::string> heard_;
  std::map<std::array<std::int64_t, 4>, std::string> formats_;
  std::map<std::string, std::string> effects_, assets_, nested_;
  std::vector<Notice> notices_;
  int last_ = 0, styles_ = 0;
};

}  // namespace

Result<Written> write_fcpxml(const Project& project) { return Writer(project).run(); }

}  // namespace rushes::interchange
