#include "host/generate/film.hpp"

#include "core/base/files.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

namespace rushes::host {

namespace {

// Scenes painted at once. The engine spreads each frame over all cores; a second scene fills the gaps between.
constexpr int painters = 2;
constexpr double shortest_piece = 3, longest_piece = 600;  // seconds of music

Value choice(std::string key) { return {.v = {}, .n = 0, .text = std::move(key)}; }
Value number(double v) { return {.v = {v}, .n = 1, .text = {}}; }

Time ticks_of(const std::string& meta) {
  const auto j = nlohmann::json::parse(meta, nullptr, false);
  return j.is_object() && j.contains("duration_ticks") && j["duration_ticks"].is_number_integer()
             ? Time{j["duration_ticks"].get<std::int64_t>()}
             : Time{};
}

std::vector<std::string> unmapped_of(const std::string& meta) {
  std::vector<std::string> words;
  const auto j = nlohmann::json::parse(meta, nullptr, false);
  if (j.is_object() && j.contains("unmapped") && j["unmapped"].is_array())
    for (const auto& w : j["unmapped"])
      if (w.is_string()) words.push_back(w.get<std::string>());
  return words;
}

void add_once(std::vector<std::string>& list, const std::vector<std::string>& more) {
  for (const auto& m : more)
    if (std::ranges::find(list, m) == list.end()) list.push_back(m);
}

class FilmMaker {
 public:
  FilmMaker(PluginLibrary& plugins, const std::string& folder, const FilmOptions& options, const FilmProgress& progress,
            const CancelToken& cancel)
      : generator_(plugins, folder), options_(options), progress_(progress), cancel_(cancel) {}

  Result<FilmReport> run() {
    if (auto ok = script(); !ok) return std::move(ok).error();
    if (auto ok = narration(); !ok) return std::move(ok).error();
    if (auto ok = pictures(); !ok) return std::move(ok).error();
    if (auto ok = sound(); !ok) return std::move(ok).error();
    report_.project = assemble_film(options_, pieces());
    return std::move(report_);
  }

 private:
  FilmPieces& pieces() { return report_.pieces; }
  void tell(const std::string& stage, double fraction) {
    const std::lock_guard lock(telling_);
    if (progress_) progress_(stage, fraction);
  }
  std::function<void(double)> part(const std::string& stage, std::size_t i, std::size_t n) {
    return [=, this](double f) { tell(stage, (static_cast<double>(i) + f) / static_cast<double>(n)); };
  }

  Result<void> script() {
    GenerateRequest r;
    r.engine = options_.picture_engine;
    r.mode = "script";
    r.prompt = options_.prompt;
    r.duration = from_seconds(options_.seconds);
    r.seed = options_.seed;
    r.params = {{"scenes", number(options_.scenes)}, {"verbatim", number(options_.script)}};
    auto made = generator_.run(r, part("script", 0, 1), cancel_);
    if (!made) return std::move(made).error();
    auto text = read_file(made->path, 16 << 20);
    if (!text) return std::move(text).error();
    auto script = film_script_from_json(*text);
    if (!script) return std::move(script).error();
    pieces().script = *std::move(script);
    add_once(report_.unmapped, unmapped_of(made->meta));
    return {};
  }

  Result<void> narration() {
    const auto& scenes = pieces().script.scenes;
    const std::size_t n = scenes.size();
    pieces().speech.resize(n);
    pieces().speech_length.resize(n);
    std::vector<double> seconds(n);
    if (!options_.voice.empty()) {
      for (std::size_t i = 0; i < n; ++i) {
        if (scenes[i].narration.empty()) continue;
        GenerateRequest r;
        r.engine = options_.voice_engine;
        r.mode = "speech";
        r.prompt = scenes[i].narration;
        r.params = {{"voice", choice(options_.voice)}};
        auto made = generator_.run(r, part("narration", i, n), cancel_);
        if (!made && made.error().code == Errc::invalid)
          return Error{Errc::invalid, made.error().message + ", or choose no voice (off)"};
        if (!made) return std::move(made).error();
        pieces().speech_length[i] = ticks_of(made->meta);
        seconds[i] = pieces().speech_length[i].seconds();
        pieces().speech[i] = *std::move(made);
      }
    }
    pieces().cuts = cut_scenes(pieces().script, seconds, options_.seconds, options_.canvas.rate);
    const SceneCut& last = pieces().cuts.back();
    const double length = frame_start(last.start + last.length, options_.canvas.rate).seconds();
    if (length > options_.seconds + 0.05) {
      char text[120];
      std::snprintf(text, sizeof text, "the %s more time: the film is %.1f s long, not %g s",
                    options_.voice.empty() ? "scenes need" : "narration needs", length, options_.seconds);
      report_.notes.emplace_back(text);
    }
    std::vector<SpokenWord> words;
    for (std::size_t i = 0; i < n; ++i)
      if (pieces().speech[i])
        for (auto& w :
             spoken_words(pieces().speech[i]->meta, frame_start(pieces().cuts[i].speech, options_.canvas.rate)))
          words.push_back(std::move(w));
    pieces().cues = make_cues(words);
    return {};
  }

  Result<void> pictures() {
    const auto& scenes = pieces().script.scenes;
    const std::size_t n = scenes.size();
    std::vector<std::optional<Result<Generated>>> made(n);
    std::vector<std::atomic<double>> done(n);
    std::atomic<std::size_t> next = 0;
    const CancelToken stop = CancelToken::make();
    const auto paint = [&] {
      for (std::size_t i; (i = next++) < n;) {
        if (cancel_.cancelled()) stop.cancel();
        if (stop.cancelled()) return;
        const SceneCut& cut = pieces().cuts[i];
        GenerateRequest r;
        r.engine = options_.picture_engine;
        r.mode = "text-to-video";
        r.prompt = scenes[i].prompt;
        r.duration = frame_start(cut.head + cut.length + cut.tail, options_.canvas.rate);
        r.rate = options_.canvas.rate;
        r.width = options_.canvas.width;
        r.height = options_.canvas.height;
        r.seed = options_.seed;
        r.params = {{"quality", choice(options_.quality)}};
        made[i] = generator_.run(
            r,
            [&](double f) {
              done[i] = f;
              double sum = 0;
              for (const auto& d : done) sum += d;
              if (cancel_.cancelled()) stop.cancel();
              tell("pictures", sum / static_cast<double>(n));
            },
            stop);
        done[i] = 1;
        if (!*made[i]) stop.cancel();
      }
    };
    {
      std::vector<std::jthread> threads;
      for (int t = 1; t < painters; ++t) threads.emplace_back(paint);
      paint();
    }
    if (cancel_.cancelled()) return Error{Errc::cancelled, "cancelled"};
    for (std::size_t i = 0; i < n; ++i)  // the first real failure, not the others that it cancelled
      if (made[i] && !*made[i] && made[i]->error().code != Errc::cancelled)
        return made[i]->error().in("scene " + std::to_string(i + 1));
    for (std::size_t i = 0; i < n; ++i) {
      if (!made[i] || !*made[i]) return Error{Errc::cancelled, "cancelled"};
      add_once(report_.notes, (*made[i])->notes);
      pieces().pictures.push_back(**std::move(made[i]));
    }
    return {};
  }

  Result<void> sound() {
    const auto& scenes = pieces().script.scenes;
    const SceneCut& last = pieces().cuts.back();
    pieces().ambience.resize(scenes.size());
    if (!options_.music) return {};
    const std::size_t n = scenes.size() + 1;
    GenerateRequest r;
    r.engine = options_.music_engine;
    r.mode = "music";
    r.prompt = pieces().script.mood.empty() ? options_.prompt : pieces().script.mood;
    r.duration = frame_start(last.start + last.length, options_.canvas.rate);
    r.seed = options_.seed;
    // A composer's piece has a shortest and a longest length: a very short film cuts one off, a very long one has
    // several.
    const double length = r.duration.seconds();
    const int count = static_cast<int>(std::ceil(length / longest_piece));
    r.duration = from_seconds(std::max(length / count, shortest_piece));
    for (int i = 0; i < count; ++i) {
      r.seed = options_.seed + static_cast<std::uint64_t>(i);
      auto music = generator_.run(r, part("music", 0, n), cancel_);
      if (!music) return std::move(music).error();
      pieces().music.push_back(*std::move(music));
    }
    for (std::size_t i = 0; i < scenes.size(); ++i) {
      if (scenes[i].ambience.empty()) continue;
      const SceneCut& cut = pieces().cuts[i];
      r.mode = "ambience";
      r.prompt = scenes[i].ambience;
      r.duration =
          frame_start(cut.start + cut.length, options_.canvas.rate) - frame_start(cut.start, options_.canvas.rate);
      r.seed = options_.seed + i;
      auto made = generator_.run(r, part("music", i + 1, n), cancel_);
      if (!made) return std::move(made).error();
      pieces().ambience[i] = *std::move(made);
    }
    return {};
  }

  Generator generator_;
  FilmOptions options_;
  FilmProgress progress_;
  CancelToken cancel_;
  std::mutex telling_;  // guards progress_
  FilmReport report_;
};

}  // namespace

Result<FilmReport> make_film(PluginLibrary& plugins, const std::string& folder, const FilmOptions& options,
                             const FilmProgress& progress, const CancelToken& cancel) {
  return FilmMaker(plugins, folder, options, progress, cancel).run();
}

}  // namespace rushes::host
