// CMX3600 EDL -> Project.
#include "core/interchange/building.hpp"
#include "core/interchange/edl.hpp"
#include "core/interchange/times.hpp"
#include "core/interchange/tree.hpp"
#include "core/interchange/urls.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace rushes::interchange {

namespace {

std::string_view trimmed(std::string_view s) {
  const auto from = s.find_first_not_of(" \t\r"), to = s.find_last_not_of(" \t\r");
  return from == s.npos ? std::string_view() : s.substr(from, to - from + 1);
}

std::vector<std::string_view> words(std::string_view s) {
  std::vector<std::string_view> out;
  for (s = trimmed(s); !s.empty(); s = trimmed(s)) {
    const auto end = std::min(s.find_first_of(" \t"), s.size());
    out.push_back(s.substr(0, end));
    s.remove_prefix(end);
  }
  return out;
}

bool digits(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789") == s.npos; }

struct Edit {
  std::string number, reel, channels, kind;
  std::int64_t length = 0;  // of a dissolve or wipe, in frames
  std::string_view code[4];
  std::int64_t from = 0, to = 0, at = 0, end = 0;  // frames: source in and out, record in and out
  std::optional<double> speed;                     // frames of the source a second
  std::string name, to_name, file;
  std::vector<std::string> comments;
  bool video = false;
  std::vector<int> audio;
  std::string place() const { return "event " + number; }
};

struct Mark {
  std::string_view at;
  std::string colour, text;
};

class Reader {
 public:
  Reader(std::string_view text, const ReadOptions& options) : text_(text), options_(options), b_(options) {}

  Result<Read> run() {
    if (auto ok = lines(); !ok) return std::move(ok).error();
    if (edits_.empty()) return Error{Errc::invalid, "there is no event in it, so it is no EDL"};
    media();
    if (auto ok = times(); !ok) return std::move(ok).error();
    b_.project.canvas.rate = rate_;
    start_ = std::ranges::min(edits_, {}, &Edit::at).at;
    b_.project.timeline.tracks.push_back(b_.track(TrackKind::video, "V"));
    offsets();
    for (std::size_t i = 0; i < edits_.size(); ++i) place_edit(edits_[i], i > 0 ? &edits_[i - 1] : nullptr);
    markers();
    b_.project.timeline.extra = extra_text(object({{"edl", object({{"start", Tree{start_}}, {"drop", Tree{drop_}}})}}));
    b_.canvas_from_media(true, false);
    auto& tracks = b_.project.timeline.tracks;
    if (tracks.size() > 1 && tracks.front().items.empty()) tracks.erase(tracks.begin());
    return b_.finish();
  }

 private:
  Result<void> lines() {
    std::size_t number = 0;
    for (std::string_view rest = text_.starts_with("\xEF\xBB\xBF") ? text_.substr(3) : text_; !rest.empty();) {
      const auto end = rest.find_first_of("\r\n");
      const std::string_view line = trimmed(rest.substr(0, end));
      if (end == rest.npos)
        rest = {};
      else
        rest.remove_prefix(end + (rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n' ? 2 : 1));
      ++number;
      if (line.empty()) continue;
      if (line.starts_with("TITLE:")) {
        if (const auto title = trimmed(line.substr(6)); !title.empty()) b_.project.title = title;
      } else if (line.starts_with("FCM:")) {
        const auto mode = line.substr(4);
        if (mode.find("DROP") != mode.npos && mode.find("NON") == mode.npos) drop_ = true;
      } else if (line.front() == '*') {
        comment(trimmed(line.substr(1)));
      } else if (line.starts_with("M2")) {
        motion(words(line));
      } else if (digits(line.substr(0, std::min(line.find_first_of(" \t"), line.size())))) {
        if (auto ok = event(words(line), number); !ok) return ok;
        if (edits_.size() > 200'000) return Error{Errc::invalid, "has more than 200000 events"};
      } else if (line.starts_with("AUD") && !edits_.empty()) {
        for (const auto w : words(line))
          if (w.size() == 1 && w[0] >= '1' && w[0] <= '9') edits_.back().audio.push_back(w[0] - '0');
      } else if (!edits_.empty()) {
        edits_.back().comments.emplace_back(line);
      }
    }
    return {};
  }

  Result<void> event(const std::vector<std::string_view>& w, std::size_t line) {
    const auto bad = [&](const std::string& what) {
      return Error{Errc::invalid, "line " + std::to_string(line) + ": " + what};
    };
    if (w.size() < 8) return bad("an event needs number, reel, channels, kind and four timecodes");
    Edit e;
    e.number = w[0], e.reel = w[1], e.channels = w[2], e.kind = w[3];
    for (std::size_t i = 0; i < 4; ++i) e.code[i] = w[w.size() - 4 + i];
    if (w.size() >= 9 && digits(w[4])) std::from_chars(w[4].data(), w[4].data() + w[4].size(), e.length);
    for (const char c : e.channels)
      if (c == 'V' || c == 'v' || c == 'B') e.video = true;
    std::string_view c = e.channels;
    if (c.find('B') != c.npos) e.audio = {1};
    if (c.find("AA") != c.npos)
      e.audio = {1, 2};
    else if (const auto a = c.find('A'); a != c.npos)
      e.audio = {a + 1 < c.size() && c[a + 1] >= '1' && c[a + 1] <= '9' ? c[a + 1] - '0' : 1};
    if (!e.video && e.audio.empty()) {
      b_.note(e.place(), "its channels (" + e.channels + ") name neither picture nor sound; it is left out");
      return {};
    }
    e.name = "";
    edits_.push_back(std::move(e));
    return {};
  }

  void comment(std::string_view text) {
    const auto behind = [&](const char* key, std::string& to) {
      if (!text.starts_with(key)) return false;
      to = trimmed(text.substr(std::string_view(key).size()));
      return true;
    };
    std::string where;
    if (behind("LOC:", where)) {
      const auto at = text.find(where);
      const std::string_view rest = text.substr(at);
      const auto w = words(rest);
      if (!w.empty()) {
        Mark m{w[0], w.size() > 1 ? std::string(w[1]) : "", ""};
        if (w.size() > 2) m.text = trimmed(rest.substr(static_cast<std::size_t>(w[2].data() - rest.data())));
        marks_.push_back(std::move(m));
      }
      return;
    }
    if (edits_.empty()) return;
    Edit& e = edits_.back();
    if (behind("FROM CLIP NAME:", e.name) || behind("TO CLIP NAME:", e.to_name) || behind("SOURCE FILE:", e.file))
      return;
    e.comments.emplace_back(text);
  }

  void motion(const std::vector<std::string_view>& w) {
    if (edits_.empty()) return;
    double speed = 0;
    const std::string_view text = w.size() > 2 ? (w[2].starts_with('+') ? w[2].substr(1) : w[2]) : std::string_view();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), speed);
    if (text.empty() || error != std::errc{} || !(std::abs(speed) < 100'000))
      return b_.note(edits_.back().place(), "its M2 line names no speed");
    // Of the events just read, the last of this reel.
    for (std::size_t i = edits_.size(); i-- > 0 && i + 3 > edits_.size();)
      if (edits_[i].reel == w[1] || i + 1 == edits_.size()) {
        edits_[i].speed = speed;
        if (edits_[i].reel == w[1]) return;
      }
  }

  Result<void> times() {
    std::int64_t highest = 0;
    for (const Edit& e : edits_)
      for (const auto code : e.code) {
        const auto last = code.find_last_of(":;,.");
        std::int64_t frames = 0;
        if (last != code.npos) std::from_chars(code.data() + last + 1, code.data() + code.size(), frames);
        highest = std::max(highest, frames);
        if (code.find(';') != code.npos) drop_ = true;
      }
    rate_ = options_.rate ? *options_.rate : rate_of_media(highest);
    if (!options_.rate)
      b_.note("", "an EDL does not say its frame rate; " + to_string(rate_) +
                      " is taken from its timecodes and media (--rate sets another)");
    for (Edit& e : edits_) {
      std::int64_t* to[4] = {&e.from, &e.to, &e.at, &e.end};
      for (std::size_t i = 0; i < 4; ++i) {
        const auto code = parse_timecode(e.code[i], rate_, drop_);
        if (!code)
          return Error{Errc::invalid, e.place() + ": '" + std::string(e.code[i].substr(0, 40)) +
                                          "' is no timecode at " + to_string(rate_)};
        *to[i] = code->frame;
      }
      if (e.end < e.at) return Error{Errc::invalid, e.place() + ": its record out lies before its record in"};
      if (e.to < e.from) std::swap(e.from, e.to);
    }
    return {};
  }

  // That of the first medium whose seconds have as many numbers as the timecodes do; else of the timecodes alone.
  Rate rate_of_media(std::int64_t highest) const {
    for (const Asset& a : b_.project.assets) {
      const Media& m = b_.media(a.id);
      if (m.still || m.rate.num <= 0 || (drop_ && !may_drop(m.rate))) continue;
      if (nominal(m.rate) > highest && nominal(m.rate) <= 60) return m.rate;
    }
    if (drop_) return highest < 30 ? Rate{30000, 1001} : Rate{60000, 1001};
    return {highest < 24 ? 24 : highest < 25 ? 25 : highest < 30 ? 30 : 60, 1};
  }

  Time time(std::int64_t frames) const { return frame_start(frames, rate_); }
  static bool black(const Edit& e) { return e.reel == "BL" || e.reel == "BLACK"; }

  // Which medium each event shows.
  void media() {
    asset_.resize(edits_.size());
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      Edit& e = edits_[i];
      if (black(e)) continue;
      if (!e.to_name.empty() && e.kind != "C" && !e.kind.empty()) e.name = e.to_name;  // of what comes in
      // The outgoing half of a dissolve has its name on the other line.
      if (e.name.empty() && i + 1 < edits_.size() && edits_[i + 1].number == e.number) e.name = edits_[i + 1].name;
      Reference r;
      r.url = !e.file.empty() ? e.file : !e.name.empty() ? e.name : e.reel == "AX" ? std::string() : e.reel;
      r.name = !e.name.empty() ? e.name : r.url;
      r.picture = r.sound = true;
      asset_[i] = b_.asset(r);
    }
  }

  // What the timecode of each medium begins with, where the file does not tell.
  void offsets() {
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> used;
    for (std::size_t i = 0; i < edits_.size(); ++i) {
      const Edit& e = edits_[i];
      if (e.from == e.to || asset_[i].empty()) continue;
      auto [it, fresh] = used.try_emplace(asset_[i], e.from, e.to);
      it->second = {std::min(it->second.first, e.from), std::max(it->second.second, e.to)};
    }
    for (Asset& a : b_.project.assets) {
      const Media& m = b_.media(a.id);
      const auto [low, high] = used.contains(a.id) ? used[a.id] : std::pair<std::int64_t, std::int64_t>{};
      const std::int64_t hour = parse_timecode(drop_ ? "01:00:00;00" : "01:00:00:00", rate_, drop_)->frame;
      const std::int64_t length = frames_in(m.duration, rate_);
      std::int64_t first = 0;
      if (m.timecode)
        first = frame_at(*m.timecode, rate_);
      else if (m.duration.ticks > 0 && high > length)
        first = high - low / hour * hour <= length ? low / hour * hour : low;
      else if (m.duration.ticks <= 0)
        first = low / hour * hour;
      if (m.timecode && (low < first || (length > 0 && high > first + length + 1)))
        b_.note(a.name, "is used outside of the timecodes that the file has");
      offset_[a.id] = first;
      Tree extra = extra_tree(a.extra);
      set(extra, "timecode", Tree{time(first).ticks});
      a.extra = extra_text(extra);
    }
  }

  void place_edit(const Edit& e, const Edit* before) {
    const std::size_t index = static_cast<std::size_t>(&e - edits_.data());
    const bool mixes = e.kind.starts_with('D') || e.kind.starts_with('W');
    if (!mixes && !e.kind.starts_with('C')) b_.note(e.place(), "is a " + e.kind + " (a key), which is read as a cut");
    const std::int64_t length = e.end - e.at;
    if (length == 0) return;  // the outgoing half of a dissolve: the clip before it goes on
    if (mixes && before && before->number == e.number && before->at == before->end && index > 1) {
      const Edit& out = edits_[index - 2];
      const bool goes_on = out.reel == before->reel && (out.to == before->from || out.speed);
      if (!goes_on && !black(*before))
        b_.note(e.place(), "comes out of material that the event before does not end with; that event's is shown");
    }
    const std::string link = e.video && !e.audio.empty() ? b_.next("l") : std::string();
    if (e.video) one(e, index, TrackKind::video, 0, link, mixes, length);
    if (!e.audio.empty()) one(e, index, TrackKind::audio, std::ranges::min(e.audio) - 1, link, mixes, length);
  }

  Track& track_at(TrackKind kind, int n, Time at) {
    auto& tracks = b_.project.timeline.tracks;
    int seen = 0;
    for (Track& t : tracks)
      if (t.kind == kind && seen++ >= n && duration(t) <= at) return t;
    while (seen <= n) {
      tracks.push_back(b_.track(kind, kind == TrackKind::audio ? "A" + std::to_string(seen + 1) : "V"));
      ++seen;
    }
    if (duration(tracks.back()) <= at && tracks.back().kind == kind) return tracks.back();
    b_.note("", "events overlap; later ones lie on tracks of their own");
    return tracks.emplace_back(b_.track(kind, {}));
  }

  void one(const Edit& e, std::size_t index, TrackKind kind, int n, const std::string& link, bool mixes,
           std::int64_t length) {
    const Time at = time(e.at - start_);
    Track& track = track_at(kind, n, at);
    if (duration(track) < at) track.items.emplace_back(Gap{at - duration(track), {}});
    if (mixes) {
      const bool wipe = e.kind.starts_with('W');
      Params params;
      if (wipe && kind == TrackKind::video) {
        int code = 0;
        std::from_chars(e.kind.data() + 1, e.kind.data() + e.kind.size(), code);
        const auto found = std::ranges::find(wipe_codes, code, &WipeCode::code);
        if (found == std::end(wipe_codes))
          b_.note(e.place(), "its wipe " + e.kind + " is not known; one from the left is shown");
        params["style"] = constant(std::string(found == std::end(wipe_codes) ? "linear" : found->style));
        params["angle"] = constant(found == std::end(wipe_codes) ? 0.0 : found->angle);
      }
      place_transition(b_, track, wipe ? "org.rushes.wipe" : "org.rushes.dissolve", {},
                       time(std::min(e.length, length)), std::move(params));
      if (wipe)
        std::get<Transition>(track.items.back()).extra =
            extra_text(object({{"edl", object({{"kind", text(e.kind)}})}}));
    }
    const Time end = time(e.end - start_);
    if (black(e)) {
      track.items.emplace_back(Gap{end - at, {}});
      return;
    }
    Speed speed;
    const std::int64_t covered = e.to - e.from;
    const auto fps = static_cast<double>(nominal(rate_));
    const Fraction fits = nearest_fraction(static_cast<double>(covered) / static_cast<double>(length));
    if (e.speed) {
      const double wanted = *e.speed / fps;
      const bool close = std::abs(std::abs(wanted) - static_cast<double>(covered) / static_cast<double>(length)) <=
                         0.06 / fps + 1.01 / static_cast<double>(length);
      const Fraction f = close && wanted != 0 ? fits : nearest_fraction(std::abs(wanted));
      speed = {wanted < 0 ? -f.num : f.num, f.den};
    } else if (covered != length) {
      if (covered > 0)
        speed = {fits.num, fits.den};
      else
        speed = {0, 1};
      b_.note(e.place(), "takes " + std::to_string(covered) + " frames of its source for " + std::to_string(length) +
                             "; its speed is made to fit");
    }
    Clip c = b_.clip(e.name.empty() ? e.reel : e.name, {SourceKind::asset, asset_[index], {}, {}},
                     time(e.from - offset_[asset_[index]]), end - at, speed);
    c.link = link;
    Tree kept = object({{"reel", text(e.reel)}, {"channels", text(e.channels)}});
    std::vector<Tree> comments;
    for (const std::string& line : e.comments) comments.push_back(text(line));
    if (!comments.empty()) set(kept, "comments", list(std::move(comments)));
    c.extra = extra_text(object({{"edl", std::move(kept)}}));
    track.items.emplace_back(std::move(c));
  }

  void markers() {
    for (const Mark& m : marks_) {
      const auto code = parse_timecode(m.at, rate_, drop_);
      if (!code || code->frame < start_) {
        b_.note("marker " + m.text,
                "lies at '" + std::string(m.at.substr(0, 20)) + "', which is no time of the programme; it is left out");
        continue;
      }
      const Time at = time(code->frame - start_);
      b_.project.timeline.markers.push_back({b_.next("m"), m.text, m.colour, "", {at, at}, {}});
    }
  }

  std::string_view text_;
  const ReadOptions& options_;
  Building b_;
  std::vector<Edit> edits_;
  std::vector<Mark> marks_;
  std::vector<std::string> asset_;              // of each event
  std::map<std::string, std::int64_t> offset_;  // frames: the timecode of an asset's first picture
  Rate rate_{24, 1};
  bool drop_ = false;
  std::int64_t start_ = 0;
};

}  // namespace

Result<Read> read_edl(std::string_view text, const ReadOptions& options) { return Reader(text, options).run(); }

}  // namespace rushes::interchange
