#include "plugins/effects/audio_support/hop_envelope.hpp"

#include "plugins/effects/audio_support/audio_block.hpp"

#include <algorithm>

namespace audio {

HopEnvelope::HopEnvelope(const Shape& shape) : shape_(shape) {
  shape_.hop = std::max(1, shape.hop);
  shape_.look_ahead = std::max(1, shape.look_ahead);
  shape_.attack = std::clamp(shape.attack, 0, shape_.look_ahead);
  shape_.hold = std::max(0, shape.hold);
  shape_.release = std::max(0, shape.release);
  asked_.resize(static_cast<std::size_t>(shape_.look_ahead + shape_.hold + shape_.release + 4));
  reset(0);
}

void HopEnvelope::reset(std::int64_t next_sample) {
  std::ranges::fill(asked_, 0.0f);
  // Shifted so that hop numbers, which index the ring, stay positive; a multiple of the ring keeps the places.
  constexpr std::int64_t far = std::int64_t{1} << 40;
  const std::int64_t number = floor_div(next_sample, shape_.hop);
  inside_ = static_cast<int>(next_sample - number * shape_.hop);
  hop_ = number + far;
  left_ = right_ = newest_ = 0;
}

// The envelope over one hop: every hop that asked for something, weighted by how far away it is.
float HopEnvelope::amount_of(std::int64_t hop) const {
  float most = 0;
  for (int j = 0; j <= shape_.hold + shape_.release; ++j) {
    const float weight =
        j <= shape_.hold ? 1.0f : 1.0f - static_cast<float>(j - shape_.hold) / static_cast<float>(shape_.release + 1);
    most = std::max(most, asked(hop - j) * weight);
  }
  for (int j = 1; j <= shape_.attack; ++j)
    most = std::max(most, asked(hop + j) * (1.0f - static_cast<float>(j) / static_cast<float>(shape_.attack + 1)));
  return most;
}

float HopEnvelope::step(float needed) {
  if (inside_ == 0) asked(hop_) = 0;
  asked(hop_) = std::max(asked(hop_), needed);
  const float answer = left_ + (right_ - left_) * (static_cast<float>(inside_) / static_cast<float>(shape_.hop));
  if (++inside_ == shape_.hop) {
    inside_ = 0;
    ++hop_;
    // Hop q = hop_ - look_ahead - 2 is answered next; its right end lies between q and q + 1, all of whose look-ahead
    // is known.
    const float next = amount_of(hop_ - shape_.look_ahead - 1);
    left_ = right_;
    right_ = std::max(newest_, next);
    newest_ = next;
  }
  return answer;
}

}  // namespace audio
