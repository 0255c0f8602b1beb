#include "support/resample.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace rushes::effects {
namespace {

constexpr double grid = 4096;  // positions are rounded to 1/4096 sample, so that whole pixels stay whole
using std::numbers::pi;

double sinc(double x) { return x == 0 ? 1 : std::sin(pi * x) / (pi * x); }

// x in samples of the source, at scale 1.
double filter_value(Filter filter, double x) {
  x = std::fabs(x);
  switch (filter) {
    case Filter::bilinear:
      return std::max(0.0, 1 - x);
    case Filter::lanczos:
      return x >= 3 ? 0 : x == std::floor(x) ? (x == 0) : sinc(x) * sinc(x / 3);
    case Filter::bicubic:
      break;
  }
  // Keys' cubic with a = -0.5: exact for quadratics.
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

}  // namespace

Filter filter_of(std::string_view key) {
  return key == "bilinear" ? Filter::bilinear : key == "lanczos" ? Filter::lanczos : Filter::bicubic;
}
int filter_radius(Filter filter) { return filter == Filter::bilinear ? 1 : filter == Filter::bicubic ? 2 : 3; }

Axis make_axis(Filter filter, double scale, double offset, int first_out, int count, int low, int high) {
  Axis axis;
  axis.first_out = first_out, axis.count = count;
  const double stretch = std::max(1.0, std::fabs(scale)), radius = filter_radius(filter) * stretch;
  // Never more taps than there are samples: all others are those at the ends.
  axis.taps = std::min(static_cast<int>(std::ceil(2 * radius)) + 1, high - low);
  axis.start.resize(static_cast<std::size_t>(count));
  axis.weights.assign(static_cast<std::size_t>(count) * static_cast<std::size_t>(axis.taps), 0.0f);
  axis.low = high, axis.high = low;
  std::vector<double> sums(static_cast<std::size_t>(axis.taps));
  for (int i = 0; i < count; ++i) {
    const double centre = std::round((scale * (first_out + i + 0.5) + offset) * grid) / grid;
    // Far outside, everything is the sample at the end.
    const double place = std::clamp(centre, low - radius - 1, high + radius + 1);
    const int from = static_cast<int>(std::ceil(place - radius - 0.5)),
              to = static_cast<int>(std::floor(place + radius - 0.5));
    const int start = std::clamp(from, low, high - axis.taps);
    std::fill(sums.begin(), sums.end(), 0.0);
    double total = 0;
    for (int k = from; k <= to; ++k) {
      const double w = filter_value(filter, (k + 0.5 - place) / stretch);
      sums[static_cast<std::size_t>(std::clamp(std::clamp(k, low, high - 1) - start, 0, axis.taps - 1))] += w;
      total += w;
    }
    if (total == 0) sums[0] = total = 1;
    for (int k = 0; k < axis.taps; ++k)
      axis.weights[static_cast<std::size_t>(i) * static_cast<std::size_t>(axis.taps) + static_cast<std::size_t>(k)] =
          static_cast<float>(sums[static_cast<std::size_t>(k)] / total);
    axis.start[static_cast<std::size_t>(i)] = start;
    axis.low = std::min(axis.low, start);
    axis.high = std::max(axis.high, start + axis.taps);
  }
  return axis;
}

// The weights of a filter at 1024 fractions of a sample.
const float* filter_table(Filter filter) {
  static const auto tables = [] {
    std::array<std::vector<float>, 3> all;
    for (const Filter f : {Filter::bilinear, Filter::bicubic, Filter::lanczos}) {
      const int taps = 2 * filter_radius(f);
      auto& t = all[static_cast<std::size_t>(f)];
      for (int phase = 0; phase < 1024; ++phase) {
        std::array<double, 6> w{};
        double total = 0;
        const int middle = taps / 2 - 1;
        for (int k = 0; k < taps; ++k)
          total += w[static_cast<std::size_t>(k)] = filter_value(f, k - middle - phase / 1024.0);
        for (int k = 0; k < taps; ++k) t.push_back(static_cast<float>(w[static_cast<std::size_t>(k)] / total));
      }
    }
    return all;
  }();
  return tables[static_cast<std::size_t>(filter)].data();
}

}  // namespace rushes::effects
