// rushes make "PROMPT" -o film.mp4: from a prompt to a finished film.
#include "core/base/files.hpp"
#include "core/graph/export.hpp"
#include "host/cli/command.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/generate/analyze.hpp"
#include "host/generate/film.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>

namespace rushes::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string prompt, output = "film.mp4", size = "1280x720", fps = "24", voice = "rms", music = "on",
                      captions = "burn", script, project, quality = "final", odd_size = "cut";
  double seconds = 30, crf = 18;
  int scenes = 0;
  std::uint64_t seed = 0;
  bool json = false, quiet = false;
};

constexpr std::size_t longest_prompt = 8'000, longest_script = 1'000'000;  // bytes

// UTF-8 without zero bytes: what a prompt or a script can be.
bool is_text(const std::string& bytes) {
  if (bytes.find('\0') != std::string::npos) return false;
  try {
    (void)nlohmann::json(bytes).dump();
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

Result<host::FilmOptions> film_options(const Options& o) {
  host::FilmOptions f;
  f.prompt = o.prompt;
  if (!o.script.empty()) {
    auto text = read_file(o.script, longest_script);
    if (!text) return std::move(text).error();
    f.prompt = *std::move(text);
    f.script = true;
  }
  if (f.prompt.find_first_not_of(" \t\r\n") == std::string::npos)
    return Error{Errc::invalid,
                 o.script.empty()
                     ? "the prompt is empty: say what the film shows, as in rushes make \"A lighthouse at dawn\""
                     : o.script + " is empty: a script has at least one sentence"};
  if (!is_text(f.prompt))
    return Error{Errc::invalid, (o.script.empty() ? "the prompt" : o.script) +
                                    std::string(" is not text in UTF-8: save it as plain text in that encoding")};
  if (!f.script && f.prompt.size() > longest_prompt)
    return Error{Errc::invalid,
                 "the prompt has " + std::to_string(f.prompt.size()) + " bytes and may have " +
                     std::to_string(longest_prompt) +
                     ": say the film in a few sentences, or give a text that is to be spoken as --script FILE"};
  if (auto ok = parse_size(o.size, f.canvas.width, f.canvas.height); !ok) return std::move(ok).error();
  if (!parse_rate(o.fps, f.canvas.rate) || f.canvas.rate.num > 120 * f.canvas.rate.den)
    return Error{Errc::invalid, "'" + o.fps + "' is no frame rate: write 1 to 120, as in 24, 29.97 or 30000/1001"};
  f.seconds = o.seconds;
  f.scenes = o.scenes;
  f.seed = o.seed;
  f.voice = o.voice == "off" ? "" : o.voice;
  f.music = o.music == "on";
  f.captions = o.captions == "burn"      ? host::Captions::burn
               : o.captions == "sidecar" ? host::Captions::sidecar
                                         : host::Captions::off;
  f.quality = o.quality;
  return f;
}

// Sets the master's measured loudness, so that it reaches its target. The limiter may take some of it away: one
// correction follows.
Result<void> set_loudness(Session& session, Project& project, const std::string& project_path, Progress& progress,
                          const CancelToken& cancel) {
  if (project.timeline.master.empty()) return {};
  const auto measure = [&](const Project& p, int pass) -> Result<double> {
    auto graph = session.compile_project(p, project_path);
    if (!graph) return std::move(graph).error();
    auto evaluator = session.evaluate(*std::move(graph), {});
    if (!evaluator) return std::move(evaluator).error();
    return host::integrated_loudness(
        session.plugins(), **evaluator, [&](double f) { progress.update("mixing", pass * 0.5 + f * 0.5, 1); }, cancel);
  };
  Project bare = project;
  bare.timeline.master.clear();
  auto raw = measure(bare, 0);
  if (!raw) return std::move(raw).error();
  Params& params = project.timeline.master.back().params;
  const auto set = [&](const char* id, double v) {
    params[id] = Param{.value = {.v = {v}, .n = 1, .text = {}}, .keys = {}};
  };
  if (*raw <= -69) {  // silence stays silence
    project.timeline.master.clear();
    return {};
  }
  set("measured", std::min(*raw, -0.01));
  auto reached = measure(project, 1);
  if (!reached) return std::move(reached).error();
  const double off = params["target"].value.v[0] - *reached;
  if (std::abs(off) > 0.1) set("trim", std::clamp(off, -6.0, 6.0));
  return {};
}

void print_report(const Options& o, const host::FilmReport& film, const ExportReport& render,
                  const std::string& project_path, const std::string& captions_path, double total) {
  const double length = render.frames > 0 ? frame_start(render.frames, film.project.canvas.rate).seconds()
                                          : static_cast<double>(render.samples) / film.project.canvas.sample_rate;
  if (o.json) {
    nlohmann::ordered_json scenes = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < film.pieces.script.scenes.size(); ++i) {
      const auto& cut = film.pieces.cuts[i];
      scenes.push_back({{"prompt", film.pieces.script.scenes[i].prompt},
                        {"narration", film.pieces.script.scenes[i].narration},
                        {"start_s", frame_start(cut.start, film.project.canvas.rate).seconds()},
                        {"seconds", frame_start(cut.length, film.project.canvas.rate).seconds()},
                        {"asset", film.pieces.pictures[i].path}});
    }
    nlohmann::ordered_json j{{"output", o.output},
                             {"project", project_path},
                             {"title", film.pieces.script.title},
                             {"mood", film.pieces.script.mood},
                             {"seconds", length},
                             {"frames", render.frames},
                             {"width", render.width},
                             {"height", render.height},
                             {"bytes", render.bytes},
                             {"scenes", scenes},
                             {"not_pictured", film.unmapped},
                             {"notes", film.notes},
                             {"took_s", total}};
    if (!captions_path.empty()) j["captions"] = captions_path;
    std::printf("%s\n", j.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
    return;
  }
  std::string pictures = "sound only";
  if (render.frames > 0)
    pictures = std::to_string(render.frames) + " frames of " + std::to_string(render.width) + "x" +
               std::to_string(render.height);
  std::printf("\"%s\": %.1f s, %s, in %zu scene%s\n", film.pieces.script.title.c_str(), length, pictures.c_str(),
              film.pieces.script.scenes.size(), film.pieces.script.scenes.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < film.pieces.script.scenes.size(); ++i) {
    const std::string prompt = host::shortened(film.pieces.script.scenes[i].prompt, 97);
    std::printf(
        "  %s  %s\n",
        timecode(frame_start(film.pieces.cuts[i].start, film.project.canvas.rate), film.project.canvas.rate).c_str(),
        prompt.c_str());
  }
  if (!film.unmapped.empty()) {
    std::string words;
    for (std::size_t i = 0; i < film.unmapped.size() && i < 20; ++i) words += (i ? ", " : "") + film.unmapped[i];
    std::printf("not pictured: %s%s\n", words.c_str(), film.unmapped.size() > 20 ? ", ..." : "");
  }
  for (const auto& n : film.notes) std::printf("note: %s\n", n.c_str());
  std::printf("film      %s (%.1f MB)\nproject   %s\n", o.output.c_str(), static_cast<double>(render.bytes) / 1e6,
              project_path.c_str());
  if (!captions_path.empty()) std::printf("captions  %s\n", captions_path.c_str());
  std::printf(
      "made in %.0f s (%.2f times the film's length); rendered at %.0f frames/s\n", total,
      length > 0 ? total / length : 0,
      render.seconds > 0 ? length * film.project.canvas.rate.num / film.project.canvas.rate.den / render.seconds : 0);
}

Result<void> make(Context& context, const Options& o) {
  const auto began = std::chrono::steady_clock::now();
  auto options = film_options(o);
  if (!options) return std::move(options).error();
  ExportSpec spec;
  spec.path = o.output;
  spec.crf = o.crf;
  spec.even_sides = o.odd_size == "cut";
  if (auto ok = codecs_for(o.output, spec.video, spec.audio); !ok) return std::move(ok).error();
  if (auto ok = writable(o.output); !ok) return std::move(ok).error();
  const std::string folder = o.project.empty() ? fs::path(o.output).replace_extension(".project").string() : o.project;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Error{Errc::io, "cannot make the project folder " + folder + ": " + error.message()};
  const std::string project_path = folder + "/project.json";
  context.kept = "no half-made film was left, and the parts made so far lie in " + folder +
                 ": the same command goes on from there";

  auto session = Session::open(context);
  if (!session) return std::move(session).error();
  Progress progress(progress_style(o.quiet));
  auto film =
      host::make_film((*session)->plugins(), folder, *options,
                      [&](const std::string& stage, double f) { progress.update(stage, f, 1); }, context.cancel);
  if (!film) return std::move(film).error();
  if (auto ok = set_loudness(**session, film->project, project_path, progress, context.cancel); !ok)
    return std::move(ok).error();
  if (auto ok = save_project(film->project, project_path); !ok) return std::move(ok).error();

  auto graph = (*session)->load_graph(project_path);
  if (!graph) return std::move(graph).error();
  auto evaluator = (*session)->evaluate(*std::move(graph), {});
  if (!evaluator) return std::move(evaluator).error();
  spec.tags = {{"title", film->pieces.script.title}};
  auto report = export_film(
      **evaluator, (*session)->pool(), spec,
      [&](std::int64_t done, std::int64_t total) {
        progress.update("rendering", static_cast<double>(done), static_cast<double>(total), "frames");
      },
      context.cancel);
  progress.end();
  if (!report) return std::move(report).error();
  if (std::string note =
          odd_size_note(spec.video, options->canvas.width, options->canvas.height, report->width, report->height);
      !note.empty())
    film->notes.push_back(std::move(note));
  std::string captions_path;
  if (options->captions == host::Captions::sidecar && !film->pieces.cues.empty()) {
    captions_path = fs::path(o.output).replace_extension(".srt").string();
    if (auto ok = write_file(captions_path, host::to_srt(film->pieces.cues)); !ok) return std::move(ok).error();
  }
  print_report(o, *film, *report, project_path, captions_path,
               std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  return {};
}

}  // namespace

void add_make(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c = app.add_subcommand("make", "Make a film from a prompt: pictures, narration, captions, music, titles");
  auto* prompt = c->add_option("prompt", o->prompt, "What the film shows; several sentences become several scenes")
                     ->type_name("TEXT");
  auto* script = c->add_option("--script", o->script,
                               "A text file to be spoken word for word, a scene for each paragraph or sentence")
                     ->type_name("FILE");
  prompt->excludes(script);
  c->add_option("-o,--output", o->output, "File to write")->type_name("FILE")->capture_default_str();
  c->add_option("--seconds", o->seconds, "Length of the film, 1 to 3600")
      ->type_name("SECONDS")
      ->check(seconds_form)
      ->capture_default_str();
  c->add_option("--scenes", o->scenes, "How many scenes; 0 = by the prompt and the length")
      ->type_name("N")
      ->check(number_in(0, 200));
  c->add_option("--seed", o->seed, "The same seed and prompt make the same film; 0 = from the prompt alone")
      ->type_name("N")
      ->check(seed_form);
  c->add_option("--size", o->size, "Picture size")->type_name("WxH")->check(size_form)->capture_default_str();
  c->add_option("--fps", o->fps, "Frames per second, 1 to 120")
      ->type_name("FPS")
      ->check(rate_form)
      ->capture_default_str();
  c->add_option("--voice", o->voice, "Who speaks: rms (a man), slt (a woman), or off")
      ->type_name("NAME")
      ->check(CLI::IsMember({"rms", "slt", "off"}))
      ->capture_default_str();
  c->add_option("--music", o->music, "Music and ambience")
      ->type_name("NAME")
      ->check(CLI::IsMember({"on", "off"}))
      ->capture_default_str();
  c->add_option("--captions", o->captions, "In the picture, as an .srt file beside the film, or not at all")
      ->type_name("NAME")
      ->check(CLI::IsMember({"burn", "sidecar", "off"}))
      ->capture_default_str();
  c->add_option("--quality", o->quality, "Of the pictures")
      ->type_name("NAME")
      ->check(CLI::IsMember({"draft", "preview", "final"}))
      ->capture_default_str();
  c->add_option("--crf", o->crf, "x264's quality of the film: 0 lossless, 18 visually clear, 51 worst")
      ->type_name("N")
      ->check(number_in(0, 51))
      ->capture_default_str();
  add_odd_size(*c, o->odd_size);
  c->add_option("--project", o->project,
                "Folder for the project and what was generated; FILM.project by default. A second run goes on with "
                "what is there")
      ->type_name("FOLDER");
  c->add_flag("--json", o->json, "Print the report as JSON");
  c->add_flag("--quiet", o->quiet, "No progress");
  c->callback([&context, o, prompt, script] {
    if (prompt->count() == 0 && script->count() == 0) throw CLI::RequiredError("a prompt, or --script FILE,");
    context.run = [&context, o] { return make(context, *o); };
  });
}

}  // namespace rushes::cli
