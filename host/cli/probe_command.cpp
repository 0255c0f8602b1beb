// rushes probe FILE [--frames] [--json]
#include "core/media/source.hpp"
#include "host/cli/command.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>

namespace rushes::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string input;
  bool frames = false, json = false;
};

std::string ratio(rushes_rational r) { return std::to_string(r.num) + ":" + std::to_string(r.den); }

// Code points of ITU-T H.273 under the names that ffprobe has for them.
struct Named {
  int code;
  const char* name;
};
constexpr Named matrices[] = {{0, "gbr"},       {1, "bt709"},     {4, "fcc"},      {5, "bt470bg"},
                              {6, "smpte170m"}, {7, "smpte240m"}, {9, "bt2020nc"}, {10, "bt2020c"}};
constexpr Named transfers[] = {{1, "bt709"},      {4, "gamma22"},    {5, "gamma28"},       {6, "smpte170m"},
                               {7, "smpte240m"},  {8, "linear"},     {13, "iec61966-2-1"}, {14, "bt2020-10"},
                               {15, "bt2020-12"}, {16, "smpte2084"}, {18, "arib-std-b67"}};
constexpr Named primaries[] = {{1, "bt709"},     {4, "bt470m"}, {5, "bt470bg"},   {6, "smpte170m"},
                               {7, "smpte240m"}, {9, "bt2020"}, {11, "smpte431"}, {12, "smpte432"}};

const char* name_of(std::span<const Named> table, int code) {
  const auto it = std::ranges::find(table, code, &Named::code);
  return it == table.end() ? "unknown" : it->name;
}

Json stream_json(const VideoStreamInfo& v) {
  Json j{{"codec_type", "video"},
         {"codec_name", v.codec},
         {"profile", v.profile},
         {"width", v.width},
         {"height", v.height},
         {"pix_fmt", v.pixel_format},
         {"sample_aspect_ratio", ratio(v.pixel_aspect)},
         {"r_frame_rate", std::to_string(v.base_rate.num) + "/" + std::to_string(v.base_rate.den)},
         {"avg_frame_rate", std::to_string(v.rate.num) + "/" + std::to_string(v.rate.den)},
         {"field_order", v.format.field_order == 0   ? "progressive"
                         : v.format.field_order == 1 ? "tt"
                                                     : "bb"},
         {"color_range", v.format.full_range ? "pc" : "tv"},
         {"color_space", name_of(matrices, v.format.matrix)},
         {"color_transfer", name_of(transfers, v.format.transfer)},
         {"color_primaries", name_of(primaries, v.format.primaries)},
         {"start_time", v.first.seconds()},
         {"duration", v.duration.seconds()},
         {"format", to_string(v.format)}};
  if (v.frames > 0) j["nb_frames"] = v.frames;
  // As ffprobe has it: counter-clockwise, from -180 to 90; a mirrored one the other way round.
  if (v.rotation) j["rotation"] = v.mirrored ? v.rotation - 360 : v.rotation == 270 ? 90 : -v.rotation;
  if (v.mirrored) j["mirrored"] = true;
  if (!v.side_data.empty()) j["side_data"] = v.side_data;
  return j;
}

std::string layout_name(const AudioStreamInfo& a) {
  if (a.channels == 1) return "mono";
  if (a.layout == layout_stereo || a.channels == 2) return "stereo";
  return a.channels == 6 ? "5.1" : a.channels == 8 ? "7.1" : std::to_string(a.channels) + " channels";
}

Json stream_json(const AudioStreamInfo& a) {
  Json j{{"codec_type", "audio"},         {"codec_name", a.codec},           {"profile", a.profile},
         {"sample_rate", a.rate},         {"channels", a.channels},          {"channel_layout", layout_name(a)},
         {"sample_fmt", a.sample_format}, {"start_time", a.first.seconds()}, {"duration", a.duration.seconds()}};
  if (a.frames > 0) j["nb_frames"] = a.frames;
  return j;
}

// The key names of `decode` are those of the media manifests: decoded_video_frames, audio_samples, vfr, ...
Json facts_json(const DecodeFacts& f, const MediaInfo& info) {
  Json j = Json::object();
  if (!info.video.empty()) {
    j["decoded_video_frames"] = f.video_frames;
    j["video_rc"] = f.video_frames > 0 ? 0 : 1;  // what ffmpeg would end with
    j["frame_step_ms"] = {std::round(f.step_min_ms * 100) / 100, std::round(f.step_max_ms * 100) / 100};
    j["vfr"] = f.variable;
    j["first_pts_s"] = std::round(f.first_pts_s * 10000) / 10000;
  }
  if (!info.audio.empty()) {
    j["audio_samples"] = f.audio_samples;
    if (std::isfinite(f.peak_dbfs))
      j["peak_dbfs"] = f.peak_dbfs;
    else
      j["peak_dbfs"] = "-inf";
    j["integrated_lufs"] = std::round(f.integrated_lufs * 10) / 10;
  }
  j["decode_messages"] = f.errors;
  return j;
}

const char* kind_name(MediaKind kind) {
  switch (kind) {
    case MediaKind::video:
      return "video";
    case MediaKind::audio:
      return "audio";
    case MediaKind::still:
      return "still";
    case MediaKind::sequence:
      return "sequence";
  }
  return "";
}

Result<void> run(const Context& context, const Options& o) {
  if (o.input.empty()) return Error{Errc::invalid, "no file is named: rushes probe FILE"};
  auto info = probe(o.input);
  if (!info) return std::move(info).error();
  Json j{{"file", info->path}, {"kind", kind_name(info->kind)}, {"bytes", info->bytes}};
  j["ffprobe"] = {{"format", info->container},
                  {"start_time", info->first.seconds()},
                  {"duration", info->duration.seconds()},
                  {"tags", info->tags},
                  {"streams", Json::array()}};
  for (const auto& v : info->video) j["ffprobe"]["streams"].push_back(stream_json(v));
  for (const auto& a : info->audio) j["ffprobe"]["streams"].push_back(stream_json(a));
  j["attached_pictures"] = info->attached_pictures;
  j["subtitle_streams"] = info->subtitle_streams;
  j["chapters"] = info->chapters;
  if (o.frames) {
    auto facts = decode_all(o.input, context.cancel);
    if (!facts) return std::move(facts).error();
    j["decode"] = facts_json(*facts, *info);
    if (auto digest = sha256_file(o.input)) j["sha256"] = hex(*digest);  // a sequence is no one file and has none
  }
  if (o.json) {
    std::printf("%s\n", j.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return {};
  }
  std::printf("%s: %s, %s, %.3f s\n", info->path.c_str(), kind_name(info->kind), info->container.c_str(),
              info->duration.seconds());
  for (const auto& v : info->video) {
    std::printf("  video  %s %dx%d %s, %s, %s fps%s", v.codec.c_str(), v.width, v.height,
                v.pixel_format.empty() ? "pixels that could not be found out" : v.pixel_format.c_str(),
                to_string(v.format).c_str(), to_string(v.rate).c_str(), v.variable ? " (variable)" : "");
    if (v.rotation || v.mirrored)
      std::printf(", shown rotated by %d degrees%s", v.rotation, v.mirrored ? " and mirrored" : "");
    std::printf("\n");
  }
  for (const auto& a : info->audio)
    std::printf("  audio  %s %d Hz, %s\n", a.codec.c_str(), a.rate, layout_name(a).c_str());
  if (info->attached_pictures) std::printf("  %d attached pictures\n", info->attached_pictures);
  if (o.frames) std::printf("  decoded %s\n", j["decode"].dump().c_str());
  return {};
}

}  // namespace

void add_probe(CLI::App& app, Context& context) {
  auto o = std::make_shared<Options>();
  auto* c = app.add_subcommand("probe", "Say what a media file is");
  c->add_option("file", o->input, "Video, sound, picture, or a sequence pattern (shot.####.exr)")
      ->type_name("FILE")
      ->required();
  c->add_flag("--frames", o->frames, "Decode everything: exact counts, time stamps, peaks, damage");
  c->add_flag("--json", o->json, "As JSON");
  c->callback([&context, o] { context.run = [&context, o] { return run(context, *o); }; });
}

}  // namespace rushes::cli
