// Loudness after EBU R 128 and true peak, of sound that comes block by block.
#pragma once

#include <cstdint>
#include <memory>

namespace loudness {

struct Reading {
  // LUFS; -infinity becomes -70, where the standard's gate lies.
  double integrated = -70, momentary_max = -70, short_term_max = -70;
  double range = 0;           // LU
  double true_peak = -120;    // dBTP
  double sample_peak = -120;  // dBFS
  std::int64_t samples = 0;
};

class Meter {
 public:
  Meter(std::uint32_t channels, std::uint32_t rate);
  ~Meter();
  Meter(Meter&&) noexcept;
  Meter& operator=(Meter&&) noexcept;

  bool ok() const;  // false where the layout or rate cannot be measured
  void add(const float* const* channels, std::uint32_t frames);
  Reading read() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The gain that brings `measured` to `target`, LUFS; nothing for silence. At most +-40 dB.
double gain_to(double target, double measured);

}  // namespace loudness
