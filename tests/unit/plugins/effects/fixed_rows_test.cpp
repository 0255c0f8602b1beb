// Fixed point for planes of 8 bits: the bits of the reference on every SIMD target, and near the truth.
#include <gtest/gtest.h>

#include <hwy/targets.h>

#include <cmath>
#include <random>
#include <vector>

#include "support/fixed_rows.hpp"
#include "support/fixed_rows_reference.hpp"
#include "support/resample_fixed.hpp"
#include "support/turn_fixed.hpp"

namespace rushes::effects {
namespace {

template <class Body>
void on_every_target(const Body& body) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    body();
  }
  hwy::SetSupportedTargetsForTest(0);
}

constexpr std::size_t n = 203;
template <class T>
std::vector<T> noise(unsigned seed, std::uint32_t limit, std::size_t count = n) {
  std::mt19937 random(seed);
  std::vector<T> row(count);
  for (auto& v : row) v = static_cast<T>(random() % (limit + 1));
  return row;
}

TEST(FixedRows, SumsOfBytes) {
  const auto bytes = noise<std::uint8_t>(1, 255);
  const auto sums = noise<std::uint16_t>(2, 60000);
  on_every_target([&] {
    auto sum = sums;
    add_bytes(sum.data(), bytes.data(), n);
    for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(sum[i], sums[i] + bytes[i]);
  });
}

TEST(FixedRows, MeansOfGroups) {
  for (const int factor : {1, 2, 4, 8, 16}) {
    const int across = static_cast<int>(std::log2(factor));
    for (const int shift : {across, 2 * across, across + 3}) {
      const auto sums = noise<std::uint16_t>(3, (255u << shift) / static_cast<unsigned>(factor),
                                             n * static_cast<std::size_t>(factor));
      on_every_target([&] {
        std::vector<std::int16_t> out(n);
        mean_of_groups(sums.data(), out.data(), n, factor, shift);
        for (std::size_t i = 0; i < n; ++i) {
          std::uint32_t sum = 0;
          for (int k = 0; k < factor; ++k)
            sum += sums[i * static_cast<std::size_t>(factor) + static_cast<std::size_t>(k)];
          ASSERT_EQ(out[i], reference::mean(sum, shift));
          ASSERT_NEAR(out[i], sum * 128.0 / (1 << shift), 0.51);
        }
      });
    }
  }
}

TEST(FixedRows, WeighedSums) {
  std::vector<std::vector<std::int16_t>> rows;
  std::vector<const std::int16_t*> pointers;
  const std::vector<std::int16_t> weights{1000, 3000, 8384, 3000, 1000};
  for (unsigned k = 0; k < weights.size(); ++k) rows.push_back(noise<std::int16_t>(10 + k, 255 * 128));
  for (auto& r : rows) pointers.push_back(r.data());
  on_every_target([&] {
    std::vector<std::int16_t> out(n);
    weigh_fixed(out.data(), pointers.data(), weights.data(), static_cast<int>(weights.size()), n);
    for (std::size_t i = 0; i < n; ++i) {
      int halves = 0;
      double truth = 0;
      for (std::size_t k = 0; k < weights.size(); ++k) {
        halves += reference::product(rows[k][i], weights[k]);
        truth += rows[k][i] * weights[k] / 16384.0;
      }
      ASSERT_EQ(out[i], reference::weighed(halves));
      ASSERT_NEAR(out[i], truth, 6);  // of 128 a step
    }
  });
}

TEST(FixedRows, WidenedAndMixedRows) {
  const auto in = noise<std::int16_t>(20, 255 * 128, n + 64), b = noise<std::int16_t>(21, 255 * 128, n + 64);
  on_every_target([&] {
    for (const int factor : {1, 2, 4, 8}) {
      std::vector<std::int16_t> out(n * static_cast<std::size_t>(factor) + 64);
      widen_fixed(in.data(), out.data(), n, factor);
      for (std::size_t i = 0; i < n; ++i)
        for (int k = 0; k < factor; ++k)
          ASSERT_EQ(out[i * static_cast<std::size_t>(factor) + static_cast<std::size_t>(k)],
                    reference::between(in[i], in[i + 1], reference::part_of_way(k, factor)));
    }
    for (const int t : {0, 4096, 16384, 32767}) {
      std::vector<std::uint8_t> bytes(n);
      between_rows(in.data(), b.data(), t, bytes.data(), n);
      for (std::size_t i = 0; i < n; ++i) {
        ASSERT_EQ(bytes[i], reference::byte(reference::between(in[i], b[i], t)));
        ASSERT_NEAR(bytes[i], (in[i] + (b[i] - in[i]) * t / 32768.0) / 128, 0.52);
      }
    }
  });
}

struct Scaling {
  const char* name;
  Filter filter;
  double scale;  // source samples per output sample
  int width, height;
};
void PrintTo(const Scaling& s, std::ostream* out) { *out << s.name; }
struct FixedScaling : ::testing::TestWithParam<Scaling> {};

TEST_P(FixedScaling, HasTheBitsOfItsReferenceAndIsNearTheTruth) {
  const Scaling& s = GetParam();
  const int w = s.width, h = s.height;
  const auto in = noise<std::uint8_t>(30, 255, static_cast<std::size_t>(w * h));
  const int ow = static_cast<int>(w / s.scale), oh = static_cast<int>(h / s.scale);
  const Axis across = make_axis(s.filter, s.scale, 0.13, 0, ow, 0, w),
             down = make_axis(s.filter, s.scale, -0.21, 0, oh, 0, h);
  const FixedAxis fa = fixed_axis(across), fd = fixed_axis(down);
  const std::size_t size = static_cast<std::size_t>(ow * oh);
  std::vector<std::uint8_t> expected(size);
  for (int y = 0; y < oh; ++y) scale_samples_reference(in.data(), w, fa, fd, 0, y, ow, expected.data() + y * ow);
  on_every_target([&] {
    std::vector<std::uint8_t> out(size);
    scale_samples(in.data(), w, fa, fd, 0, 0, ow, oh, out.data(), ow);
    ASSERT_EQ(out, expected);
    // Any part of it is the same.
    const int x1 = ow / 3, y1 = oh / 4, x2 = ow - 1, y2 = oh - 1;
    if (x2 <= x1 || y2 <= y1) return;
    std::vector<std::uint8_t> part(static_cast<std::size_t>((x2 - x1) * (y2 - y1)));
    scale_samples(in.data(), w, fa, fd, x1, y1, x2, y2, part.data(), x2 - x1);
    for (int y = y1; y < y2; ++y)
      for (int x = x1; x < x2; ++x)
        ASSERT_EQ(part[static_cast<std::size_t>((y - y1) * (x2 - x1) + x - x1)],
                  expected[static_cast<std::size_t>(y * ow + x)]);
  });
  for (int y = 0; y < oh; ++y)
    for (int x = 0; x < ow; ++x) {
      double sum = 0;
      for (int j = 0; j < down.taps; ++j)
        for (int i = 0; i < across.taps; ++i)
          sum += static_cast<double>(down.at(y)[j]) * across.at(x)[i] *
                 in[static_cast<std::size_t>((down.start[static_cast<std::size_t>(y)] + j) * w +
                                             across.start[static_cast<std::size_t>(x)] + i)];
      ASSERT_NEAR(expected[static_cast<std::size_t>(y * ow + x)], std::clamp(sum, 0.0, 255.0), 1.0) << x << "," << y;
    }
}

INSTANTIATE_TEST_SUITE_P(Filters, FixedScaling,
                         ::testing::Values(Scaling{"third_bicubic", Filter::bicubic, 3, 211, 97},
                                           Scaling{"larger_lanczos", Filter::lanczos, 0.43, 61, 47},
                                           Scaling{"a_tenth_lanczos", Filter::lanczos, 10.3, 407, 333},
                                           Scaling{"bilinear", Filter::bilinear, 1.7, 133, 35},
                                           Scaling{"one_sample", Filter::bicubic, 1, 1, 1},
                                           Scaling{"moved", Filter::bicubic, 1, 83, 21}),
                         [](const auto& i) { return std::string(i.param.name); });

struct Turning : ::testing::TestWithParam<Filter> {};

TEST_P(Turning, HasTheBitsOfItsReferenceAndIsNearTheFloats) {
  constexpr int w = 157, h = 91;
  const auto in = noise<std::uint8_t>(40, 255, w * h + 64);
  std::vector<float> floats(in.begin(), in.end());
  const BytePlane bytes{in.data(), w, 3, -2, 3 + w, -2 + h};
  const FloatPlane plane{floats.data(), w, 1, 3, -2, 3 + w, -2 + h};
  struct Way {
    double du, u, dv, v;
  };
  for (const Way& way : {Way{0.8, 10.3, 0.31, 2.2}, Way{-0.7, 150, 0.7, -20}, Way{1, 0, 0, 17.5},
                         Way{0.01, 5, 2.5, -300}, Way{0, 1e7, 0, -1e7}, Way{0.98, -40, -0.2, 95}}) {
    const Line line(way.du, way.u, way.dv, way.v);
    constexpr int count = 301, x1 = -20;
    std::vector<float> near(count);
    sample_line(plane, GetParam(), way.du, way.u, way.dv, way.v, x1, near.data(), 1, count);
    on_every_target([&] {
      std::vector<std::uint8_t> out(count), part(100);
      turn_samples(bytes, GetParam(), line, x1, out.data(), count);
      turn_samples(bytes, GetParam(), line, x1 + 77, part.data(), 100);
      for (int i = 0; i < count; ++i) {
        const auto k = static_cast<std::size_t>(i);
        ASSERT_EQ(out[k], turned_sample(bytes, GetParam(), line, x1 + i)) << i;
        // Places that round to another 1/1024 make a difference of less than a step.
        ASSERT_NEAR(out[k], std::clamp(near[k], 0.0f, 255.0f), 1.5f) << i;
        if (i >= 77 && i < 177) {
          ASSERT_EQ(part[k - 77], out[k]);
        }
      }
    });
  }
}

INSTANTIATE_TEST_SUITE_P(
    Filters, Turning, ::testing::Values(Filter::bilinear, Filter::bicubic, Filter::lanczos), [](const auto& i) {
      return std::string(i.param == Filter::bilinear ? "bilinear" : i.param == Filter::bicubic ? "bicubic" : "lanczos");
    });

}  // namespace
}  // namespace rushes::effects
