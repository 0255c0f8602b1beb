// MLT's XML -> Project.
#include "core/interchange/mlt.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/urls.hpp"
#include "core/interchange/xml.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace rushes::interchange {

namespace {

using mlt::Properties;
using pugi::xml_node;

// A clip that stands somewhere on a track, with what MLT does to it.
struct Laid {
  std::int64_t at = 0, length = 0;  // frames
  xml_node producer;
  std::int64_t in = 0;  // frames of the producer
  std::vector<xml_node> filters;
};

class Reader {
 public:
  explicit Reader(const ReadOptions& options) : b_(options) {}

  Result<Read> run(const xml_node& root) {
    index(root, 0);
    profile(root.child("profile"));
    const xml_node main = main_of(root);
    if (!main) return Error{Errc::invalid, "it holds no tractor, playlist or producer"};
    if (const std::string title = root.attribute("title").value(); !title.empty() && title != "Anonymous Submission")
      b_.project.title = title;
    fill(main, b_.project.timeline);
    if (error_) return std::move(*error_);
    if (b_.project.timeline.tracks.empty()) return Error{Errc::invalid, "its timeline is empty"};
    if (!profiled_) b_.canvas_from_media(true, false);
    return b_.finish();
  }

 private:
  void fail(const xml_node& n, const std::string& what) {
    if (!error_) error_ = Error{Errc::invalid, std::string(n.name()) + " " + n.attribute("id").value() + ": " + what};
  }
  static std::string place(const xml_node& n) { return std::string(n.name()) + " " + n.attribute("id").value(); }

  void index(const xml_node& from, int depth) {
    for (const xml_node n : from.children()) {
      if (n.attribute("id")) by_id_[n.attribute("id").value()] = n;
      if (depth < 200) index(n, depth + 1);
    }
  }
  xml_node named(const std::string& id) const {
    const auto it = by_id_.find(id);
    return it == by_id_.end() ? xml_node() : it->second;
  }

  void profile(const xml_node& p) {
    const auto positive = [&](const char* name) { return std::clamp(p.attribute(name).as_llong(), 0LL, 1'000'000LL); };
    const std::int64_t num = positive("frame_rate_num"), den = positive("frame_rate_den");
    rate_ = num > 0 && den > 0 && num >= den && num / den < 1000
                ? rate_from(static_cast<double>(num) / static_cast<double>(den)).value_or(Rate{25, 1})
                : Rate{25, 1};
    b_.project.canvas.rate = rate_;
    if (!p) b_.note("", "no profile is given; 25 frames a second is taken, as MLT does");
    std::int64_t w = positive("width"), h = positive("height");
    if (w < 16 || h < 16 || w > 8192 || h > 8192) return;
    // Pixels that are not square: the width that shows the same shape.
    const std::int64_t sar_num = positive("sample_aspect_num"), sar_den = positive("sample_aspect_den");
    if (sar_num > 0 && sar_den > 0 && sar_num != sar_den) {
      w = std::clamp<std::int64_t>(w * sar_num / sar_den & ~1LL, 16, 8192);
      b_.note("", "its pixels are not square; it is shown at " + std::to_string(w) + "x" + std::to_string(h));
    }
    b_.project.canvas.width = static_cast<int>(w), b_.project.canvas.height = static_cast<int>(h);
    profiled_ = true;
  }

  static Properties properties(const xml_node& n) {
    Properties out;
    for (const xml_node p : n.children("property")) {
      const std::string value = p.attribute("value") ? p.attribute("value").value() : trimmed_text(p);
      out.emplace(p.attribute("name").value(), value);
    }
    for (const auto a : n.attributes()) out.emplace(a.name(), a.value());
    return out;
  }
  static std::string property(const xml_node& n, const char* name) {
    const Properties all = properties(n);
    const auto it = all.find(name);
    return it == all.end() ? std::string() : it->second;
  }

  // The tractor with tracks that comes last; Kdenlive's root names its bin.
  xml_node main_of(const xml_node& root) const {
    if (std::string_view(root.name()) == "playlist") return root;
    xml_node last, any;
    for (const xml_node n : root.children()) {
      const std::string_view kind = n.name();
      if (kind == "tractor") last = n;
      if (kind == "tractor" || kind == "playlist" || kind == "producer" || kind == "chain") any = n;
    }
    // Kdenlive since 23.04: the last tractor only wraps the sequence that is a tractor itself.
    if (last && tracks_of(last).size() == 1)
      if (const xml_node inner = producer_of(tracks_of(last)[0]); std::string_view(inner.name()) == "tractor")
        return inner;
    const xml_node wanted = named(root.attribute("producer").value());
    return last ? last : wanted && std::string_view(root.attribute("producer").value()) != "main_bin" ? wanted : any;
  }

  // Something with tracks; an entry with a multitrack in it is one without a name.
  static bool is_tractor(const xml_node& n) {
    const std::string_view kind = n.name();
    return kind == "tractor" || kind == "multitrack" || (kind == "entry" && n.child("multitrack"));
  }
  static bool is_kdenlive_track(const xml_node& n) {
    for (const xml_node p : n.children("property"))
      if (std::string_view(p.attribute("name").value()).starts_with("kdenlive:")) return true;
    return false;
  }

  static std::vector<xml_node> tracks_of(const xml_node& tractor) {
    std::vector<xml_node> out;
    const xml_node inner = tractor.child("multitrack") ? tractor.child("multitrack") : tractor;
    for (const xml_node n : inner.children()) {
      const std::string_view kind = n.name();
      if (kind == "track" || (std::string_view(inner.name()) == "multitrack" &&
                              (kind == "playlist" || kind == "producer" || kind == "tractor")))
        out.push_back(n);
    }
    return out;
  }
  // What a track or an entry plays: by name, or within it.
  xml_node producer_of(const xml_node& n) const {
    if (n.attribute("producer")) return named(n.attribute("producer").value());
    for (const xml_node c : n.children())
      for (const char* kind : {"producer", "chain", "playlist", "tractor"})
        if (std::string_view(c.name()) == kind) return c;
    return std::string_view(n.name()) == "track" || std::string_view(n.name()) == "entry" ? xml_node() : n;
  }

  std::int64_t frames(const std::string& text, std::int64_t otherwise) const {
    return text.empty() ? otherwise : mlt::frames(text, rate_).value_or(otherwise);
  }

  std::int64_t length_of(const xml_node& p, int depth = 0) {
    const std::string_view kind = p.name();
    if (depth > 50) return 0;
    if (kind == "playlist") {
      std::int64_t sum = 0;
      for (const Laid& l : playlist(p, depth + 1)) sum = std::max(sum, l.at + l.length);
      return sum;
    }
    if (is_tractor(p) && (kind == "entry" || !p.attribute("out"))) {
      std::int64_t most = 0;
      for (const xml_node t : tracks_of(p)) most = std::max(most, length_of(producer_of(t), depth + 1));
      return most;
    }
    const std::int64_t in = frames(p.attribute("in").value(), 0);
    std::int64_t out = frames(p.attribute("out").value(), -1);
    if (out < 0) out = frames(property(p, "out"), frames(property(p, "length"), 0) - 1);
    return std::max<std::int64_t>(0, out - in + 1);
  }

  // Entries and blanks one after the other.
  std::vector<Laid> playlist(const xml_node& list, int depth = 0) {
    std::vector<Laid> out;
    std::int64_t at = 0;
    for (const xml_node n : list.children()) {
      const std::string_view kind = n.name();
      if (++count_ > 1'000'000) {
        fail(list, "has more than 1000000 entries");
        return out;
      }
      if (kind == "blank") {
        const std::int64_t length = frames(n.attribute("length").value(), 0);
        if (length < 0) fail(n, "has a negative length");
        at += std::max<std::int64_t>(0, length);
      } else if (kind == "entry" || kind == "producer" || kind == "chain" || kind == "tractor") {
        Laid l;
        l.producer = kind == "entry" && !is_tractor(n) ? producer_of(n) : n;
        if (!l.producer) {
          b_.note(place(list), "an entry names the producer " + std::string(n.attribute("producer").value()) +
                                   ", which is not there");
          continue;
        }
        // Without an out, as long as the producer; with one, from its first frame. Ends the wrong way round are swapped.
        std::int64_t first = frames(l.producer == n ? "" : l.producer.attribute("in").value(), 0);
        std::int64_t last = first + length_of(l.producer, depth + 1) - 1;
        if (n.attribute("out")) last = frames(n.attribute("out").value(), last), first = l.producer == n ? first : 0;
        first = frames(n.attribute("in").value(), first);
        if (n.attribute("out") && last < first) std::swap(first, last);
        l.in = std::max<std::int64_t>(0, first);
        l.length = last - l.in + 1;
        if (l.length <= 0) continue;
        if (l.producer != n)
          for (const xml_node f : n.children("filter")) l.filters.push_back(f);
        for (std::int64_t repeat = std::clamp(n.attribute("repeat").as_llong(1), 1LL, 1000LL); repeat > 0; --repeat) {
          l.at = at;
          at += l.length;
          out.push_back(l);
        }
      }
      if (at > 1'000'000'000) {
        fail(list, "is longer than 1000000000 frames");
        return out;
      }
    }
    return out;
  }

  // ---- tracks ----
  void fill(const xml_node& p, Timeline& timeline) {
    if (++depth_ > 30) return fail(p, "lies too deep in others");
    if (is_tractor(p)) {
      std::vector<int> video_of;  // of each MLT track, our video track
      std::vector<Track> audio;
      for (const xml_node t : tracks_of(p)) {
        video_of.push_back(-1);
        if (is_background(producer_of(t))) continue;
        const std::string hide = t.attribute("hide").value();
        one(t, producer_of(t), hide, timeline, audio, video_of.back());
      }
      for (Track& t : audio) timeline.tracks.push_back(std::move(t));
      for (const xml_node t : p.children("transition")) mix(t, timeline, video_of);
      for (const xml_node f : p.children("filter")) filter_over(f, p, timeline, video_of);
    } else {
      std::vector<Track> audio;
      int ignored = -1;
      one(p, p, "", timeline, audio, ignored);
      for (Track& t : audio) timeline.tracks.push_back(std::move(t));
    }
    --depth_;
  }

  // Over one of the tracks, or all of them.
  void filter_over(const xml_node& f, const xml_node& p, Timeline& timeline, const std::vector<int>& video_of) {
    const Properties all = properties(f);
    if (mlt::is_idle(all)) return;
    const std::int64_t on = f.attribute("track").as_llong(-1);
    auto effect = mlt::effect_of(all, TrackKind::video, rate_, 0, length_of(p), b_.project.canvas.width,
                                 b_.project.canvas.height);
    const bool there =
        on >= 0 && on < static_cast<std::int64_t>(video_of.size()) && video_of[static_cast<std::size_t>(on)] >= 0;
    if (!effect || !there)
      return b_.note(place(p), "its filter " + property(f, "mlt_service") + " over " +
                                   (on < 0 ? std::string("all tracks") : "track " + std::to_string(on)) +
                                   " is not read");
    effect->id = b_.next("e");
    timeline.tracks[static_cast<std::size_t>(video_of[static_cast<std::size_t>(on)])].effects.push_back(
        *std::move(effect));
  }

  bool is_background(const xml_node& p) const {
    const std::string service = property(p, "mlt_service"), resource = property(p, "resource");
    return p && std::string_view(p.name()) == "producer" && (service == "color" || service == "colour") &&
           (resource == "black" || resource == "0");
  }

  void one(const xml_node& track, const xml_node& p, const std::string& hide, Timeline& timeline,
           std::vector<Track>& audio, int& video_index) {
    if (!p || hide == "both") {
      if (hide == "both") b_.note(place(track), "is hidden and is left out");
      return;
    }
    std::string name = property(p, "kdenlive:track_name");
    if (name.empty()) name = property(p, "shotcut:name");
    std::vector<Laid> laid;
    bool sound_only = property(p, "kdenlive:audio_track") == "1" || property(p, "shotcut:audio") == "1";
    std::string inner_hide = hide;
    if (std::string_view(p.name()) == "tractor" && is_kdenlive_track(p)) {
      // Kdenlive's track: two playlists, where one clip may lie over the end of another.
      for (const xml_node t : tracks_of(p)) {
        const std::vector<Laid> part = playlist(producer_of(t));
        laid.insert(laid.end(), part.begin(), part.end());
        if (inner_hide.empty()) inner_hide = t.attribute("hide").value();
      }
      std::ranges::stable_sort(laid, {}, &Laid::at);
    } else if (std::string_view(p.name()) == "playlist") {
      laid = playlist(p);
    } else {
      Laid l;
      l.producer = p;
      l.in = frames(p.attribute("in").value(), 0);
      l.length = length_of(p);
      if (l.length > 0) laid.push_back(l);
    }
    if (laid.empty()) return;
    sound_only = sound_only || inner_hide == "video";
    Track video = b_.track(TrackKind::video, name), sound = b_.track(TrackKind::audio, name);
    for (std::size_t i = 0; i < laid.size() && !error_; ++i)
      lay(laid, i, !sound_only, inner_hide != "audio", video, sound);
    const auto shows = [](const Track& t) {
      return std::ranges::any_of(t.items, [](const Item& i) { return std::holds_alternative<Clip>(i); });
    };
    for (const xml_node f : p.children("filter")) {
      const Properties all = properties(f);
      if (mlt::is_idle(all)) continue;
      auto effect = mlt::effect_of(all, sound_only ? TrackKind::audio : TrackKind::video, rate_, 0, 0,
                                   b_.project.canvas.width, b_.project.canvas.height);
      if (!effect) {
        b_.note(place(p), "its filter " + property(f, "mlt_service") + " is not read");
        continue;
      }
      effect->id = b_.next("e");
      (sound_only ? sound : video).effects.push_back(*std::move(effect));
    }
    if (shows(video)) {
      video_index = static_cast<int>(timeline.tracks.size());
      timeline.tracks.push_back(std::move(video));
    }
    if (shows(sound)) audio.push_back(std::move(sound));
  }

  // Clip i of the track. Over the end of the one before it, it dissolves in.
  void lay(const std::vector<Laid>& all, std::size_t i, bool picture, bool sound, Track& video, Track& audio) {
    Laid l = all[i];
    const Time at = frame_start(l.at, rate_);
    // Shotcut's dissolve is an entry of its own between the two: the next clip begins with it.
    if (property(l.producer, "shotcut:transition") != "" && i + 1 < all.size()) return;
    std::int64_t lead = 0;
    if (i > 0 && property(all[i - 1].producer, "shotcut:transition") != "") lead = all[i - 1].length;
    Source source;
    Speed speed;
    bool has_sound = false;
    if (!what(l, source, speed, has_sound)) return;
    const std::string link = picture && sound && has_sound ? b_.next("l") : "";
    for (const bool is_video : {true, false}) {
      if (is_video ? !picture : !sound || !has_sound) continue;
      Track& to = is_video ? video : audio;
      const Time begin = at - frame_start(lead, rate_), end = frame_start(l.at + l.length, rate_);
      const Time now = duration(to);
      if (now < begin) to.items.emplace_back(Gap{begin - now, {}});
      Time start = begin;
      if (now > begin) {  // it lies over the end of the last
        auto* last = to.items.empty() ? nullptr : std::get_if<Clip>(&to.items.back());
        const Time over = now - begin;
        if (last && over < last->duration) {
          shorten(*last, over);
          place_transition(b_, to, "org.rushes.dissolve", {}, over);
        } else {
          b_.note(place(l.producer), "lies over others on its track and begins behind them");
          start = now;
        }
      } else if (lead > 0 && !to.items.empty() && std::holds_alternative<Clip>(to.items.back())) {
        place_transition(b_, to, "org.rushes.dissolve", {}, frame_start(lead, rate_));
      }
      if (start >= end) continue;
      const Time first = frame_start(l.in, rate_) - frame_start(lead, rate_) + (start - begin);
      Time from = speed == Speed{} ? first : Time{muldiv_round(first.ticks, std::abs(speed.num), speed.den)};
      if (speed.num < 0) {  // its frames count from the medium's end
        Time whole = source.kind == SourceKind::asset ? b_.media(source.id).duration : Time{};
        if (whole == Time{})
          whole = {muldiv_round(frame_start(length_of(l.producer), rate_).ticks, -speed.num, speed.den)};
        from = std::max(Time{}, whole - from - Time{muldiv_round((end - start).ticks, -speed.num, speed.den)});
      }
      std::string name = property(l.producer, "kdenlive:clipname");
      if (name.empty()) name = property(l.producer, "shotcut:caption");
      if (name.empty() && source.kind == SourceKind::asset) name = b_.project.find_asset(source.id)->name;
      Clip c = b_.clip(name, source, source.kind == SourceKind::generator ? Time{} : from, end - start, speed);
      c.link = link;
      filters(l, is_video ? TrackKind::video : TrackKind::audio, c);
      to.items.emplace_back(std::move(c));
    }
  }
  static void shorten(Clip& c, Time by) {
    c.duration -= by;
    const std::int64_t num = std::abs(c.speed.num);
    const Time covered{muldiv_round(c.duration.ticks, num, c.speed.den)};
    if (c.speed.num < 0)
      c.source_range.start = c.source_range.end - covered;
    else
      c.source_range.end = c.source_range.start + covered;
  }

  void filters(const Laid& l, TrackKind kind, Clip& c) {
    std::vector<xml_node> all = l.filters;
    for (const xml_node f : l.producer.children("filter")) all.push_back(f);
    for (const xml_node f : all) {
      const Properties p = properties(f);
      if (mlt::is_idle(p)) continue;
      auto e = mlt::effect_of(p, kind, rate_, l.in, l.length, b_.project.canvas.width, b_.project.canvas.height);
      if (!e) {
        const std::string service = property(f, "mlt_service");
        if ((service == "volume") == (kind == TrackKind::audio))
          b_.note("clip " + c.name, "its filter " + service + " is not read");
        continue;
      }
      e->id = b_.next("e");
      c.effects.push_back(*std::move(e));
    }
  }

  bool what(const Laid& l, Source& source, Speed& speed, bool& has_sound) {
    const xml_node& p = l.producer;
    const std::string_view kind = p.name();
    if (is_tractor(p) || kind == "playlist") {
      const std::string key = p.attribute("id") ? p.attribute("id").value() : "@" + std::to_string(p.offset_debug());
      if (!nested_.contains(key)) {
        if (!inside_.insert(key).second) {
          fail(p, "shows itself");
          return false;
        }
        NestedTimeline inner;
        inner.id = b_.next("n");
        inner.name = property(p, "kdenlive:clipname");
        fill(p, inner.timeline);
        inside_.erase(key);
        nested_[key] = inner.id;
        b_.project.timelines.push_back(std::move(inner));
      }
      source = {SourceKind::timeline, nested_[key], {}, {}};
      const NestedTimeline* t = b_.project.find_timeline(nested_[key]);
      has_sound =
          t && std::ranges::any_of(t->timeline.tracks, [](const Track& k) { return k.kind == TrackKind::audio; });
      return !error_;
    }
    const Properties all = properties(p);
    const auto get = [&](const char* name) {
      const auto it = all.find(name);
      return it == all.end() ? std::string() : it->second;
    };
    const std::string service = get("mlt_service");
    std::string resource = get("resource");
    if (service == "color" || service == "colour") {
      const auto colour = mlt::colour_of(resource);
      if (!colour) b_.note(place(p), "its colour (" + resource.substr(0, 40) + ") is not known; black is shown");
      Param param;
      param.value = {colour.value_or(std::array<double, 4>{0, 0, 0, 1}), 4, {}};
      source = {SourceKind::generator, "org.rushes.solid", {{"colour", std::move(param)}}, {}};
      return true;
    }
    if (service == "kdenlivetitle" || service == "pango" || service == "dynamictext" || service == "qtext") {
      std::string words = get(service == "pango" && !get("text").empty() ? "text"
                              : service == "pango"                       ? "markup"
                                                                         : "argument");
      if (words.empty()) words = get("text");
      if (service == "kdenlivetitle") {
        words.clear();
        if (auto title = parse_xml(get("xmldata")))
          for (const xml_node item : (*title)->child("kdenlivetitle").children("item"))
            if (const std::string line = trimmed_text(item.child("content")); !line.empty())
              words += (words.empty() ? "" : "\n") + line;
      }
      b_.note(place(p), "its title is shown in our own type");
      source = {SourceKind::generator,
                "org.rushes.title",
                {{"text", constant(words)}, {"style", constant(std::string("centred"))}},
                {}};
      return true;
    }
    if (service == "timewarp") {
      const auto colon = resource.find(':');
      const double s = std::strtod((get("warp_speed").empty() ? resource : get("warp_speed")).c_str(), nullptr);
      if (s != 0 && std::abs(s) < 1000) {
        const Fraction f = nearest_fraction(s, 10'000);
        speed = {f.num, f.den};
      }
      if (!get("warp_resource").empty())
        resource = get("warp_resource");
      else if (colon != resource.npos)
        resource = resource.substr(colon + 1);
    }
    if (p.child("link")) b_.note(place(p), "its time remapping is not read");
    Reference r;
    r.url = resource;
    if (const auto query = r.url.find("?begin"); query != r.url.npos) r.url.resize(query);
    r.name = get("kdenlive:clipname").empty() ? file_name(r.url) : get("kdenlive:clipname");
    r.still = service == "qimage" || service == "pixbuf";
    r.picture = get("video_index") != "-1" || r.still;
    r.sound = get("audio_index") != "-1" && !r.still;
    r.width = std::atoi(get("meta.media.width").c_str()), r.height = std::atoi(get("meta.media.height").c_str());
    r.duration = frame_start(std::clamp<std::int64_t>(frames(get("length"), 0), 0, 1'000'000'000), rate_);
    source = {SourceKind::asset, b_.asset(r), {}, {}};
    has_sound = b_.media(source.id).sound;
    return true;
  }

  // A transition between tracks. Those that only lay tracks over one another are how we show them anyway.
  void mix(const xml_node& t, Timeline& timeline, const std::vector<int>& video_of) {
    const Properties all = properties(t);
    const auto get = [&](const char* name) {
      const auto it = all.find(name);
      return it == all.end() ? std::string() : it->second;
    };
    const std::string service = get("mlt_service");
    if (service == "mix" || get("always_active") == "1" || get("internal_added") != "" || get("disable") == "1") return;
    if (get("in").empty() && get("out").empty()) return;
    if (service != "luma" && service != "composite" && service != "qtblend" && service != "frei0r.cairoblend")
      return b_.note("transition " + service, "is not read");
    const std::int64_t in = frames(get("in"), 0), out = frames(get("out"), 0) + 1;
    const auto b_track = static_cast<std::size_t>(std::clamp(std::atoi(get("b_track").c_str()), 0, 10'000));
    const bool reverse = get("reverse") == "1";
    if (service != "luma") return b_.note("transition " + service, "its geometry is not read");
    if (b_track >= video_of.size() || video_of[b_track] < 0) return;
    Track& track = timeline.tracks[static_cast<std::size_t>(video_of[b_track])];
    for (const Placed& placed : layout(track)) {
      auto* c = std::get_if<Clip>(&track.items[placed.index]);
      if (!c || placed.range.end <= frame_start(in, rate_) || placed.range.start >= frame_start(out, rate_)) continue;
      // The upper track fades in over the lower one, or out.
      Param opacity = constant(reverse ? 1.0 : 0.0);
      for (const bool end : {false, true}) {
        Keyframe key;
        key.at = frame_start(end ? out : in, rate_) - placed.range.start;
        key.value = {{end == reverse ? 0.0 : 1.0, 0, 0, 0}, 1, {}};
        opacity.keys.push_back(key);
      }
      c->effects.push_back({b_.next("e"), "org.rushes.transform", true, {{"opacity", opacity}}, {}, {}});
      if (!get("resource").empty()) b_.note("transition luma", "its pattern is shown as a dissolve");
      return;
    }
  }

  Building b_;
  std::optional<Error> error_;
  std::map<std::string, xml_node> by_id_;
  std::map<std::string, std::string> nested_;
  std::set<std::string> inside_;
  Rate rate_{25, 1};
  bool profiled_ = false;
  int depth_ = 0, count_ = 0;
};

}  // namespace

Result<Read> read_mlt(std::string_view text, const ReadOptions& options) {
  auto document = parse_xml(text);
  if (!document) return std::move(document).error();
  xml_node root = (*document)->document_element();
  const std::string_view name = root.name();
  if (name != "mlt" && name != "westley" && name != "playlist") return Error{Errc::invalid, "it has no mlt element"};
  return Reader(options).run(root);
}

}  // namespace rushes::interchange
