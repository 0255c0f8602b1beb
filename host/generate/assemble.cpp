#include "host/generate/film.hpp"

#include <algorithm>

namespace rushes::host {

namespace {

// How loud the parts are against each other, in dB, before the master brings the whole to its target.
constexpr double music_gain = -9, ambience_gain = -15;
constexpr double loudness_target = -16;  // LUFS: what streaming services bring films to
constexpr double master_ceiling = -1.5;  // dBTP: half a decibel for what the sound's codec adds, to end below -1

Param number(double value) { return {.value = {.v = {value}, .n = 1, .text = {}}, .keys = {}}; }
Param text(std::string value) { return {.value = {.v = {}, .n = 0, .text = std::move(value)}, .keys = {}}; }
Param point(double x, double y) { return {.value = {.v = {x, y}, .n = 2, .text = {}}, .keys = {}}; }
Param curve(std::vector<std::pair<Time, double>> points) {
  Param p = number(points.front().second);
  for (const auto& [at, value] : points)
    p.keys.push_back({.at = at, .value = {.v = {value}, .n = 1, .text = {}}, .to_next = Interpolation::linear});
  return p;
}

// Counts up ids of one kind: c1, c2, ...
struct Ids {
  std::string prefix;
  int last = 0;
  std::string next() { return prefix + std::to_string(++last); }
};

AssetKind kind_of(const Generated& g) {
  if (g.mime.starts_with("audio/")) return AssetKind::audio;
  return g.mime.starts_with("image/") ? AssetKind::image : AssetKind::clip;
}

class Assembly {
 public:
  Assembly(const FilmOptions& o, const FilmPieces& p) : options_(o), pieces_(p) {}

  Project run() {
    project_.id = "film";
    project_.title = pieces_.script.title;
    project_.status = ProjectStatus::ready;
    project_.prompt = options_.prompt;
    project_.engine = options_.picture_engine;
    project_.canvas = options_.canvas;
    pictures();
    title();
    captions();
    narration();
    music();
    ambience();
    project_.timeline.master.push_back(
        {.id = effect_.next(),
         .plugin = "org.rushes.loudness",
         .params = {{"target", number(loudness_target)}, {"ceiling", number(master_ceiling)}}});
    return std::move(project_);
  }

 private:
  Time at(std::int64_t frame) const { return frame_start(frame, options_.canvas.rate); }
  Time film_length() const { return at(pieces_.cuts.back().start + pieces_.cuts.back().length); }

  std::string asset(const Generated& g, const std::string& name, const std::string& prompt, const std::string& engine,
                    Time duration) {
    const auto same = std::ranges::find(project_.assets, g.content_hash, &Asset::content_hash);
    if (same != project_.assets.end()) return same->id;
    Asset a;
    a.id = asset_.next();
    a.name = name;
    a.kind = kind_of(g);
    a.uri = g.uri;
    a.content_hash = g.content_hash;
    a.mime = g.mime;
    a.bytes = g.bytes;
    a.duration = duration;
    if (a.kind == AssetKind::clip) a.width = options_.canvas.width, a.height = options_.canvas.height;
    a.rate = options_.canvas.rate;
    a.prompt = prompt;
    a.engine = engine;
    a.generation_params = g.params;
    project_.assets.push_back(a);
    return a.id;
  }

  Clip clip(std::string name, Source source, TimeRange range) {
    Clip c;
    c.id = clip_.next();
    c.name = std::move(name);
    c.source = std::move(source);
    c.source_range = range;
    c.duration = range.duration();
    return c;
  }

  void pictures() {
    Track track{.id = track_.next(), .name = "Picture", .kind = TrackKind::video};
    for (std::size_t i = 0; i < pieces_.cuts.size(); ++i) {
      const SceneCut& cut = pieces_.cuts[i];
      const ScriptScene& written = pieces_.script.scenes[i];
      Scene scene;
      scene.id = scene_.next();
      scene.title = "Scene " + std::to_string(i + 1);
      scene.prompt = written.prompt;
      scene.narration = written.narration;
      scene.duration = at(cut.start + cut.length) - at(cut.start);
      scene.engine = options_.picture_engine;
      scene.generation_params = pieces_.pictures[i].params;
      scene.seed = options_.seed;
      scene.status = SceneStatus::ready;
      scene.asset =
          asset(pieces_.pictures[i], scene.title, scene.prompt, scene.engine, at(cut.head + cut.length + cut.tail));
      if (i > 0 && cut.head > 0)
        track.items.push_back(Transition{.id = transition_.next(),
                                         .plugin = written.transition,
                                         .in_offset = at(cut.head),
                                         .out_offset = at(cut.head)});
      // The picture begins with its handle; the clip shows what comes after it.
      const Time head = at(cut.head);
      track.items.push_back(
          clip(scene.title, {.kind = SourceKind::scene, .id = scene.id}, {head, head + scene.duration}));
      project_.storyboard.push_back(std::move(scene));
    }
    const Time end = film_length(), second{Time::per_second};
    // From dim, not from black: the first frame is what players show of a film before it runs.
    const Time in = std::min(second, Time{end.ticks / 8}), out = std::min(second, Time{end.ticks / 6});
    track.effects.push_back({.id = effect_.next(),
                             .plugin = "org.rushes.fade",
                             .params = {{"amount", curve({{{0}, 0.3}, {in, 0}, {end - out, 0}, {end, 1}})}}});
    project_.timeline.tracks.push_back(std::move(track));
  }

  void title() {
    if (pieces_.script.title.empty()) return;
    const Time end = film_length();
    const Time start = std::min(Time{Time::per_second / 2}, Time{end.ticks / 20});
    const Time length = std::min(Time{Time::per_second * 18 / 5}, Time{end.ticks / 3});
    const Rate rate = options_.canvas.rate;
    Track track{.id = track_.next(), .name = "Title", .kind = TrackKind::video};
    Source source{
        .kind = SourceKind::generator,
        .id = "org.rushes.title",
        .params = {{"text", text(pieces_.script.title)},
                   {"subtitle", text(pieces_.cues.empty() ? pieces_.script.subtitle : "")},  // else the captions say it
                   {"style", text("centred")},
                   {"font", text("DejaVu Serif Condensed")},
                   {"position", point(0, -0.16)}}};  // above the middle, where the subjects are
    const Time from = at(frame_at(start, rate)), to = at(frame_at(start + length, rate));
    track.items.push_back(Gap{.duration = from});
    track.items.push_back(clip("Title", std::move(source), {{0}, to - from}));
    project_.timeline.tracks.push_back(std::move(track));
  }

  void captions() {
    if (options_.captions != Captions::burn || pieces_.cues.empty()) return;
    Track track{.id = track_.next(), .name = "Captions", .kind = TrackKind::video};
    Source source{
        .kind = SourceKind::generator,
        .id = "org.rushes.captions",
        .params = {{"text", text(to_vtt(pieces_.cues))}, {"format", text("vtt")}, {"style", text("word_highlight")}}};
    track.items.push_back(clip("Captions", std::move(source), {{0}, film_length()}));
    project_.timeline.tracks.push_back(std::move(track));
  }

  void narration() {
    Track track{.id = track_.next(), .name = "Narration", .kind = TrackKind::audio};
    Time end;
    for (std::size_t i = 0; i < pieces_.speech.size(); ++i) {
      if (!pieces_.speech[i]) continue;
      const Time start = at(pieces_.cuts[i].speech);
      if (start > end) track.items.push_back(Gap{.duration = start - end});
      const std::string id = asset(*pieces_.speech[i], "Narration " + std::to_string(i + 1),
                                   pieces_.script.scenes[i].narration, options_.voice_engine, pieces_.speech_length[i]);
      track.items.push_back(clip("Narration " + std::to_string(i + 1), {.kind = SourceKind::asset, .id = id},
                                 {{0}, pieces_.speech_length[i]}));
      end = std::max(start, end) + pieces_.speech_length[i];
    }
    if (track.items.empty()) return;
    narration_track_ = track.id;
    project_.timeline.tracks.push_back(std::move(track));
  }

  void music() {
    if (pieces_.music.empty()) return;
    Track track{.id = track_.next(), .name = "Music", .kind = TrackKind::audio};
    const auto count = static_cast<std::int64_t>(pieces_.music.size());
    for (std::int64_t i = 0; i < count; ++i) {
      const Time length{film_length().ticks * (i + 1) / count - film_length().ticks * i / count};
      const std::string id = asset(pieces_.music[static_cast<std::size_t>(i)], "Music", pieces_.script.mood,
                                   options_.music_engine, length);
      Clip c = clip("Music", {.kind = SourceKind::asset, .id = id}, {{0}, length});
      c.effects.push_back({.id = effect_.next(),
                           .plugin = "org.rushes.gain",
                           .params = {{"gain", number(narration_track_.empty() ? 0 : music_gain)}}});
      if (length < Time{Time::per_second * 3})  // cut off before its end
        c.effects.push_back({.id = effect_.next(),
                             .plugin = "org.rushes.audio_fade",
                             .params = {{"in", number(0)}, {"out", number(0.4)}}});
      track.items.push_back(std::move(c));
    }
    if (!narration_track_.empty())
      track.effects.push_back({.id = effect_.next(),
                               .plugin = "org.rushes.ducking",
                               .params = {{"depth", number(9)}},
                               .inputs = {narration_track_}});
    project_.timeline.tracks.push_back(std::move(track));
  }

  void ambience() {
    Track track{.id = track_.next(), .name = "Ambience", .kind = TrackKind::audio};
    Time end;
    for (std::size_t i = 0; i < pieces_.ambience.size(); ++i) {
      if (!pieces_.ambience[i]) continue;
      const SceneCut& cut = pieces_.cuts[i];
      const Time start = at(cut.start), length = at(cut.start + cut.length) - start;
      if (start > end) track.items.push_back(Gap{.duration = start - end});
      const std::string id = asset(*pieces_.ambience[i], "Ambience " + std::to_string(i + 1),
                                   pieces_.script.scenes[i].ambience, options_.music_engine, length);
      Clip c = clip("Ambience " + std::to_string(i + 1), {.kind = SourceKind::asset, .id = id}, {{0}, length});
      c.effects.push_back(
          {.id = effect_.next(), .plugin = "org.rushes.gain", .params = {{"gain", number(ambience_gain)}}});
      c.effects.push_back({.id = effect_.next(),
                           .plugin = "org.rushes.audio_fade",
                           .params = {{"in", number(0.6)}, {"out", number(0.6)}}});
      track.items.push_back(std::move(c));
      end = start + length;
    }
    if (!track.items.empty()) project_.timeline.tracks.push_back(std::move(track));
  }

  const FilmOptions& options_;
  const FilmPieces& pieces_;
  Project project_;
  std::string narration_track_;
  Ids track_{"t"}, clip_{"c"}, effect_{"e"}, transition_{"x"}, asset_{"a"}, scene_{"s"};
};

}  // namespace

Project assemble_film(const FilmOptions& options, const FilmPieces& pieces) { return Assembly(options, pieces).run(); }

}  // namespace rushes::host
