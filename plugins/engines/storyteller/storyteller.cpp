// The engine: modes "script" (a prompt as scenes, JSON) and "text-to-video" (a scene as a moving picture). The ticket
// says what is to be made and fetch makes it, so that nothing is kept between calls.
#include "plugins/engines/storyteller/paint/painter.hpp"
#include "plugins/engines/storyteller/prompt/parse.hpp"
#include "plugins/engines/storyteller/prompt/text.hpp"
#include "plugins/engines/storyteller/script/script.hpp"

#include <rushes/engine.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <memory>

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t ticks_per_second = 705'600'000;
constexpr std::size_t longest_prompt = 1'000'000;
constexpr int largest_side = 4096;
constexpr double longest_scene = 600;  // seconds

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

// What the user is told: first the words that are not seen, then those that something near stands for.
std::vector<std::string> reported(const storyteller::SceneSpec& scene) {
  std::vector<std::string> all = scene.unmapped;
  all.insert(all.end(), scene.likened.begin(), scene.likened.end());
  return all;
}

// Packed RGB as the ABI wants it: rows 64-byte aligned, 64 bytes of slack behind the last.
class Picture {
 public:
  Picture(int width, int height) : width_(width), height_(height), stride_((width * 3 + 63) / 64 * 64) {
    data_.reset(static_cast<std::uint8_t*>(std::aligned_alloc(64, static_cast<std::size_t>(stride_) * height + 64)));
    if (!data_) throw std::bad_alloc();
  }
  std::uint8_t* data() { return data_.get(); }
  std::int64_t stride() const { return stride_; }
  rushes_image image() {
    rushes_image i{};
    i.size = sizeof i;
    i.n_planes = 1;
    // What is painted is meant for the screen as it is: tagged with the video transfer, so that nobody re-grades it.
    i.format = {RUSHES_FAMILY_RGB, RUSHES_SAMPLE_UINT, 8, 1, 0, 0, RUSHES_ALPHA_NONE, 1, 1, 1, 0, 1, 0, 0, {0, 0}};
    i.bounds = i.full = {0, 0, width_, height_};
    i.pixel_aspect = {1, 1};
    i.plane[0] = {data_.get(), stride_};
    return i;
  }

 private:
  struct Free {
    void operator()(std::uint8_t* p) const { std::free(p); }
  };
  int width_, height_;
  std::int64_t stride_;
  std::unique_ptr<std::uint8_t, Free> data_;
};

struct Storyteller : rushes::Engine<Storyteller> {
  static constexpr const char* kNeeds[] = {RUSHES_HOST_ENCODE, nullptr};
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.storyteller",
      .name = "Storyteller",
      .description = "Writes a script for a prompt and paints its scenes. Works without network or keys.",
      .traits = RUSHES_TRAIT_DETERMINISTIC,
      .inputs = 0,
      .needs = kNeeds};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "quality",
                        .label = "Quality",
                        .type = RUSHES_P_CHOICE,
                        .text = "final",
                        .choices = "draft|preview|final",
                        .help = "draft paints at half size, preview with coarser clouds and water."},
      rushes::ParamSpec{.id = "scenes",
                        .label = "Scenes",
                        .type = RUSHES_P_INT,
                        .initial = {0},
                        .min = 0,
                        .max = 200,
                        .help = "Script only: how many scenes; 0 = by the prompt and the length."},
      rushes::ParamSpec{.id = "verbatim",
                        .label = "Word for word",
                        .type = RUSHES_P_BOOL,
                        .initial = {0},
                        .min = 0,
                        .max = 1,
                        .help = "Script only: the prompt is the narration, every sentence of it."}};

  std::string capabilities() {
    return dump({{"modes", {"script", "text-to-video"}},
                 {"max_prompt", longest_prompt},
                 {"max_seconds", longest_scene},
                 {"sizes", {{"min", 16}, {"max", largest_side}}},
                 {"seed", true},
                 {"negative_prompt", true},
                 {"audio", false},
                 {"offline", true},
                 {"price", {{"amount", 0}}}});
  }

  rushes_job_state check(const Request& r, std::vector<std::string>& notes) {
    const Json job = job_of(r);
    if (job["mode"] == "text-to-video" &&
        std::abs(double(job["frames"]) * double(r.request->rate.den) / double(r.request->rate.num) - r.seconds()) >
            1e-3)
      notes.push_back("A scene lasts a whole number of frames: " + std::to_string(int(job["frames"])) + ".");
    auto s = state(RUSHES_JOB_SUCCEEDED, 0);
    if (job.contains("frames"))
      s.eta_ms = static_cast<std::uint64_t>(double(job["frames"]) * r.request->width * r.request->height / 15e6 * 1000);
    return s;
  }

  std::string submit(const Request& r, const rushes_call*, std::string_view, rushes_job_state& out) {
    out = state(RUSHES_JOB_SUCCEEDED, 1);
    return dump(job_of(r));
  }

  rushes_job_state poll(std::string_view, const rushes_call*) { return state(RUSHES_JOB_SUCCEEDED, 1); }
  void cancel(std::string_view, const rushes_call*) {}

  void fetch(std::string_view ticket, std::uint32_t output, const rushes_call* call, const rushes_sink* data,
             const rushes_sink* meta) {
    if (output != 0) throw rushes::Failure(RUSHES_E_NOT_FOUND, "a scene has one result, number 0");
    const Json job = Json::parse(ticket, nullptr, false);
    if (!job.is_object() || !job.contains("mode"))
      throw rushes::Failure(RUSHES_E_CORRUPT, "this ticket is not one of the storyteller's");
    if (job["mode"] == "script")
      script(job, data, meta);
    else
      film(job, call, data, meta);
  }

 private:
  // Validates a request and says as JSON all that fetch needs.
  Json job_of(const Request& r) {
    if (r.prompt().size() > longest_prompt)
      throw rushes::Failure(RUSHES_E_INVALID, "the prompt is longer than 1,000,000 bytes: shorten it");
    const std::string prompt = storyteller::printable(r.prompt());
    if (storyteller::read_text(prompt, false).tokens.empty())
      throw rushes::Failure(RUSHES_E_INVALID,
                            "the prompt has no word in it: say what the film shows, as in \"a red boat at sea\"");
    Json job{{"mode", std::string(r.mode())}, {"prompt", prompt}, {"seed", r.request->seed}};
    if (r.mode() == "script") {
      job["seconds"] = r.request->duration > 0 ? r.seconds() : 30.0;
      job["scenes"] = static_cast<int>(r.number("scenes"));
      job["verbatim"] = r.flag("verbatim");
      return job;
    }
    if (r.mode() != "text-to-video")
      throw rushes::Failure(
          RUSHES_E_UNSUPPORTED,
          "the storyteller's modes are \"script\" and \"text-to-video\", not \"" + std::string(r.mode()) + "\"");
    const auto& q = *r.request;
    if (q.width < 16 || q.height < 16 || q.width > largest_side || q.height > largest_side)
      throw rushes::Failure(RUSHES_E_INVALID, "a picture of " + std::to_string(q.width) + "x" +
                                                  std::to_string(q.height) +
                                                  " cannot be painted: 16 to 4096 each way can");
    if (q.rate.num <= 0 || q.rate.den <= 0)
      throw rushes::Failure(RUSHES_E_INVALID, "a moving picture needs a frame rate");
    if (q.duration <= 0 || r.seconds() > longest_scene)
      throw rushes::Failure(RUSHES_E_INVALID, "a scene lasts up to 600 s, not " + std::to_string(r.seconds()) + " s");
    const double fps = double(q.rate.num) / double(q.rate.den);
    job["negative_prompt"] = std::string(r.negative_prompt());
    job["frames"] = std::max<std::int64_t>(1, std::llround(r.seconds() * fps));
    job["rate"] = {q.rate.num, q.rate.den};
    job["width"] = q.width;
    job["height"] = q.height;
    job["quality"] = std::string(r.text("quality"));
    return job;
  }

  void script(const Json& job, const rushes_sink* data, const rushes_sink* meta) {
    const storyteller::Script s =
        storyteller::write_script({job["prompt"], job.value("verbatim", false), job.value("seconds", 30.0),
                                   job.value("scenes", 0), job.value("seed", std::uint64_t{0})});
    rushes::write(data, storyteller::to_json(s));
    rushes::write(meta, dump({{"mime", "application/json"}, {"kind", "script"}, {"unmapped", s.unmapped}}));
  }

  void film(const Json& job, const rushes_call* call, const rushes_sink* data, const rushes_sink* meta) {
    const auto scene = storyteller::parse_prompt(std::string(job["prompt"]), std::string(job["negative_prompt"]),
                                                 job.value("seed", std::uint64_t{0}));
    storyteller::Canvas canvas;
    canvas.width = job["width"];
    canvas.height = job["height"];
    canvas.rate = double(job["rate"][0]) / double(job["rate"][1]);
    canvas.frames = job["frames"];
    const std::string quality = job["quality"];
    canvas.quality = quality == "draft"     ? storyteller::Quality::draft
                     : quality == "preview" ? storyteller::Quality::preview
                                            : storyteller::Quality::final;
    const storyteller::Painter painter(scene, canvas, [this](int n, const std::function<void(int)>& body) {
      parallel(static_cast<std::uint32_t>(n), [&](std::uint32_t i) { body(static_cast<int>(i)); });
    });

    const auto* service = this->service<rushes_host_encode>(RUSHES_HOST_ENCODE);
    Picture picture(canvas.width, canvas.height);
    const rushes_image image = picture.image();
    rushes_encode_spec want{};
    want.size = sizeof want;
    want.width = static_cast<std::uint32_t>(canvas.width);
    want.height = static_cast<std::uint32_t>(canvas.height);
    want.rate = {job["rate"][0], job["rate"][1]};
    want.format = image.format;
    rushes_error error{};
    error.size = sizeof error;
    const auto check = [&](rushes_status status) {
      if (status == RUSHES_E_CANCELLED) throw rushes::Cancelled{};
      if (status < 0) throw rushes::Failure(status, error.message);
    };
    rushes_encoder* raw = nullptr;
    check(service->open(host, &want, &raw, &error));
    const auto give_up = [](rushes_encoder* e) { e->abort(e); };
    std::unique_ptr<rushes_encoder, decltype(give_up)> encoder(raw, give_up);
    for (int n = 0; n < canvas.frames; ++n) {
      rushes::check_cancelled(call);
      painter.paint(n, picture.data(), picture.stride());
      check(encoder->video(encoder.get(), call, &image, &error));
      rushes::progress(call, double(n + 1) / canvas.frames, "painting");
    }
    rushes::StringSink mime;
    raw = encoder.release();
    check(raw->finish(raw, call, data, &mime, &error));
    rushes::write(
        meta, dump({{"mime", mime.text},
                    {"kind", "video"},
                    {"frames", canvas.frames},
                    {"duration_ticks", std::llround(double(canvas.frames) / canvas.rate * double(ticks_per_second))},
                    {"scene", Json::parse(storyteller::to_json(scene))},
                    {"unmapped", reported(scene)}}));
  }
};

}  // namespace

RUSHES_PLUGINS(Storyteller);
