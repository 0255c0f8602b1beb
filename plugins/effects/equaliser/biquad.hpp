// Filters of second order: the formulas of Robert Bristow-Johnson's "Audio EQ Cookbook" (bilinear transform, warped so
// that the named frequency is met exactly).
#pragma once

#include <cstdint>
#include <vector>

namespace equaliser {

struct Coefficients {
  double b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0;  // a0 = 1
};

// Frequencies in Hz; they are brought into 5 Hz .. 0.49 of the rate.
Coefficients bell(double rate, double frequency, double gain_db, double q);
Coefficients low_shelf(double rate, double frequency, double gain_db, double q);
Coefficients high_shelf(double rate, double frequency, double gain_db, double q);
Coefficients low_cut(double rate, double frequency, double q);
Coefficients high_cut(double rate, double frequency, double q);

// One filter over several channels, in double: transposed direct form II.
class Biquad {
 public:
  Biquad(const Coefficients& c, std::uint32_t channels) : c_(c), state_(channels) {}
  void reset() {
    for (State& s : state_) s = {};
  }
  double step(std::uint32_t channel, double x) {
    State& s = state_[channel];
    const double y = c_.b0 * x + s.z1;
    s.z1 = c_.b1 * x - c_.a1 * y + s.z2;
    s.z2 = c_.b2 * x - c_.a2 * y;
    // Numbers near the end of double's range are slow, and -500 dB is silence.
    if (quiet(s.z1) && quiet(s.z2)) s = {};
    return y;
  }

 private:
  struct State {
    double z1 = 0, z2 = 0;
  };
  static bool quiet(double v) { return v < 1e-25 && v > -1e-25; }
  Coefficients c_;
  std::vector<State> state_;
};

}  // namespace equaliser
