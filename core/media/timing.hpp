// When each frame shows, from its time stamps: containers that round to milliseconds are read as the even rate they
// mean.
#pragma once

#include "core/base/time.hpp"
#include "core/media/av.hpp"

#include <vector>

namespace rushes::av {

struct Steps {  // between neighbouring frames
  double min_ms = 0, max_ms = 0;
  bool variable = false;  // they differ by more than the rounding of time stamps explains
};
Steps steps_of(const std::vector<std::int64_t>& pts, AVRational base);

// Frame times from the first frame's start. Even ones follow the rate exactly; uneven ones their stamps.
class Timing {
 public:
  Timing() = default;
  Timing(const std::vector<std::int64_t>& pts, std::int64_t end_pts, AVRational base, AVRational average,
         AVRational lowest);

  Rate rate() const { return rate_; }
  bool variable() const { return variable_; }
  Time duration() const { return duration_; }
  Time start(std::int64_t n) const;        // clamped to 0..frames
  std::int64_t frame_at(Time time) const;  // clamped to 0..frames-1

 private:
  std::int64_t frames_ = 0;
  Rate rate_{25, 1};
  bool variable_ = false;
  Time duration_;
  std::vector<Time> starts_;  // empty: even
};

}  // namespace rushes::av
