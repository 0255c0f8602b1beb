// An envelope that rises before it is needed and falls after, with a bounded memory: random access is exact after a
// preroll.
//
//      needed            ____                   Per hop (a few samples on the absolute grid) the largest amount
//                       |    |                  asked for; around it a straight rise over `attack` hops, a hold,
//      envelope       /------------\            and a straight fall over `release` hops. The largest of all that
//                   /               \           overlap wins. Between hops it is interpolated, never below what
//                  attack     hold   release    was asked for.
#pragma once

#include <cstdint>
#include <vector>

namespace audio {

class HopEnvelope {
 public:
  struct Shape {
    int hop = 64;                // samples
    int look_ahead = 16;         // hops; fixes the latency
    int attack = 16;             // hops, at most look_ahead
    int hold = 0, release = 64;  // hops
    bool operator==(const Shape&) const = default;
  };

  explicit HopEnvelope(const Shape&);

  // Samples by which the answers lag behind what is asked.
  std::int64_t latency() const { return std::int64_t{shape_.look_ahead + 2} * shape_.hop; }
  // Samples after reset() until answers no longer depend on what came before it.
  std::int64_t memory() const { return latency() + std::int64_t{shape_.hold + shape_.release + 2} * shape_.hop; }
  const Shape& shape() const { return shape_; }

  void reset(std::int64_t next_sample);
  // Asks for `needed` (>= 0) at the next sample n; gives the envelope at n - latency().
  float step(float needed);

 private:
  float amount_of(std::int64_t hop) const;
  float& asked(std::int64_t hop) { return asked_[static_cast<std::size_t>(hop) % asked_.size()]; }
  float asked(std::int64_t hop) const { return asked_[static_cast<std::size_t>(hop) % asked_.size()]; }

  Shape shape_;
  std::vector<float> asked_;    // ring over hops
  std::int64_t hop_ = 0;        // the hop the next sample belongs to, counted from far below zero
  int inside_ = 0;              // samples of that hop already seen
  float left_ = 0, right_ = 0;  // envelope at the two ends of the hop that is being answered
  float newest_ = 0;            // amount of the hop after it
};

}  // namespace audio
