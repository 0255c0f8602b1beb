#include "host/generate/generate.hpp"

#include "core/base/files.hpp"
#include "core/base/hash.hpp"
#include "host/generate/engine_call.hpp"

#include <rushes/abi/engine.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace rushes::host {

namespace {

using Json = nlohmann::ordered_json;

// Collects an engine's answer in memory; refuses more than `limit` bytes.
struct TextSink : rushes_sink {
  std::string text;
  std::size_t limit;
  explicit TextSink(std::size_t limit_) : rushes_sink{sizeof(rushes_sink), 0, this, &take}, limit(limit_) {}
  static rushes_status take(void* self, const void* data, std::uint64_t size) noexcept {
    auto& s = *static_cast<TextSink*>(self);
    if (s.text.size() + size > s.limit) return RUSHES_E_QUOTA;
    try {
      s.text.append(static_cast<const char*>(data), size);
      return RUSHES_OK;
    } catch (...) {
      return RUSHES_E_NOMEM;
    }
  }
};

// Writes an engine's media into a file and hashes it on the way.
struct FileSink : rushes_sink {
  int fd = -1, code = 0;
  std::int64_t bytes = 0;
  std::string path;
  Sha256 hash;
  explicit FileSink(std::string path_) : rushes_sink{sizeof(rushes_sink), 0, this, &take}, path(std::move(path_)) {
    fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) code = errno;
  }
  FileSink(const FileSink&) = delete;
  ~FileSink() {
    if (fd >= 0) ::close(fd);
    if (!path.empty()) ::unlink(path.c_str());
  }
  static rushes_status take(void* self, const void* data, std::uint64_t size) noexcept {
    auto& s = *static_cast<FileSink*>(self);
    const char* p = static_cast<const char*>(data);
    s.hash.add(p, size);
    s.bytes += static_cast<std::int64_t>(size);
    while (size && !s.code) {
      const ssize_t n = ::write(s.fd, p, size);
      if (n >= 0)
        p += n, size -= static_cast<std::uint64_t>(n);
      else if (errno != EINTR)
        s.code = errno;
    }
    return s.code ? RUSHES_E_IO : RUSHES_OK;
  }
  // Under its final name, on disk.
  Result<void> keep(const std::string& as) {
    if (!code && ::fsync(fd) != 0) code = errno;
    if (!code && ::rename(path.c_str(), as.c_str()) != 0) code = errno;
    if (code) return Error{Errc::io, "cannot write " + as + ": " + why_not("write", code)};
    path.clear();
    return {};
  }
};

Json request_json(const GenerateRequest& r, const rushes_plugin_info& info) {
  Json params = Json::object();
  for (const auto& [id, v] : r.params) {
    if (v.n == 0)
      params[id] = v.text;
    else if (v.n == 1)
      params[id] = v.v[0];
    else
      params[id] = std::vector<double>(v.v.begin(), v.v.begin() + v.n);
  }
  return {{"engine", r.engine},
          {"version", info.version},
          {"mode", r.mode},
          {"prompt", r.prompt},
          {"negative_prompt", r.negative_prompt},
          {"duration", r.duration.ticks},
          {"rate", to_string(r.rate)},
          {"width", r.width},
          {"height", r.height},
          {"seed", r.seed},
          {"params", params}};
}

std::string dump(const Json& j) { return j.dump(1, ' ', false, Json::error_handler_t::replace); }

const char* extension_for(const std::string& mime) {
  static constexpr std::pair<const char*, const char*> table[] = {
      {"video/mp4", ".mp4"},   {"video/x-matroska", ".mkv"}, {"video/quicktime", ".mov"}, {"audio/wav", ".wav"},
      {"audio/x-wav", ".wav"}, {"audio/flac", ".flac"},      {"audio/mpeg", ".mp3"},      {"image/png", ".png"},
      {"image/jpeg", ".jpg"},  {"application/json", ".json"}};
  for (const auto& [type, extension] : table)
    if (mime == type) return extension;
  return ".bin";
}

// Tickets may hold any bytes; JSON may not.
std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const unsigned char c : bytes) {
    out += digits[c >> 4];
    out += digits[c & 15];
  }
  return out;
}

std::string from_hex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    int value = 0;
    if (std::from_chars(text.data() + i, text.data() + i + 2, value, 16).ptr != text.data() + i + 2) return {};
    out += static_cast<char>(value);
  }
  return out;
}

// What jobs/<key>.json says of an earlier run; empty when there is nothing of use.
struct Job {
  std::string ticket, asset, mime, meta, hash;
  std::int64_t bytes = 0;
};

Job read_job(const std::string& path) {
  Job job;
  auto text = read_file(path, 16 << 20);
  if (!text) return job;
  const Json j = Json::parse(*text, nullptr, false);
  if (!j.is_object()) return job;
  const auto get = [&](const char* key) {
    return j.contains(key) && j[key].is_string() ? j[key].get<std::string>() : std::string();
  };
  job.ticket = from_hex(get("ticket"));
  job.asset = get("asset");
  job.mime = get("mime");
  job.meta = get("meta");
  job.hash = get("content_hash");
  if (j.contains("bytes") && j["bytes"].is_number_integer()) job.bytes = j["bytes"].get<std::int64_t>();
  return job;
}

// An asset counts as there only while it is what it was.
bool intact(const std::string& path, const Job& job) {
  std::error_code error;
  if (job.asset.empty() || static_cast<std::int64_t>(std::filesystem::file_size(path, error)) != job.bytes || error)
    return false;
  const auto digest = sha256_file(path);
  return digest && hex(*digest) == job.hash;
}

}  // namespace

class Generator::Turn {
 public:
  Turn(Generator& generator, std::string key) : g_(generator), key_(std::move(key)) {
    std::unique_lock lock(g_.mutex_);
    g_.ended_.wait(lock, [&] { return g_.running_.insert(key_).second; });
  }
  ~Turn() {
    {
      const std::lock_guard lock(g_.mutex_);
      g_.running_.erase(key_);
    }
    g_.ended_.notify_all();
  }
  Turn(const Turn&) = delete;

 private:
  Generator& g_;
  std::string key_;
};

Generator::Generator(PluginLibrary& plugins, std::string folder) : plugins_(plugins), folder_(std::move(folder)) {}

Result<Generated> Generator::run(const GenerateRequest& request, const std::function<void(double)>& progress,
                                 const CancelToken& cancel) {
  auto plugin = plugins_.find(request.engine);
  if (!plugin) return std::move(plugin).error();
  auto instance = PluginInstance::create(*plugin);
  if (!instance) return std::move(instance).error();
  const auto* engine = instance->table<rushes_engine>(RUSHES_ENGINE);
  if (!engine) return Error{Errc::invalid, request.engine + " is no engine"};

  Json intent = request_json(request, *plugin->info);
  const std::string key = hex(sha256(dump(intent)));
  std::error_code made;
  std::filesystem::create_directories(folder_ + "/jobs", made);
  if (!made) std::filesystem::create_directories(folder_ + "/assets", made);
  if (made) return Error{Errc::io, "cannot make folders in " + folder_ + ": " + made.message()};
  const std::string job_path = folder_ + "/jobs/" + key + ".json";

  const Turn turn(*this, key);
  Generated out;
  out.params = intent["params"].dump();
  Job job = read_job(job_path);
  if (intact(folder_ + "/" + job.asset, job)) {
    out.uri = job.asset, out.path = folder_ + "/" + job.asset, out.content_hash = job.hash, out.mime = job.mime,
    out.meta = job.meta;
    out.bytes = job.bytes;
    out.reused = true;
    if (progress) progress(1);
    return out;
  }

  auto raw = EngineRequest::make(*plugin->info, request, key);
  if (!raw) return std::move(raw).error();
  rushes_error error{};
  error.size = sizeof error;
  rushes_job_state state{};
  state.size = sizeof state;
  const auto failed = [&](rushes_status status) {
    return plugin_error(request.engine, status, error).in(request.mode);
  };

  TextSink notes(1 << 20);
  if (const auto status = engine->check(instance->raw(), (*raw)->get(), &state, &notes, &error); status < 0)
    return failed(status);
  if (const Json list = Json::parse(notes.text, nullptr, false); list.is_array())
    for (const auto& n : list)
      if (n.is_string()) out.notes.push_back(n.get<std::string>());

  const EngineCall quiet(cancel, {});
  if (job.ticket.empty()) {
    TextSink prepared(64 << 20), ticket(4 << 20);
    if (RUSHES_HAS(rushes_engine, engine, prepare) && engine->prepare)
      if (const auto status = engine->prepare(instance->raw(), quiet.get(), (*raw)->get(), &prepared, &error);
          status < 0)
        return failed(status);
    intent["state"] = "submitting";
    if (auto ok = write_file(job_path, dump(intent)); !ok)
      return std::move(ok).error();  // the intent, before the billable call
    const auto status = engine->submit(instance->raw(), quiet.get(), (*raw)->get(),
                                       {prepared.text.data(), prepared.text.size()}, &ticket, &state, &error);
    if (status < 0) return failed(status);
    job.ticket = ticket.text;
    intent["state"] = "submitted";
    intent["ticket"] = to_hex(job.ticket);
    if (auto ok = write_file(job_path, dump(intent)); !ok) return std::move(ok).error();
  }
  const rushes_bytes ticket{job.ticket.data(), job.ticket.size()};
  for (;;) {
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    if (const auto status = engine->poll(instance->raw(), quiet.get(), ticket, &state, &error); status < 0) {
      std::error_code ignored;
      std::filesystem::remove(job_path, ignored);  // the ticket is worth nothing any more
      return failed(status);
    }
    if (state.state == RUSHES_JOB_SUCCEEDED) break;
    if (state.state == RUSHES_JOB_FAILED || state.state == RUSHES_JOB_CANCELLED) {
      std::error_code ignored;
      std::filesystem::remove(job_path, ignored);
      return Error{Errc::unavailable,
                   request.engine + ": the job " + (state.state == RUSHES_JOB_FAILED ? "failed" : "was cancelled")};
    }
    quiet.get()->sleep_ms(quiet.get(), std::clamp<std::uint32_t>(state.poll_after_ms, 50, 60'000));
  }

  TextSink meta(16 << 20);
  FileSink file(folder_ + "/assets/.part-" + key + "-" + std::to_string(::getpid()));
  if (file.code) return Error{Errc::io, "cannot write in " + folder_ + "/assets: " + why_not("write", file.code)};
  const EngineCall call(cancel, progress);
  if (const auto status = engine->fetch(instance->raw(), call.get(), ticket, 0, &file, &meta, &error); status < 0) {
    if (file.code) return Error{Errc::io, "cannot write in " + folder_ + "/assets: " + why_not("write", file.code)};
    return failed(status);
  }
  const Json facts = Json::parse(meta.text, nullptr, false);
  out.meta = facts.is_object() ? meta.text : "{}";
  out.mime = facts.is_object() && facts.contains("mime") && facts["mime"].is_string() ? facts["mime"].get<std::string>()
                                                                                      : "application/octet-stream";
  out.bytes = file.bytes;
  if (out.bytes == 0) return Error{Errc::unavailable, request.engine + ": the result is empty"};
  out.content_hash = hex(file.hash.digest());
  out.uri = "assets/" + out.content_hash + extension_for(out.mime);
  out.path = folder_ + "/" + out.uri;
  if (auto ok = file.keep(out.path); !ok) return std::move(ok).error();

  intent["state"] = "done";
  intent["asset"] = out.uri, intent["content_hash"] = out.content_hash, intent["bytes"] = out.bytes,
  intent["mime"] = out.mime, intent["meta"] = out.meta;
  if (auto ok = write_file(job_path, dump(intent)); !ok) return std::move(ok).error();
  return out;
}

}  // namespace rushes::host
