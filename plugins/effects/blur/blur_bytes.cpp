#include "blur/blur_bytes.hpp"

#include "support/fixed_rows.hpp"

#include <bit>
#include <climits>

namespace rushes::effects {
namespace {

int floor_div(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }
int log2_of_power(int v) { return std::countr_zero(static_cast<unsigned>(v)); }

// Weights in 1/16384 with the sum 16384.
std::vector<std::int16_t> whole_weights(const std::vector<float>& kernel) {
  std::vector<std::int16_t> w;
  int sum = 0;
  for (const float k : kernel) {
    w.push_back(static_cast<std::int16_t>(std::lround(k * 16384.0f)));
    sum += w.back();
  }
  auto& middle = w[w.size() / 2];
  middle = static_cast<std::int16_t>(middle + 16384 - sum);
  return w;
}

struct Way {  // along one axis, from samples [out1, out2) to reduced ones and back
  GaussianAxis axis;
  std::vector<std::int16_t> weights;
  int factor, radius;
  int i1, i2;  // reduced samples that the interpolation uses
  int b1, b2;  // and those that the filter uses
  Way(double sigma, int out1, int out2)
      : axis(gaussian_axis(sigma)), weights(whole_weights(axis.kernel)), factor(axis.factor), radius(axis.radius()) {
    i1 = factor == 1 ? out1 : floor_div(2 * out1 + 1 - factor, 2 * factor);
    i2 = factor == 1 ? out2 : floor_div(2 * out2 - 1 - factor, 2 * factor) + 2;
    b1 = i1 - radius, b2 = i2 + radius;
  }
};

}  // namespace

void blur_bytes(const Plane& in, const rushes_rect& full, const Plane& out, double sigma_x, double sigma_y) {
  const Way wx(sigma_x, out.x1, out.x2), wy(sigma_y, out.y1, out.y2);
  const int fx = wx.factor, fy = wy.factor, shift = log2_of_power(fx) + log2_of_power(fy);
  const std::size_t inner = static_cast<std::size_t>(wx.i2 - wx.i1), outer = static_cast<std::size_t>(wx.b2 - wx.b1);
  constexpr std::size_t slack = 64;  // whole vectors at the end of a row

  // A source row that goes on beyond the frame, as the boxes of the reduction want it.
  const int sx1 = wx.b1 * fx, sx2 = wx.b2 * fx;
  const int left = std::clamp(sx1, full.x1, full.x2 - 1), right = std::clamp(sx2, left + 1, full.x2);
  std::vector<std::uint16_t> sums(static_cast<std::size_t>(sx2 - sx1) + slack);
  std::vector<std::int16_t> reduced(outer + slack);
  std::vector<const std::int16_t*> taps(wx.weights.size());

  // 1. Every reduced row once, filtered along itself. As many are kept as the filter down the columns wants.
  const int kept_rows = 2 * wy.radius + 1;
  std::vector<std::int16_t> across((inner + slack) * static_cast<std::size_t>(kept_rows));
  std::vector<int> holds(static_cast<std::size_t>(kept_rows), INT_MIN);
  const auto row_across = [&](int j) {
    const std::size_t slot = static_cast<std::size_t>(((j % kept_rows) + kept_rows) % kept_rows);
    std::int16_t* const to = across.data() + (inner + slack) * slot;
    if (holds[slot] == j) return to;
    holds[slot] = j;
    const int first = std::clamp(j * fy, full.y1, full.y2 - 1),
              last = std::clamp(j * fy + fy - 1, full.y1, full.y2 - 1);
    std::uint16_t* const middle = sums.data() + (left - sx1);
    const std::size_t n = static_cast<std::size_t>(right - left);
    std::fill_n(middle, n, std::uint16_t{0});
    if (first == last) {
      const auto* p = in.at<const std::uint8_t>(left, first);
      for (std::size_t i = 0; i < n; ++i) middle[i] = static_cast<std::uint16_t>(p[i] * fy);
    } else {
      for (int i = 0; i < fy; ++i)
        add_bytes(middle, in.at<const std::uint8_t>(left, std::clamp(j * fy + i, full.y1, full.y2 - 1)), n);
    }
    std::fill(sums.data(), middle, middle[0]);
    std::fill(middle + n, sums.data() + (sx2 - sx1), middle[n - 1]);
    mean_of_groups(sums.data(), reduced.data(), outer, fx, shift);
    for (std::size_t k = 0; k < wx.weights.size(); ++k) taps[k] = reduced.data() + k;
    weigh_fixed(to, taps.data(), wx.weights.data(), static_cast<int>(wx.weights.size()), inner);
    return to;
  };

  // 2. Down the columns, and back to the size of the plane.
  const int lead = fx == 1 ? 0 : out.x1 - (wx.i1 * fx + fx / 2);  // where the first interval begins before the output
  std::vector<std::int16_t> line(inner + slack), wide[2];
  for (auto& w : wide) w.resize((inner + 1) * static_cast<std::size_t>(fx) + slack);
  int wide_holds[2] = {INT_MIN, INT_MIN};
  std::vector<const std::int16_t*> rows(static_cast<std::size_t>(kept_rows));
  const auto row_down = [&](int j) -> const std::int16_t* {
    const std::size_t slot = static_cast<std::size_t>(j & 1);
    if (wide_holds[slot] != j) {
      wide_holds[slot] = j;
      for (int k = 0; k < kept_rows; ++k) rows[static_cast<std::size_t>(k)] = row_across(j - wy.radius + k);
      std::int16_t* const to = fx == 1 ? wide[slot].data() : line.data();
      weigh_fixed(to, rows.data(), wy.weights.data(), kept_rows, inner);
      if (fx > 1) widen_fixed(line.data(), wide[slot].data(), inner - 1, fx);
    }
    return wide[slot].data() + lead;
  };
  const std::size_t width = static_cast<std::size_t>(out.width());
  for (int y = out.y1; y < out.y2; ++y) {
    auto* const to = out.at<std::uint8_t>(out.x1, y);
    if (fy == 1) {
      const std::int16_t* row = row_down(y);
      between_rows(row, row, 0, to, width);
      continue;
    }
    const int above = floor_div(2 * y + 1 - fy, 2 * fy), rest = 2 * y + 1 - fy - 2 * fy * above;
    const std::int16_t* const a = row_down(above);
    const std::int16_t* const b = row_down(above + 1);
    between_rows(a, b, rest * 16384 / fy, to, width);
  }
}

}  // namespace rushes::effects
