// From one sample rate to another by libswresample, the whole signal at once or piece by piece.
#pragma once

#include <rushes/result.hpp>

#include <memory>
#include <vector>

namespace rushes::av {

class Resampler {
 public:
  static Result<Resampler> make(int from, int to, int channels);
  // Appends what is ready to `out`, one vector per channel.
  Result<void> push(const float* const* channel, int frames, std::vector<std::vector<float>>& out);
  Result<void> finish(std::vector<std::vector<float>>& out);

 private:
  struct Free {
    void operator()(void* swr) const;
  };
  Result<void> run(const float* const* channel, int frames, std::vector<std::vector<float>>& out);
  std::unique_ptr<void, Free> swr_;  // null when the rates are equal
  int channels_ = 0;
};

}  // namespace rushes::av
