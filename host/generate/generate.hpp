// Generation: asks an engine plugin for a piece of media and imports the result as a content-addressed asset.
//
//     request -> jobs/<key>.json (intent) -> submit -> jobs/<key>.json (ticket) -> poll ... -> fetch -> assets/<sha256>.<ext>
//
// The key is the SHA-256 of everything the result depends on. The same request again is answered from the asset; a ticket
// found on disk is polled on, so that nothing is submitted twice after a restart.
#pragma once

#include "core/base/cancel.hpp"
#include "core/base/time.hpp"
#include "core/graph/plugin_library.hpp"
#include "core/timeline/timeline.hpp"

#include <rushes/result.hpp>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace rushes::host {

struct GenerateRequest {
  std::string engine;  // plugin id
  std::string mode;    // "text-to-video", "speech", "music", "ambience", "script"
  std::string prompt, negative_prompt;
  Time duration;  // 0 = the engine decides
  Rate rate;
  int width = 0, height = 0;
  std::uint64_t seed = 0;
  std::map<std::string, Value> params;  // by id; the others keep their defaults
};

struct Generated {
  std::string path;          // of the asset, absolute
  std::string uri;           // relative to the project folder: "assets/<sha256>.mp4"
  std::string content_hash;  // SHA-256, hex
  std::string mime;
  std::string meta;    // what the engine says of it, a JSON object
  std::string params;  // what was asked, a JSON object: the asset's generation_params
  std::int64_t bytes = 0;
  std::vector<std::string> notes;  // what the engine changed about the request
  bool reused = false;             // it was there already
};

class Generator {
 public:
  // `folder`: the project's; jobs/ and assets/ are made in it. Both outlive the generator.
  Generator(PluginLibrary& plugins, std::string folder);

  // Thread-safe; several may run at once. progress: 0..1, on the caller's thread.
  Result<Generated> run(const GenerateRequest& request, const std::function<void(double)>& progress = {},
                        const CancelToken& cancel = {});

 private:
  // One request at a time of those that are the same: the second finds what the first made, and pays for nothing.
  class Turn;

  PluginLibrary& plugins_;
  std::string folder_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::set<std::string> running_;  // keys
};

}  // namespace rushes::host
