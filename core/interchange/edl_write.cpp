// Project -> CMX3600 EDL.
#include "core/interchange/edl.hpp"
#include "core/interchange/otio.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/tree.hpp"
#include "core/interchange/urls.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

namespace rushes::interchange {

namespace {

// Names go into lines of their own: no line breaks in them.
std::string line_of(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  return text;
}

class Writer {
 public:
  explicit Writer(const Project& project) : p_(project), rate_(project.canvas.rate) {}

  Result<Written> run() {
    if (auto valid = validate(p_); !valid) return std::move(valid).error();
    const Tree kept = extra_tree(p_.timeline.extra);
    const Tree* start = get(kept, "edl", "start");
    start_ = start ? static_cast<std::int64_t>(number_of(start).value_or(0)) : nominal(rate_) * 3600;
    drop_ = may_drop(rate_) && truth_of(get(kept, "edl", "drop"), true);
    if (!start && drop_) start_ = parse_timecode("01:00:00;00", rate_, true)->frame;
    int video = 0, audio = 0;
    for (const Track& t : p_.timeline.tracks) {
      if (!t.enabled) {
        note(place(t), "is not enabled and is left out");
        continue;
      }
      if (!t.effects.empty()) note(place(t), "its effects cannot be said in an EDL");
      if (t.kind == TrackKind::video && ++video > 1)
        note(place(t), "an EDL has one track of pictures; the others are left out");
      else if (t.kind == TrackKind::audio && ++audio > 4)
        note(place(t), "an EDL has four tracks of sound; the others are left out");
      else
        events(t, t.kind == TrackKind::video ? 0 : audio);
    }
    if (!p_.timeline.master.empty()) note("timeline", "the effects on its sound cannot be said in an EDL");
    std::ranges::stable_sort(events_, {}, &Event::at);
    if (events_.size() > 999) note("", "it has more than 999 events, which older systems do not read");
    return Written{print(), std::move(notices_)};
  }

 private:
  struct Event {
    std::int64_t at = 0, end = 0, from = 0, to = 0, mix = 0;
    std::string kind = "C", channels, reel, out_reel, name, out_name, file;
    std::int64_t out_from = 0;
    std::optional<double> speed;
    std::vector<std::string> comments;
    std::string key;  // of picture and sound that belong together
    const Clip* clip = nullptr;
  };

  static std::string place(const Track& t) { return "track " + (t.name.empty() ? t.id : t.name); }
  void note(std::string where, std::string what) {
    Notice n{std::move(where), std::move(what)};
    if (std::ranges::find(notices_, n) == notices_.end() && notices_.size() < 1000) notices_.push_back(std::move(n));
  }

  std::int64_t frame(Time t, const std::string& where) {
    const std::int64_t n = frame_at(t + Time{frame_start(1, rate_).ticks / 2}, rate_);
    if (frame_start(n, rate_) != t) note(where, "does not lie on whole frames; its times are rounded");
    return n;
  }

  const Asset* asset_of(const Clip& c) const {
    if (c.source.kind == SourceKind::asset) return p_.find_asset(c.source.id);
    const Scene* scene = c.source.kind == SourceKind::scene ? p_.find_scene(c.source.id) : nullptr;
    return scene ? p_.find_asset(scene->asset) : nullptr;
  }

  // Eight letters and digits, different for different media.
  std::string reel_of(const Clip& c, const Asset* a) {
    const Tree extra = extra_tree(c.extra);
    if (const std::string said = text_of(get(extra, "edl", "reel"));
        !said.empty() && said.find_first_of(" \t\r\n") == said.npos)
      return said;
    if (!a) return "AX";
    if (const auto known = reels_.find(a->id); known != reels_.end()) return known->second;
    std::string name;
    for (const char ch : stem(a->name.empty() ? a->uri : a->name))
      if (std::isalnum(static_cast<unsigned char>(ch)) && name.size() < 8)
        name += static_cast<char>(std::toupper(static_cast<unsigned char>(ch)));
    if (name.empty() || name == "BL" || name == "AX") name = "REEL";
    std::string reel = name;
    for (int n = 2; !used_.insert(reel).second; ++n) {
      const std::string tail = std::to_string(n);
      reel = name.substr(0, 8 - std::min<std::size_t>(tail.size(), 7)) + tail;
    }
    return reels_[a->id] = reel;
  }

  std::int64_t source_start(const Asset* a) const {
    const Tree extra = a ? extra_tree(a->extra) : object();
    const Tree* said = get(extra, "timecode");
    const auto* ticks = said ? std::get_if<std::int64_t>(&said->value) : nullptr;
    return ticks ? frame_at({*ticks}, rate_) : 0;
  }

  void events(const Track& track, int channel) {
    const auto placed = layout(track);
    for (std::size_t i = 0; i < track.items.size(); ++i) {
      const auto* c = std::get_if<Clip>(&track.items[i]);
      const auto* mix = i > 0 ? std::get_if<Transition>(&track.items[i - 1]) : nullptr;
      const auto* next = i + 1 < track.items.size() ? std::get_if<Transition>(&track.items[i + 1]) : nullptr;
      const auto* gap = std::get_if<Gap>(&track.items[i]);
      if (std::holds_alternative<Transition>(track.items[i]) || (gap && (!mix || gap->duration == Time{}))) continue;
      const std::string where = c ? "clip " + (c->name.empty() ? c->id : c->name) : place(track);
      // A dissolve begins with the incoming event: what lies before the cut belongs to it.
      const Time lead = mix ? mix->in_offset : Time{}, tail = next ? next->in_offset : Time{};
      Event e;
      e.at = frame(placed[i].range.start - lead, where);
      e.end = frame(placed[i].range.end - tail, where);
      if (e.end <= e.at) {
        if (e.end == e.at) note(where, "is shorter than a frame and is left out");
        continue;
      }
      e.channels = channel == 0 ? "V" : channel == 1 ? "A" : "A" + std::to_string(channel);
      if (mix) transition(e, *mix, track, i, where);
      if (!c || !c->enabled) {
        if (c) note(where, "is not enabled and is written as black");
        e.reel = "BL";
        e.to = e.end - e.at;
      } else {
        source(e, *c, lead, where);
      }
      merge(std::move(e));
    }
  }

  void transition(Event& e, const Transition& t, const Track& track, std::size_t i, const std::string& where) {
    e.mix = frame(t.in_offset + t.out_offset, where);
    e.kind = "D";
    if (t.plugin == "org.rushes.wipe") {
      const auto style = t.params.find("style"), angle = t.params.find("angle");
      const std::string s = style == t.params.end() ? "linear" : style->second.value.text;
      const double a = angle == t.params.end() ? 0 : angle->second.value.v[0];
      const auto code =
          std::ranges::find_if(wipe_codes, [&](const WipeCode& w) { return s == w.style && a == w.angle; });
      char text[8];
      std::snprintf(text, sizeof text, "W%03d", code == std::end(wipe_codes) ? 1 : code->code);
      const Tree extra = extra_tree(t.extra);
      e.kind = text_of(get(extra, "edl", "kind"), text);
      if (code == std::end(wipe_codes)) note(where, "its wipe has no code; 001 is written");
    } else if (t.plugin != "org.rushes.dissolve") {
      note(where, "its transition " + t.plugin + " is written as a dissolve");
    }
    const auto* out = i >= 2 ? std::get_if<Clip>(&track.items[i - 2]) : nullptr;
    e.out_reel = "BL";
    if (!out || !out->enabled) return;
    const Asset* a = asset_of(*out);
    e.out_reel = reel_of(*out, a);
    e.out_name = line_of(out->name);
    const Time gone = out->duration - t.in_offset;
    e.out_from =
        source_start(a) +
        frame_at(out->source_range.start + Time{muldiv_round(gone.ticks, std::abs(out->speed.num), out->speed.den)},
                 rate_);
  }

  void source(Event& e, const Clip& c, Time lead, const std::string& where) {
    const Asset* a = asset_of(c);
    if (!a)
      note(where, c.source.kind == SourceKind::timeline
                      ? "shows another timeline, which an EDL cannot say; its place is kept as AX"
                      : "shows a generator, which an EDL cannot say; its place is kept as AX");
    if (!c.effects.empty()) note(where, "its effects cannot be said in an EDL");
    if (!c.retime.empty()) note(where, "its changing speed cannot be said in an EDL; its average is written");
    e.reel = reel_of(c, a);
    Time from = c.source_range.start, covered = c.source_range.duration();
    const Time ahead{muldiv_round(lead.ticks, std::abs(c.speed.num), c.speed.den)};
    if (c.speed.num >= 0) from -= ahead;
    if (from.ticks < 0) note(where, "has no material before its beginning for the transition"), from = {};
    const std::int64_t length = e.end - e.at;
    e.from = source_start(a) + frame(from, where);
    e.to =
        e.from +
        (c.speed == Speed{} && c.retime.empty() ? length
         : c.speed.num == 0
             ? 1
             : frame(Time{muldiv_round(frame_start(length, rate_).ticks, std::abs(c.speed.num), c.speed.den)}, where));
    if (!c.retime.empty()) e.to = e.from + std::max<std::int64_t>(1, frame_at(covered, rate_));
    if (c.speed != Speed{})
      e.speed =
          static_cast<double>(nominal(rate_)) * static_cast<double>(c.speed.num) / static_cast<double>(c.speed.den);
    e.name = line_of(c.name.empty() && a ? a->name : c.name);
    if (e.name == e.reel && a && a->name != e.name) e.name.clear();  // it had no name but its reel's
    if (a) e.file = line_of(otio::url_of(*a));
    const Tree extra = extra_tree(c.extra);
    if (const auto* comments = list_of(get(extra, "edl", "comments")))
      for (const Tree& line : *comments) e.comments.push_back(line_of(text_of(&line)));
    if (!c.link.empty()) e.key = c.link;
    e.clip = &c;
  }

  // Picture and sound of one link, source and place are one event.
  void merge(Event e) {
    if (!e.key.empty())
      for (Event& other : events_)
        if (other.key == e.key && other.at == e.at && other.end == e.end && other.from == e.from && other.to == e.to &&
            other.kind == e.kind && other.mix == e.mix && other.reel == e.reel && other.channels == "V" &&
            e.channels.starts_with('A')) {
          const Tree extra = extra_tree(other.clip->extra);
          const std::string said = text_of(get(extra, "edl", "channels"));
          other.channels = said.find('V') != said.npos || said == "B" ? said
                           : e.channels == "A"                        ? "B"
                                                                      : e.channels + "/V";
          return;
        }
    events_.push_back(std::move(e));
  }

  std::string code(std::int64_t frame) const { return format_timecode(frame, rate_, drop_); }

  std::string print() {
    std::string out = "TITLE: " + line_of(p_.title) + "\n";
    out += drop_ ? "FCM: DROP FRAME\n" : "FCM: NON-DROP FRAME\n";
    std::vector<const Marker*> marks;
    for (const Marker& m : p_.timeline.markers) marks.push_back(&m);
    std::ranges::stable_sort(marks, {}, [](const Marker* m) { return m->range.start; });
    std::size_t next = 0;
    char line[256];
    for (std::size_t i = 0; i < events_.size(); ++i) {
      const Event& e = events_[i];
      const auto print_event = [&](const std::string& reel, const std::string& kind, std::int64_t a, std::int64_t b,
                                   std::int64_t at, std::int64_t end) {
        std::snprintf(line, sizeof line, "%03zu  %-8.64s %-5.16s %-8.16s ", i + 1, reel.c_str(), e.channels.c_str(),
                      kind.c_str());
        out += line + code(a) + " " + code(b) + " " + code(start_ + at) + " " + code(start_ + end) + "\n";
      };
      if (e.mix > 0) {
        print_event(e.out_reel, "C", e.out_from, e.out_from, e.at, e.at);
        std::snprintf(line, sizeof line, "%-4s %03lld", e.kind.c_str(), static_cast<long long>(e.mix));
        print_event(e.reel, line, e.from, e.to, e.at, e.end);
      } else {
        print_event(e.reel, "C", e.from, e.to, e.at, e.end);
      }
      if (e.speed) {
        std::snprintf(line, sizeof line, "M2   %-8.64s %s%05.1f ", e.reel.c_str(), *e.speed < 0 ? "-" : "",
                      std::abs(*e.speed));
        out += line + code(e.from) + "\n";
      }
      if (e.mix > 0) {
        if (!e.out_name.empty()) out += "* FROM CLIP NAME: " + e.out_name + "\n";
        if (!e.name.empty()) out += "* TO CLIP NAME: " + e.name + "\n";
      } else if (!e.name.empty()) {
        out += "* FROM CLIP NAME: " + e.name + "\n";
      }
      if (!e.file.empty()) out += "* SOURCE FILE: " + e.file + "\n";
      for (const std::string& c : e.comments) out += "* " + c + "\n";
      for (; next < marks.size() && (frame_at(marks[next]->range.start, rate_) < e.end || i + 1 == events_.size());
           ++next) {
        const Marker& m = *marks[next];
        std::string colour = line_of(m.colour.empty() ? "WHITE" : m.colour);
        std::ranges::replace(colour, ' ', '_');
        out += "* LOC: " + code(start_ + frame_at(m.range.start, rate_)) + " " + colour + " " +
               line_of(m.name.empty() ? m.comment : m.name) + "\n";
      }
    }
    return out;
  }

  const Project& p_;
  Rate rate_;
  std::int64_t start_ = 0;
  bool drop_ = false;
  std::vector<Event> events_;
  std::map<std::string, std::string> reels_;
  std::set<std::string> used_;
  std::vector<Notice> notices_;
};

}  // namespace

Result<Written> write_edl(const Project& project) { return Writer(project).run(); }

}  // namespace rushes::interchange
