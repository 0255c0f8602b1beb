// From the voice's dull 16 kHz to a clear, even 48 kHz. Pure functions: the same samples in, the same samples out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace narrator {

inline constexpr int output_rate = 48000;

// Three samples for one, by a Kaiser-windowed sinc (flat to 7 kHz, images below -80 dB); no delay: output 3n lies at
// input n.
std::vector<float> upsample_by_three(std::span<const float> in);

// One phrase of the voice (16 kHz, as flite gives it) made 48 kHz: level evened, rumble cut, presence and air lifted,
// lightly compressed, both edges faded. Exactly three times as many samples as `voice`.
std::vector<float> polish(std::span<const std::int16_t> voice);

}  // namespace narrator
