// FCPXML -> Project. A sequence is a story: a spine of clips one after the other, with others connected to them on
// lanes above and below. Spines and connected clips become runs of items; runs are then laid on tracks.
#include "core/interchange/building.hpp"
#include "core/interchange/captions.hpp"
#include "core/interchange/fcpxml.hpp"
#include "core/interchange/renumber.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/tree.hpp"
#include "core/interchange/urls.hpp"
#include "core/interchange/xml.hpp"

#include <algorithm>
#include <climits>
#include <cstdlib>

namespace rushes::interchange {

namespace {

using pugi::xml_node;

struct Run {
  int lane = 0;
  Time at;
  Track video, audio;  // items only
};

struct Story {
  std::vector<Run> runs;
  std::vector<Marker> markers;
  std::vector<Cue> captions;
};

bool is_story(std::string_view n) {
  for (const char* known : {"clip", "asset-clip", "ref-clip", "mc-clip", "sync-clip", "video", "audio", "title", "gap",
                            "audition", "spine", "caption"})
    if (n == known) return true;
  return false;
}

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : b_(options) {}

  Result<Read> run(const xml_node& root) {
    for (const xml_node n : root.child("resources").children())
      if (n.attribute("id")) resources_.emplace(n.attribute("id").value(), n);
    std::vector<xml_node> projects;
    find(root, "project", projects);
    xml_node sequence;
    for (const xml_node p : projects)
      if (!sequence) sequence = p.child("sequence"), title(p);
    if (projects.size() > 1)
      b_.note("", "its first project is read; the other " + std::to_string(projects.size() - 1) + " are not");
    if (!sequence) {
      std::vector<xml_node> all;
      find(root, "sequence", all);
      if (!all.empty()) sequence = all.front();
    }
    if (!sequence) return Error{Errc::invalid, "it holds no project and no sequence"};
    const xml_node format = resource(sequence.attribute("format").value());
    const bool sized = format.attribute("width").as_int() > 0 && format.attribute("height").as_int() > 0;
    if (sized) {
      b_.project.canvas.width = std::clamp(format.attribute("width").as_int(), 16, 8192);
      b_.project.canvas.height = std::clamp(format.attribute("height").as_int(), 16, 8192);
    }
    const auto rate = rate_of(format);
    if (rate) b_.project.canvas.rate = *rate;
    if (std::string_view(sequence.attribute("audioRate").value()) == "44.1k") b_.project.canvas.sample_rate = 44100;
    timeline_of(sequence.child("spine"), time(sequence, "tcStart"), b_.project.timeline, b_.project.timeline.markers);
    if (error_) return std::move(*error_);
    b_.canvas_from_media(!sized, !rate);
    renumber(b_.project);
    return b_.finish();
  }

 private:
  void fail(const xml_node& n, const std::string& what) {
    if (!error_) error_ = Error{Errc::invalid, std::string(n.name()) + " " + n.attribute("name").value() + ": " + what};
  }
  static std::string place(const xml_node& n) { return std::string(n.name()) + " " + n.attribute("name").value(); }
  void title(const xml_node& p) {
    if (const std::string name = p.attribute("name").value(); !name.empty()) b_.project.title = name;
  }
  static void find(const xml_node& from, const char* name, std::vector<xml_node>& out) {
    for (const xml_node n : from.children()) {
      if (std::string_view(n.name()) == name) out.push_back(n);
      if (std::string_view(n.name()) != "resources") find(n, name, out);
    }
  }
  xml_node resource(const std::string& id) const {
    const auto it = resources_.find(id);
    return it == resources_.end() ? xml_node() : it->second;
  }
  Time time(const xml_node& n, const char* name, Time otherwise = {}) {
    const auto a = n.attribute(name);
    if (!a) return otherwise;
    const auto t = rational_seconds(a.value());
    if (!t) fail(n, std::string(name) + "=\"" + std::string(a.value()).substr(0, 40) + "\" is no time");
    return t.value_or(Time{});
  }
  static std::optional<Rate> rate_of(const xml_node& format) {
    const auto d = rational_seconds(format.attribute("frameDuration").value());
    if (!d || d->ticks <= 0) return {};
    const Fraction f =
        nearest_fraction(static_cast<double>(Time::per_second) / static_cast<double>(d->ticks), 1'000'000);
    auto exact = rate_from(static_cast<double>(f.num) / static_cast<double>(f.den));
    return exact && exact->num >= exact->den && exact->num / exact->den < 1000 ? exact : std::nullopt;
  }

  // ---- media ----
  std::string asset(const xml_node& a) {
    Reference r;
    r.url = a.attribute("src") ? a.attribute("src").value() : a.child("media-rep").attribute("src").value();
    r.name = a.attribute("name").value();
    r.duration = time(a, "duration");
    r.picture = a.attribute("hasVideo").as_bool(), r.sound = a.attribute("hasAudio").as_bool();
    if (!r.picture && !r.sound) r.picture = true;
    const xml_node format = resource(a.attribute("format").value());
    r.width = format.attribute("width").as_int(), r.height = format.attribute("height").as_int();
    if (const auto rate = rate_of(format)) r.rate = *rate;
    const std::string id = b_.asset(r);
    if (const Time first = time(a, "start"); first != Time{}) {
      auto& made = *std::ranges::find(b_.project.assets, id, &Asset::id);
      Tree extra = extra_tree(made.extra);
      set(extra, "fcpxml", object({{"start", text(rational_seconds(first))}}));
      made.extra = extra_text(extra);
    }
    sound_[id] = a.attribute("hasAudio").as_bool(), picture_[id] = a.attribute("hasVideo").as_bool(!sound_[id]);
    return id;
  }

  // A compound clip, an angle, a synchronised clip: a timeline of its own, made once.
  std::string nested(const std::string& key, const std::string& name, const xml_node& children, Time base) {
    if (const auto known = nested_.find(key); known != nested_.end()) return known->second;
    if (inside_.contains(key)) {
      fail(children, "shows itself");
      return {};
    }
    inside_.insert(key);
    NestedTimeline inner;
    inner.id = b_.next("n");
    inner.name = name;
    nested_[key] = inner.id;
    timeline_of(children, base, inner.timeline, inner.timeline.markers);
    inside_.erase(key);
    b_.project.timelines.push_back(std::move(inner));
    return nested_[key];
  }

  // ---- stories ----
  void timeline_of(const xml_node& spine, Time base, Timeline& timeline, std::vector<Marker>& markers) {
    Story story;
    if (depth_ > 40) return fail(spine, "lies too deep in others");
    ++depth_;
    Run& main = story.runs.emplace_back();
    main.video.kind = TrackKind::video;
    spine_of(spine, base, {}, 0, story);
    --depth_;
    lay(story, timeline);
    markers = std::move(story.markers);
  }

  // Elements one after the other. `base`: the spine's own time that shows at `at`. The run is runs[0] for the main
  // spine, a new one for others.
  void spine_of(const xml_node& spine, Time base, Time at, int lane, Story& story) {
    std::size_t index = 0;
    if (lane != 0 || !story.runs.front().video.items.empty() || !story.runs.front().audio.items.empty()) {
      index = story.runs.size();
      story.runs.push_back({lane, at, {}, {}});
    }
    Time end;  // of the run so far, from `at`
    for (const xml_node n : spine.children()) {
      if (error_) return;
      const std::string_view kind = n.name();
      if (kind == "transition") {
        transition(n, story.runs[index], at + end, time(n, "offset", base + end) - base + at);
        continue;
      }
      if (!is_story(kind) || n.attribute("lane")) continue;
      const Time from = std::max(end, time(n, "offset", base + end) - base), length = length_of(n);
      if (length.ticks < 0) return fail(n, "has a negative duration");
      element(n, at + from, lane, story, static_cast<int>(index));
      end = from + length;
      pad(story.runs[index].video, end), pad(story.runs[index].audio, end);
    }
    // What is connected to the spine as a whole.
    for (const xml_node n : spine.children())
      if (n.attribute("lane") && is_story(n.name())) connected(n, at, base, lane, story);
  }

  static void pad(Track& track, Time end) {
    if (const Time now = duration(track); now < end) {
      if (auto* gap = track.items.empty() ? nullptr : std::get_if<Gap>(&track.items.back()))
        gap->duration += end - now;
      else
        track.items.emplace_back(Gap{end - now, {}});
    }
  }

  Time length_of(const xml_node& n) {
    if (n.attribute("duration")) return time(n, "duration");
    const std::string_view kind = n.name();
    if (kind == "audition") return length_of(first_story(n));
    if (kind == "spine") {
      Time end;
      for (const xml_node c : n.children())
        if (is_story(c.name()) && !c.attribute("lane")) end = std::max(end, time(c, "offset", end)) + length_of(c);
      return end;
    }
    const xml_node r = resource(n.attribute("ref").value());
    if (r.child("sequence")) return time(r.child("sequence"), "duration");
    return time(r, "duration");
  }
  static xml_node first_story(const xml_node& n) {
    for (const xml_node c : n.children())
      if (is_story(c.name())) return c;
    return {};
  }

  void transition(const xml_node& n, Run& run, Time cut, Time from) {
    const Time length = time(n, "duration");
    if (length.ticks <= 0) return b_.note(place(n), "has no length and is left out");
    const Time in = std::max(Time{}, cut - from), out = std::max(Time{}, length - in);
    const std::string name = n.attribute("name").value();
    std::string plugin = "org.rushes.dissolve";
    Params params;
    if (name == "Wipe")
      plugin = "org.rushes.wipe";
    else if (name != "Cross Dissolve" && name != "Dissolve")
      b_.note(place(n), "is shown as a dissolve");
    place_transition(b_, run.video, plugin, in, out, params);
    place_transition(b_, run.audio, "org.rushes.dissolve", in, out);
  }

  void connected(const xml_node& n, Time at, Time local, int lane, Story& story) {
    const int mine = lane + std::clamp(n.attribute("lane").as_int(), -1000, 1000);
    const Time from = at + time(n, "offset") - local;
    if (std::string_view(n.name()) == "spine") {
      spine_of(n, {}, from, mine == 0 ? 1 : mine, story);
      return;
    }
    story.runs.push_back({mine, from, {}, {}});
    element(n, from, mine, story, static_cast<int>(story.runs.size()) - 1);
  }

  void element(const xml_node& n, Time at, int lane, Story& story, int run) {
    if (error_) return;
    if (++count_ > 500'000) return fail(n, "is one of more than 500000 elements");
    const std::string_view kind = n.name();
    if (kind == "audition") {
      if (const xml_node chosen = first_story(n)) element(chosen, at, lane, story, run);
      return;
    }
    const Time length = length_of(n);
    if (length.ticks < 0) return fail(n, "has a negative duration");
    if (kind == "caption") {
      std::string words;
      for (const xml_node t : n.children("text")) words += (words.empty() ? "" : "\n") + styled_text(t);
      const auto ms = [](Time t) { return muldiv_round(t.ticks, 1000, Time::per_second); };
      if (!words.empty()) story.captions.push_back({ms(at), ms(at + length), words});
      return;
    }
    Time local = time(n, "start", first_time(n));
    if (length.ticks > 0 && kind != "gap") put(n, at, length, local, story.runs[static_cast<std::size_t>(run)]);
    for (const xml_node c : n.children()) {
      const std::string_view name = c.name();
      if (name == "marker" || name == "chapter-marker" || name == "keyword") {
        Marker m;
        m.id = b_.next("m");
        m.name = c.attribute("value").value();
        m.colour = name == "chapter-marker"   ? "chapter"
                   : name == "keyword"        ? "keyword"
                   : c.attribute("completed") ? "to-do"
                                              : "";
        m.comment = c.attribute("note").value();
        const Time from = std::max(Time{}, at + time(c, "start") - local);
        m.range = {from, from + std::max(Time{}, name == "keyword" ? time(c, "duration") : Time{})};
        story.markers.push_back(std::move(m));
      } else if (c.attribute("lane") && is_story(name) && !inside_clip(kind, c)) {
        connected(c, at, local, lane, story);
      }
    }
  }
  // The parts a clip is made of, as against what is connected to it.
  static bool inside_clip(std::string_view kind, const xml_node& c) {
    const std::string_view name = c.name();
    return (kind == "sync-clip") || ((kind == "clip" || kind == "video") && name == "audio");
  }
  Time first_time(const xml_node& n) {
    if (std::string_view(n.name()) == "asset-clip" || std::string_view(n.name()) == "video" ||
        std::string_view(n.name()) == "audio")
      return time(resource(n.attribute("ref").value()), "start");
    return {};
  }

  // Stretches of one look follow each other directly.
  static std::string styled_text(const xml_node& n) {
    std::string words;
    for (const xml_node s : n.children("text-style")) words += s.text().get();
    return words.empty() ? trimmed_text(n) : words;
  }

  // Puts the clip into the run: its picture, its sound, or both, linked.
  void put(const xml_node& n, Time at, Time length, Time local, Run& run) {
    const std::string_view kind = n.name();
    const std::string enable = n.attribute("srcEnable").as_string("all");
    Source picture, sound;
    Time from = local, sound_from = local;  // in the source's own time
    if (kind == "title") {
      std::string words;
      for (const xml_node t : n.children("text"))
        if (const std::string line = styled_text(t); !line.empty()) words += (words.empty() ? "" : "\n") + line;
      picture = {SourceKind::generator,
                 "org.rushes.title",
                 {{"text", constant(words)}, {"style", constant(std::string("centred"))}},
                 {}};
      from = {};
    } else if (kind == "ref-clip") {
      const xml_node media = resource(n.attribute("ref").value()), sequence = media.child("sequence");
      if (!sequence) return missing(n, at, length, run);
      const std::string id = nested(n.attribute("ref").value(), media.attribute("name").value(),
                                    sequence.child("spine"), time(sequence, "tcStart"));
      picture = sound = {SourceKind::timeline, id, {}, {}};
      from -= time(sequence, "tcStart"), sound_from = from;
    } else if (kind == "mc-clip") {
      const xml_node media = resource(n.attribute("ref").value()), cam = media.child("multicam");
      for (const xml_node s : n.children("mc-source")) {
        const std::string part = s.attribute("srcEnable").as_string("all"), angle = s.attribute("angleID").value();
        const xml_node a = cam.find_child_by_attribute("mc-angle", "angleID", angle.c_str());
        if (!a) continue;
        const Source source{SourceKind::timeline,
                            nested(std::string(n.attribute("ref").value()) + "\n" + angle, a.attribute("name").value(),
                                   a, time(cam, "tcStart")),
                            {},
                            {}};
        if (part != "audio") picture = source;
        if (part != "video") sound = source;
      }
      if (picture.id.empty() && sound.id.empty() && cam.child("mc-angle")) {
        const xml_node a = cam.child("mc-angle");
        picture = sound = {SourceKind::timeline,
                           nested(std::string(n.attribute("ref").value()) + "\n" + a.attribute("angleID").value(),
                                  a.attribute("name").value(), a, time(cam, "tcStart")),
                           {},
                           {}};
      }
      from -= time(cam, "tcStart"), sound_from = from;
    } else if (kind == "sync-clip") {
      const Time base = time(first_story(n), "offset");
      picture = sound = {
          SourceKind::timeline, nested("sync " + std::to_string(count_), n.attribute("name").value(), n, base), {}, {}};
      from -= base, sound_from = from;
    } else if (kind == "clip") {
      const xml_node video = n.child("video") ? n.child("video") : n.child("gap").child("video");
      xml_node audio = n.child("audio");
      if (!audio) audio = video.child("audio");
      if (!audio) audio = n.child("gap").child("audio");
      part(video, local, picture, from);
      part(audio, local, sound, sound_from);
    } else {  // asset-clip, video, audio
      const xml_node r = resource(n.attribute("ref").value());
      if (std::string_view(r.name()) != "asset") return missing(n, at, length, run);
      const std::string id = asset(r);
      from -= time(r, "start"), sound_from = from;
      if (kind != "audio" && picture_[id]) picture = {SourceKind::asset, id, {}, {}};
      if (kind != "video" && sound_[id]) sound = {SourceKind::asset, id, {}, {}};
      if (kind == "video" && n.child("audio")) part(n.child("audio"), local, sound, sound_from);
    }
    if (enable == "video") sound = {};
    if (enable == "audio") picture = {};
    if (sound.kind == SourceKind::timeline && !has_sound(sound.id)) sound = {};
    const std::string link = !picture.id.empty() && !sound.id.empty() ? b_.next("l") : "";
    if (!picture.id.empty()) add(n, picture, from, length, local, at - run.at, run.video, link);
    if (!sound.id.empty()) add(n, sound, sound_from, length, local, at - run.at, run.audio, link);
    if (picture.id.empty() && sound.id.empty()) missing(n, at, length, run);
  }

  bool has_sound(const std::string& timeline) const {
    const NestedTimeline* t = b_.project.find_timeline(timeline);
    return t && std::ranges::any_of(t->timeline.tracks, [](const Track& k) { return k.kind == TrackKind::audio; });
  }

  // <video> or <audio> within a clip: the clip's time `local` shows which moment of the medium.
  void part(const xml_node& n, Time local, Source& source, Time& from) {
    if (!n) return;
    const xml_node r = resource(n.attribute("ref").value());
    if (std::string_view(r.name()) != "asset") return;
    source = {SourceKind::asset, asset(r), {}, {}};
    const Time first = time(r, "start");
    from = time(n, "start", first) - first + local - time(n, "offset");
  }

  void missing(const xml_node& n, Time at, Time length, Run& run) {
    const xml_node r = resource(n.attribute("ref").value());
    b_.note(place(n), std::string(r.name()) == "effect"
                          ? "its generator " + std::string(r.attribute("name").value()) + " is not known here"
                          : "names no medium that the document describes");
    Reference none;
    none.name = n.attribute("name").value();
    add(n, {SourceKind::asset, b_.asset(none), {}, {}}, {}, length, {}, at - run.at, run.video, "");
  }

  void add(const xml_node& n, Source source, Time from, Time length, Time local, Time at, Track& track,
           const std::string& link) {
    if (duration(track) < at) track.items.emplace_back(Gap{at - duration(track), {}});
    Clip c = b_.clip(n.attribute("name").value(), std::move(source), from, length);
    c.enabled = n.attribute("enabled").as_bool(true);
    c.link = link;
    if (const xml_node map = n.child("timeMap")) retime(n, map, local, c);
    adjustments(n, c);
    if (const std::string note = trimmed_text(n.child("note")); !note.empty())
      c.extra = extra_text(object({{"fcpxml", object({{"note", text(note)}})}}));
    track.items.emplace_back(std::move(c));
  }

  // Points from the clip's time (where `local` is its beginning) to the medium's.
  void retime(const xml_node& n, const xml_node& map, Time local, Clip& c) {
    std::vector<TimeKey> keys;
    for (const xml_node p : map.children("timept")) {
      TimeKey k;
      k.at = time(p, "time") - local;
      k.source = time(p, "value");
      const Time first = time(resource(n.attribute("ref").value()), "start");
      k.source -= std::string_view(n.name()) == "asset-clip" || std::string_view(n.name()) == "video" ? first : Time{};
      const std::string interp = p.attribute("interp").as_string("linear");
      if (interp != "linear")
        b_.note(place(n), "its speed changes smoothly; it is read as going straight from point to point");
      if (!keys.empty() && k.at <= keys.back().at) continue;
      k.source = std::max(Time{}, k.source);
      keys.push_back(k);
    }
    if (keys.size() < 2) return;
    if (keys.size() == 2) {
      const Time dx = keys[1].at - keys[0].at, dy = keys[1].source - keys[0].source;
      const Fraction f = nearest_fraction(static_cast<double>(dy.ticks) / static_cast<double>(dx.ticks), 100'000);
      c.speed = {f.num, f.den};
      const std::int64_t num = std::abs(f.num);
      const Time covered{muldiv_round(c.duration.ticks, num, f.den)};
      Time first = keys[0].source - Time{muldiv_round(keys[0].at.ticks, f.num, f.den)};
      if (f.num < 0) first -= covered;
      if (first.ticks < 0) first = {};
      c.source_range = {first, first + covered};
      return;
    }
    c.retime = std::move(keys);
    c.speed = {};
    const auto [low, high] = std::ranges::minmax(c.retime, {}, &TimeKey::source);
    c.source_range = {low.source, high.source};
  }

  void adjustments(const xml_node& n, Clip& c) {
    const auto numbers = [](const char* s, double& x, double& y) {
      char* end = nullptr;
      x = std::strtod(s, &end);
      y = std::strtod(end, nullptr);
      return end != s;
    };
    Params place_params;
    for (const xml_node a : n.children()) {
      const std::string_view name = a.name();
      double x = 0, y = 0;
      if (name == "adjust-volume") {
        if (numbers(a.attribute("amount").value(), x, y) && x != 0)
          c.effects.push_back(
              {b_.next("e"), "org.rushes.gain", true, {{"gain", constant(std::clamp(x, -60.0, 24.0))}}, {}, {}});
      } else if (name == "adjust-transform") {
        const double shape = static_cast<double>(b_.project.canvas.height) / b_.project.canvas.width;
        if (numbers(a.attribute("position").value(), x, y))
          place_params["position"] = constant(0.5 + x / 100 * shape, 0.5 - y / 100);
        if (numbers(a.attribute("scale").value(), x, y)) place_params["scale"] = constant(x, y);
        if (numbers(a.attribute("rotation").value(), x, y)) place_params["rotation"] = constant(-x);
        if (a.child("param")) b_.note(place(n), "its animated placement is read as standing still");
      } else if (name == "adjust-blend") {
        if (numbers(a.attribute("amount").value(), x, y)) place_params["opacity"] = constant(std::clamp(x, 0.0, 1.0));
      } else if (name.starts_with("adjust-") || name.starts_with("filter-")) {
        std::string what = a.attribute("name").value();
        if (what.empty()) what = name;
        if (a.attribute("type").value() != std::string_view("fit")) b_.note(place(n), "its " + what + " is not read");
      }
    }
    if (!place_params.empty() && c.source.id != "org.rushes.gain")
      c.effects.push_back({b_.next("e"), "org.rushes.transform", true, std::move(place_params), {}, {}});
  }

  // ---- tracks ----
  void lay(Story& story, Timeline& timeline) {
    std::ranges::stable_sort(
        story.runs, [](const Run& a, const Run& b) { return a.lane != b.lane ? a.lane < b.lane : a.at < b.at; });
    std::vector<Track> video, audio;
    const auto put_runs = [&](bool sound, std::vector<Track>& tracks) {
      int lane = INT_MIN;
      std::size_t first = 0;
      for (Run& run : story.runs) {
        Track& items = sound ? run.audio : run.video;
        const bool any =
            std::ranges::any_of(items.items, [](const Item& i) { return std::holds_alternative<Clip>(i); });
        if (!any) continue;
        if (!sound && run.lane != lane) lane = run.lane, first = tracks.size();
        Time at = run.at;
        if (at.ticks < 0) {
          b_.note("", "something lies before the beginning of the timeline; it begins with it");
          at = {};
        }
        const TrackKind kind = sound ? TrackKind::audio : TrackKind::video;
        Track& to = free_track(b_, tracks, kind, at, sound ? 0 : first);
        pad(to, at);
        for (Item& item : items.items) {
          if (const auto* gap = std::get_if<Gap>(&item)) {
            pad(to, duration(to) + gap->duration);
            continue;
          }
          if (auto* c = std::get_if<Clip>(&item)) effects_for(kind, *c);
          to.items.push_back(std::move(item));
        }
        // Nothing at the end is nothing, unless something fades into it.
        if (std::holds_alternative<Gap>(to.items.back()) &&
            (to.items.size() < 2 || !std::holds_alternative<Transition>(to.items[to.items.size() - 2])))
          to.items.pop_back();
      }
    };
    put_runs(false, video);
    std::ranges::stable_sort(story.runs, [](const Run& a, const Run& b) {
      return (a.lane == 0) != (b.lane == 0) ? a.lane == 0 : a.at < b.at;
    });
    put_runs(true, audio);
    for (Track& t : video) timeline.tracks.push_back(std::move(t));
    if (!story.captions.empty()) {
      std::int64_t end = 0;
      for (const Cue& c : story.captions) end = std::max(end, c.end);
      Track track = b_.track(TrackKind::video, "Captions");
      Source source{
          SourceKind::generator,
          "org.rushes.captions",
          {{"text", constant(print_cues(story.captions, Format::srt, 0, 0))}, {"format", constant(std::string("srt"))}},
          {}};
      track.items.emplace_back(b_.clip("Captions", std::move(source), {}, Time{end * (Time::per_second / 1000)}));
      timeline.tracks.push_back(std::move(track));
    }
    for (Track& t : audio) timeline.tracks.push_back(std::move(t));
    for (Track& t : timeline.tracks)
      if (t.id.empty()) t.id = b_.next("t");
  }

  // Placement is for pictures, volume for sound.
  static void effects_for(TrackKind kind, Clip& c) {
    std::erase_if(c.effects,
                  [&](const Effect& e) { return (e.plugin == "org.rushes.gain") != (kind == TrackKind::audio); });
  }

  Building b_;
  std::optional<Error> error_;
  std::map<std::string, xml_node> resources_;
  std::map<std::string, std::string> nested_;
  std::set<std::string> inside_;
  std::map<std::string, bool> sound_, picture_;
  int depth_ = 0, count_ = 0;
};

}  // namespace

Result<Read> read_fcpxml(std::string_view text, const ReadOptions& options) {
  auto document = parse_xml(text);
  if (!document) return std::move(document).error();
  const auto root = (*document)->child("fcpxml");
  if (!root) return Error{Errc::invalid, "it has no fcpxml element"};
  return Reader(options).run(root);
}

}  // namespace rushes::interchange
