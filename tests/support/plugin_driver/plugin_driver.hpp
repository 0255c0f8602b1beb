// Opens a plugin's library as a bare host would, to drive it through the ABI: no services, no registry, no checks.
#pragma once

#include <rushes/plugin.hpp>

#include <rushes/abi/rushes.h>

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace plugin_driver {

// A number or a text for a parameter, by its id.
struct Value {
  double number = 0;
  std::string text;
  Value(double n) : number(n) {}
  Value(int n) : number(n) {}
  Value(const char* t) : text(t) {}
};
using Params = std::map<std::string, Value>;

class Plugin {
 public:
  // `library` is the path of the .so, `id` the plugin in it.
  Plugin(const std::string& library, const std::string& id) {
    handle_ = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle_) {
      ADD_FAILURE() << dlerror();
      return;
    }
    entry_ = static_cast<const rushes_entry*>(dlsym(handle_, RUSHES_ENTRY_SYMBOL));
    rushes_error error = empty_error();
    if (!entry_ || entry_->init(&host_, "", &error) != RUSHES_OK) {
      ADD_FAILURE() << library << " does not start: " << error.message;
      return;
    }
    factory_ = entry_->factory();
    for (std::uint32_t i = 0; i < factory_->count; ++i)
      if (factory_->info(i)->id == id) {
        info_ = factory_->info(i);
        EXPECT_EQ(factory_->create(i, &host_, {nullptr, 0}, &instance_, &error), RUSHES_OK) << error.message;
      }
    if (!instance_) ADD_FAILURE() << library << " has no plugin " << id;
  }
  ~Plugin() {
    if (instance_) factory_->destroy(instance_);
    if (entry_) entry_->deinit();
    if (handle_) dlclose(handle_);
  }
  Plugin(const Plugin&) = delete;

  rushes_instance* instance() const { return instance_; }
  const rushes_plugin_info& info() const { return *info_; }
  template <class Table>
  const Table* interface(const char* id) const {
    return static_cast<const Table*>(factory_->get_interface(instance_, id));
  }

  // The declared initial values, with those in `params` put over them. The texts live as long as this object.
  std::vector<rushes_value> values(const Params& params = {}) {
    std::vector<rushes_value> out;
    for (std::uint32_t i = 0; i < info_->n_params; ++i) {
      const rushes_param_info& p = *info_->params[i];
      rushes_value v{};
      v.type = p.type;
      v.n = 1;
      std::memcpy(v.v, p.def, sizeof v.v);
      std::string text = p.def_text ? p.def_text : "";
      if (const auto found = params.find(p.id); found != params.end()) {
        v.v[0] = found->second.number;
        if (!found->second.text.empty()) text = found->second.text;
      }
      texts_.push_back(std::make_unique<std::string>(std::move(text)));
      v.s = {texts_.back()->data(), texts_.back()->size()};
      out.push_back(v);
    }
    for (const auto& [id, value] : params) {
      bool known = false;
      for (std::uint32_t i = 0; i < info_->n_params; ++i) known |= id == info_->params[i]->id;
      EXPECT_TRUE(known) << info_->id << " has no parameter " << id;
    }
    return out;
  }

  static rushes_error empty_error() {
    rushes_error error{};
    error.size = sizeof error;
    return error;
  }

 private:
  rushes_host host_{sizeof(rushes_host),
                    RUSHES_ABI_MINOR,
                    nullptr,
                    "plugin_driver",
                    "1",
                    [](const rushes_host*, const char*) noexcept -> const void* { return nullptr; }};
  void* handle_ = nullptr;
  const rushes_entry* entry_ = nullptr;
  const rushes_factory* factory_ = nullptr;
  const rushes_plugin_info* info_ = nullptr;
  rushes_instance* instance_ = nullptr;
  std::vector<std::unique_ptr<std::string>> texts_;
};

using Channels = std::vector<std::vector<float>>;  // planar

struct AudioRun {
  Params params = {};
  std::int64_t start = 0, duration = 0;
  std::uint32_t out_channels = 2, block = 4096;
  // Parameters that change: called with each block's first sample.
  Params (*animated)(std::int64_t) = nullptr;
};

// Runs an audio effect over `inputs` (all of one length), block by block; in[i][c][n] is sample start + n.
inline Channels run_audio(Plugin& plugin, std::vector<Channels> inputs, const AudioRun& run) {
  const auto* effect = plugin.interface<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
  rushes_error error = Plugin::empty_error();
  const auto total = inputs[0][0].size();
  Channels out(run.out_channels, std::vector<float>(total));
  EXPECT_EQ(effect->prepare(plugin.instance(), 48000, run.out_channels, 3, run.block, &error), RUSHES_OK)
      << error.message;
  EXPECT_EQ(effect->reset(plugin.instance(), run.start), RUSHES_OK);
  for (std::size_t at = 0; at < total;) {
    // Blocks end on the absolute grid of `block` samples, as a host's do.
    const auto position = run.start + static_cast<std::int64_t>(at);
    const std::int64_t into = ((position % run.block) + run.block) % run.block;
    const auto frames =
        static_cast<std::uint32_t>(std::min<std::size_t>(total - at, static_cast<std::size_t>(run.block - into)));
    std::vector<std::vector<float*>> pointers;
    std::vector<rushes_audio> blocks;
    for (Channels& input : inputs) {
      pointers.emplace_back();
      for (auto& channel : input) pointers.back().push_back(channel.data() + at);
    }
    for (auto& p : pointers)
      blocks.push_back(
          {sizeof(rushes_audio), 48000, static_cast<std::uint32_t>(p.size()), frames, 3, position, p.data()});
    std::vector<const rushes_audio*> in;
    for (const auto& b : blocks) in.push_back(&b);
    std::vector<float*> to;
    for (auto& channel : out) to.push_back(channel.data() + at);
    rushes_audio result{sizeof(rushes_audio), 48000, run.out_channels, frames, 3, position, to.data()};
    const auto values = plugin.values(run.animated ? run.animated(position) : run.params);
    const rushes_audio_args args{sizeof(rushes_audio_args), static_cast<std::uint32_t>(values.size()), values.data(),
                                 run.duration};
    const rushes_status status = effect->process(plugin.instance(), nullptr, &args, in.data(),
                                                 static_cast<std::uint32_t>(in.size()), &result, &error);
    EXPECT_EQ(status, RUSHES_OK) << error.message;
    if (status != RUSHES_OK) break;
    at += frames;
  }
  return out;
}

// Deterministic noise in -amplitude .. amplitude; `seed` names the channel. Sample n is the same wherever one starts.
inline float noise(std::int64_t n, std::uint64_t seed, float amplitude) {
  std::uint64_t x = static_cast<std::uint64_t>(n) * 0x9E3779B97F4A7C15ull + seed * 0xD1B54A32D192ED03ull;
  x ^= x >> 32, x *= 0xD6E8FEB86659FD93ull, x ^= x >> 32, x *= 0xD6E8FEB86659FD93ull, x ^= x >> 32;
  return amplitude * (static_cast<float>(x >> 40) / 8388608.0f - 1.0f);
}

inline Channels noise_block(std::int64_t start, std::size_t frames, std::uint32_t channels, std::uint64_t seed,
                            float amplitude) {
  Channels out(channels, std::vector<float>(frames));
  for (std::uint32_t c = 0; c < channels; ++c)
    for (std::size_t i = 0; i < frames; ++i)
      out[c][i] = noise(start + static_cast<std::int64_t>(i), seed + c, amplitude);
  return out;
}

}  // namespace plugin_driver
