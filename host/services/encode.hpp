// What the encode service stands on: who links a media writer gives the host such a backend.
#pragma once

#include <rushes/abi/host.h>
#include <rushes/result.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace rushes::host {

// Called with one piece of a stream after the other; an Error stops the stream and is what the producer answers.
using TakeBytes = std::function<Result<void>(std::string_view bytes)>;

// One file being written. One caller at a time, any thread. Destroyed without finish: nothing is left behind.
class EncodeSession {
 public:
  virtual ~EncodeSession() = default;
  virtual Result<void> video(const rushes_image& image) = 0;
  virtual Result<void> audio(const rushes_audio& block) = 0;
  // Streams the finished file; answers its media type ("video/x-matroska"). Called once, last.
  virtual Result<std::string> finish(const TakeBytes& data) = 0;
};

// [any thread, several at once]
using EncodeBackend = std::function<Result<std::unique_ptr<EncodeSession>>(const rushes_encode_spec& spec)>;

}  // namespace rushes::host
