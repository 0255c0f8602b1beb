// Final Cut Pro 7 XML -> Project.
#include "core/interchange/building.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/urls.hpp"
#include "core/interchange/xmeml.hpp"
#include "core/interchange/xml.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace rushes::interchange {

namespace {

using pugi::xml_node;

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : b_(options) {}

  Result<Read> run(const xml_node& root) {
    index(root);
    const xml_node sequence = find(root, "sequence");
    if (!sequence) return Error{Errc::invalid, "it holds no sequence"};
    if (const std::string name = trimmed_text(sequence.child("name")); !name.empty()) b_.project.title = name;
    rate_ = rate_of(sequence).value_or(Rate{25, 1});
    b_.project.canvas.rate = rate_;
    const xml_node format = sequence.child("media").child("video").child("format").child("samplecharacteristics");
    const int w = format.child("width").text().as_int(), h = format.child("height").text().as_int();
    const bool sized = w >= 16 && h >= 16 && w <= 8192 && h <= 8192;
    if (sized) b_.project.canvas.width = w, b_.project.canvas.height = h;
    fill(sequence, b_.project.timeline);
    if (error_) return std::move(*error_);
    b_.canvas_from_media(!sized, false);
    return b_.finish();
  }

 private:
  void fail(const std::string& place, const std::string& what) {
    if (!error_) error_ = Error{Errc::invalid, place + ": " + what};
  }
  // Files, clips and sequences are described once and named afterwards.
  void index(const xml_node& from) {
    for (const xml_node n : from.children()) {
      const std::string_view kind = n.name();
      if (n.attribute("id") && (kind == "file" || kind == "sequence") && n.first_child())
        by_id_.emplace(std::string(kind) + " " + n.attribute("id").value(), n);
      index(n);
    }
  }
  xml_node described(const xml_node& n) const {
    if (!n || n.first_child()) return n;
    const auto it = by_id_.find(std::string(n.name()) + " " + n.attribute("id").value());
    return it == by_id_.end() ? n : it->second;
  }
  static xml_node find(const xml_node& from, const char* name) {
    for (const xml_node n : from.children()) {
      if (std::string_view(n.name()) == name && n.child("media")) return n;
      if (std::string_view(n.name()) == "clip") continue;
      if (const xml_node in = find(n, name)) return in;
    }
    return {};
  }
  static std::optional<Rate> rate_of(const xml_node& n) {
    const xml_node rate = n.child("rate");
    const int base = rate.child("timebase").text().as_int();
    if (base < 1 || base > 1000) return {};
    const std::string ntsc = trimmed_text(rate.child("ntsc"));
    return ntsc == "TRUE" || ntsc == "true" ? rate_from(base * 1000.0 / 1001) : Rate{base, 1};
  }
  std::int64_t frames(const xml_node& n, const char* name, std::int64_t otherwise) {
    const std::string text = trimmed_text(n.child(name));
    if (text.empty()) return otherwise;
    std::int64_t v = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (error != std::errc{} || v < -1'000'000'000 || v > 1'000'000'000)
      fail(std::string(n.name()) + " " + trimmed_text(n.child("name")), std::string(name) + " is no count of frames");
    return v;
  }
  Time at(std::int64_t frame) const { return frame_start(frame, rate_); }

  void fill(const xml_node& sequence, Timeline& timeline) {
    if (++depth_ > 30) return fail("sequence " + trimmed_text(sequence.child("name")), "lies too deep in others");
    const xml_node media = sequence.child("media");
    for (const char* kind : {"video", "audio"})
      for (const xml_node t : media.child(kind).children("track"))
        if (!error_) track(t, std::string_view(kind) == "audio" ? TrackKind::audio : TrackKind::video, timeline);
    for (const xml_node m : sequence.children("marker")) {
      const std::int64_t in = std::max<std::int64_t>(0, frames(m, "in", 0)), out = frames(m, "out", -1);
      Marker made{b_.next("m"),
                  trimmed_text(m.child("name")),
                  "",
                  trimmed_text(m.child("comment")),
                  {at(in), at(out > in ? out : in)},
                  {}};
      timeline.markers.push_back(std::move(made));
    }
    --depth_;
  }

  struct Placed {
    xml_node node;
    std::int64_t start, end;  // as shown; of a clip beside a transition, up to the cut
    bool transition;
  };

  void track(const xml_node& t, TrackKind kind, Timeline& timeline) {
    Track track = b_.track(kind, trimmed_text(t.child("name")));
    track.enabled = trimmed_text(t.child("enabled")) != "FALSE";
    track.locked = trimmed_text(t.child("locked")) == "TRUE";
    std::vector<Placed> items;
    for (const xml_node n : t.children()) {
      const std::string_view name = n.name();
      if (name != "clipitem" && name != "transitionitem" && name != "generatoritem") continue;
      if (++count_ > 500'000) return fail("track", "the document has more than 500000 clips");
      items.push_back({n, frames(n, "start", -1), frames(n, "end", -1), name == "transitionitem"});
      if (items.back().transition && items.back().end <= items.back().start) items.pop_back();
    }
    // An edge of -1 lies under a transition; the cut is where the transition is aligned.
    const auto cut_of = [&](const Placed& p) {
      const std::string where = trimmed_text(p.node.child("alignment"));
      if (where == "start" || where == "start-black") return p.start;
      if (where == "end" || where == "end-black") return p.end;
      return p.start + (p.end - p.start) / 2;
    };
    for (std::size_t i = 0; i < items.size() && !error_; ++i) {
      const Placed& p = items[i];
      if (p.transition) continue;
      const Placed* before = i > 0 && items[i - 1].transition ? &items[i - 1] : nullptr;
      const Placed* behind = i + 1 < items.size() && items[i + 1].transition ? &items[i + 1] : nullptr;
      std::int64_t start = p.start, end = p.end, in = frames(p.node, "in", 0);
      const std::int64_t out = frames(p.node, "out", -1);
      if (start == -1 && before) {  // `in` belongs to the transition's beginning
        in += cut_of(*before) - before->start;
        start = cut_of(*before);
      }
      if (end == -1 && behind) end = cut_of(*behind);
      const std::string name = trimmed_text(p.node.child("name"));
      if (start < 0 && end > 0 && out > in) start = end - (out - in);
      if (end < 0 && start >= 0 && out > in) end = start + (out - in);
      if (start < 0 || end <= start) {
        if (end < start && p.start >= 0 && p.end >= 0) return fail("clip " + name, "ends before it starts");
        b_.note("clip " + name, "has no place on its track and is left out");
        continue;
      }
      const Time now = duration(track);
      Time from = at(start);
      const Time to = at(end);
      if (from > now) track.items.emplace_back(Gap{from - now, {}});
      if (from < now) {
        b_.note("clip " + name, "lies over the clip before it and begins behind it");
        in += start < 0 ? 0 : frame_at(now - from, rate_);
        from = now;
      }
      if (to <= from) continue;
      if (before) {
        const std::int64_t cut = cut_of(*before);
        transition(before->node, track, at(std::max<std::int64_t>(0, cut)) - at(before->start),
                   at(before->end) - at(cut));
      }
      if (std::string_view(p.node.name()) == "generatoritem")
        generator(p.node, track, to - from);
      else
        clip(p.node, track, in, to - from);
      if (behind && (i + 2 >= items.size() || cut_of(*behind) != items[i + 2].start) &&
          (i + 2 >= items.size() || items[i + 2].start != -1)) {
        const std::int64_t cut = cut_of(*behind);
        transition(behind->node, track, at(cut) - at(behind->start), at(behind->end) - at(cut));
        track.items.emplace_back(Gap{at(behind->end) - at(cut), {}});
      }
    }
    if (!track.items.empty()) timeline.tracks.push_back(std::move(track));
  }

  void transition(const xml_node& n, Track& track, Time in, Time out) {
    const std::string name = trimmed_text(n.child("effect").child("name"));
    const std::string id = trimmed_text(n.child("effect").child("effectid"));
    std::string plugin = "org.rushes.dissolve";
    if (track.kind == TrackKind::video && (id == "Edge Wipe" || name == "Edge Wipe" || name == "Wipe"))
      plugin = "org.rushes.wipe";
    else if (track.kind == TrackKind::video && id != "Cross Dissolve" && name != "Cross Dissolve" && !name.empty())
      b_.note("transition " + name, "is shown as a dissolve");
    place_transition(b_, track, plugin, std::max(Time{}, in), std::max(Time{}, out));
  }

  void generator(const xml_node& n, Track& track, Time length) {
    std::string words;
    for (const xml_node p : n.child("effect").children("parameter"))
      if (trimmed_text(p.child("parameterid")) == "str") words = trimmed_text(p.child("value"));
    const std::string name = trimmed_text(n.child("name"));
    if (words.empty()) {
      b_.note("generator " + name, "is not known here and is left out");
      track.items.emplace_back(Gap{length, {}});
      return;
    }
    Source source{SourceKind::generator,
                  "org.rushes.title",
                  {{"text", constant(words)}, {"style", constant(std::string("centred"))}},
                  {}};
    track.items.emplace_back(b_.clip(name, std::move(source), {}, length));
  }

  void clip(const xml_node& n, Track& track, std::int64_t in, Time length) {
    const std::string name = trimmed_text(n.child("name"));
    Source source;
    Speed speed = motion(n, name);
    // in and out count in the clip's own rate.
    const Rate own = rate_of(n).value_or(rate_);
    if (const xml_node inner = described(n.child("sequence")); inner.child("media")) {
      const std::string key = inner.attribute("id").value();
      if (!nested_.contains(key)) {
        if (!inside_.insert(key).second) return fail("sequence " + name, "shows itself");
        NestedTimeline made;
        made.id = b_.next("n");
        made.name = trimmed_text(inner.child("name"));
        fill(inner, made.timeline);
        inside_.erase(key);
        nested_[key] = made.id;
        b_.project.timelines.push_back(std::move(made));
      }
      source = {SourceKind::timeline, nested_[key], {}, {}};
    } else {
      const xml_node file = described(n.child("file"));
      Reference r;
      r.url = trimmed_text(file.child("pathurl"));
      r.name = trimmed_text(file.child("name"));
      if (r.name.empty()) r.name = name;
      if (r.url.empty() && !r.name.empty() && file) r.url = r.name;
      const auto rate = rate_of(file);
      if (rate) r.rate = *rate;
      const std::int64_t count = frames(file, "duration", 0);
      if (count > 0) r.duration = frame_start(count, rate.value_or(own));
      const xml_node media = file.child("media"), picture = media.child("video").child("samplecharacteristics");
      r.width = picture.child("width").text().as_int(), r.height = picture.child("height").text().as_int();
      if (media) r.picture = bool(media.child("video")), r.sound = bool(media.child("audio"));
      r.still = trimmed_text(n.child("stillframe")) == "TRUE";
      source = {SourceKind::asset, b_.asset(r), {}, {}};
    }
    Time from = frame_start(in, own);
    if (speed != Speed{} && speed.num != 0) {
      // in counts frames as played; the source's are as many times the speed.
      from = {muldiv_round(from.ticks, std::abs(speed.num), speed.den)};
    }
    Clip c = b_.clip(name, std::move(source), from, length, speed);
    c.enabled = trimmed_text(n.child("enabled")) != "FALSE";
    c.link = link_of(n);
    for (const xml_node f : n.children("filter")) filter(f.child("effect"), track.kind, c);
    for (const xml_node m : n.children("marker"))
      b_.note("clip " + name, "its marker " + trimmed_text(m.child("name")) + " is not read");
    track.items.emplace_back(std::move(c));
  }

  // All clips that name each other have the name of the first of them.
  std::string link_of(const xml_node& n) {
    std::string first;
    int named = 0;
    for (const xml_node l : n.children("link")) {
      const std::string ref = trimmed_text(l.child("linkclipref"));
      ++named;
      if (const auto known = links_.find(ref); known != links_.end()) first = known->second;
    }
    if (named < 2) return {};
    if (first.empty()) first = b_.next("l");
    for (const xml_node l : n.children("link")) links_.emplace(trimmed_text(l.child("linkclipref")), first);
    return first;
  }

  Speed motion(const xml_node& n, const std::string& name) {
    for (const xml_node f : n.children("filter")) {
      const xml_node e = f.child("effect");
      if (trimmed_text(e.child("effectid")) != "timeremap") continue;
      double speed = 100;
      bool reverse = false, variable = false;
      for (const xml_node p : e.children("parameter")) {
        const std::string id = trimmed_text(p.child("parameterid")), value = trimmed_text(p.child("value"));
        if (id == "speed") speed = std::strtod(value.c_str(), nullptr);
        if (id == "reverse") reverse = value == "TRUE";
        if (id == "variablespeed") variable = value != "0" && value != "FALSE" && !value.empty();
      }
      if (variable) b_.note("clip " + name, "its changing speed is read as its average");
      if (!(std::abs(speed) < 100'000)) speed = 100;
      Fraction r = nearest_fraction(std::abs(speed) / 100, 10'000);
      return {reverse || speed < 0 ? -r.num : r.num, r.den};
    }
    return {};
  }

  void filter(const xml_node& e, TrackKind kind, Clip& c) {
    const std::string id = trimmed_text(e.child("effectid"));
    const auto value = [&](const char* name) {
      for (const xml_node p : e.children("parameter"))
        if (trimmed_text(p.child("parameterid")) == name) return p;
      return xml_node();
    };
    const auto number = [](const xml_node& p, double otherwise) {
      const std::string text = trimmed_text(p.child("value"));
      return text.empty() ? otherwise : std::strtod(text.c_str(), nullptr);
    };
    if (id == "timeremap") return;
    bool keyed = false;
    for (const xml_node p : e.children("parameter")) keyed = keyed || p.child("keyframe");
    if (keyed) b_.note("clip " + c.name, "the keyframes of its " + id + " are not read; it stands still");
    if (id == "basic" && kind == TrackKind::video) {
      const double scale = std::clamp(number(value("scale"), 100) / 100, 0.0, 100.0);
      const xml_node centre = value("center").child("value");
      const double x = centre.child("horiz").text().as_double(), y = centre.child("vert").text().as_double();
      const double turned = number(value("rotation"), 0);
      if (scale == 1 && x == 0 && y == 0 && turned == 0) return;
      c.effects.push_back({b_.next("e"),
                           "org.rushes.transform",
                           true,
                           {{"scale", constant(scale, scale)},
                            {"position", constant(0.5 + std::clamp(x, -9.0, 9.0), 0.5 + std::clamp(y, -9.0, 9.0))},
                            {"rotation", constant(std::clamp(turned, -36000.0, 36000.0))}},
                           {},
                           {}});
    } else if (id == "opacity" && kind == TrackKind::video) {
      const double opacity = std::clamp(number(value("opacity"), 100) / 100, 0.0, 1.0);
      if (opacity != 1)
        c.effects.push_back({b_.next("e"), "org.rushes.transform", true, {{"opacity", constant(opacity)}}, {}, {}});
    } else if (id == "audiolevels" && kind == TrackKind::audio) {
      const double level = number(value("level"), 1);
      if (level == 1) return;
      const double db = level > 1e-4 ? 20 * std::log10(level) : -60;
      c.effects.push_back(
          {b_.next("e"), "org.rushes.gain", true, {{"gain", constant(std::clamp(db, -60.0, 24.0))}}, {}, {}});
    } else if (id != "audiopan" && id != "crop" && id != "distort") {
      b_.note("clip " + c.name, "its filter " + (id.empty() ? trimmed_text(e.child("name")) : id) + " is not read");
    }
  }

  Building b_;
  std::optional<Error> error_;
  std::map<std::string, xml_node> by_id_;
  std::map<std::string, std::string> nested_, links_;
  std::set<std::string> inside_;
  Rate rate_{25, 1};
  int depth_ = 0, count_ = 0;
};

}  // namespace

Result<Read> read_xmeml(std::string_view text, const ReadOptions& options) {
  auto document = parse_xml(text);
  if (!document) return std::move(document).error();
  const auto root = (*document)->child("xmeml");
  if (!root) return Error{Errc::invalid, "it has no xmeml element"};
  return Reader(options).run(root);
}

}  // namespace rushes::interchange
