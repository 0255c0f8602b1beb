// A Gaussian blur.
#include "blur/blur_bytes.hpp"
#include "blur/gaussian.hpp"
#include "support/colour_space.hpp"
#include "support/float_kernels.hpp"
#include "support/plane_source.hpp"
#include "support/resample.hpp"

namespace {
using namespace rushes::effects;
using rushes::ParamSpec;

int floor_div(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

// The extent of plane k of a whole frame: beyond it, the samples at the edge go on.
rushes_rect extent(const rushes_rect& full, int sw, int sh) {
  return {full.x1 >> sw, full.y1 >> sh, (full.x2 + (1 << sw) - 1) >> sw, (full.y2 + (1 << sh) - 1) >> sh};
}

// Rows [out.y1, out.y2), samples [out.x1, out.x2) of the blurred plane.
template <class Effect>
std::vector<float> blurred(const Effect& effect, const PlaneSource& source, const rushes_rect& full,
                           const rushes_rect& out, double sigma_x, double sigma_y) {
  const int channels = source.image.format.packed ? 4 : 1;
  const GaussianAxis ax = gaussian_axis(sigma_x), ay = gaussian_axis(sigma_y);
  const int fx = ax.factor, fy = ay.factor, rx = ax.radius(), ry = ay.radius();
  const std::size_t width = static_cast<std::size_t>(out.x2 - out.x1) * static_cast<std::size_t>(channels);

  // Samples of the reduced plane that interpolation of `out` uses, and those with the filter's reach.
  const int ix1 = fx == 1 ? out.x1 : floor_div(2 * out.x1 + 1 - fx, 2 * fx),
            ix2 = fx == 1 ? out.x2 : floor_div(2 * out.x2 - 1 - fx, 2 * fx) + 2;
  const int iy1 = fy == 1 ? out.y1 : floor_div(2 * out.y1 + 1 - fy, 2 * fy),
            iy2 = fy == 1 ? out.y2 : floor_div(2 * out.y2 - 1 - fy, 2 * fy) + 2;
  const int bx1 = ix1 - rx, bx2 = ix2 + rx, by1 = iy1 - ry, by2 = iy2 + ry;
  const std::size_t inner = static_cast<std::size_t>(ix2 - ix1) * static_cast<std::size_t>(channels);
  const std::size_t outer = static_cast<std::size_t>(bx2 - bx1) * static_cast<std::size_t>(channels);

  // 1. Each reduced row: the mean of its boxes, filtered along the row.
  std::vector<float> across(inner * static_cast<std::size_t>(by2 - by1));
  const int sx1 = std::clamp(bx1 * fx, full.x1, full.x2 - 1), sx2 = std::clamp(bx2 * fx, sx1 + 1, full.x2);
  constexpr int chunk = 16;
  effect.parallel(static_cast<std::uint32_t>((by2 - by1 + chunk - 1) / chunk), [&](std::uint32_t part) {
    const std::size_t loaded = static_cast<std::size_t>(sx2 - sx1) * static_cast<std::size_t>(channels);
    std::vector<float> row(loaded), sum(loaded), reduced(outer);
    std::vector<const float*> taps(ax.kernel.size());
    const int from = by1 + static_cast<int>(part) * chunk, to = std::min(by2, from + chunk);
    for (int j = from; j < to; ++j) {
      const int first = std::clamp(j * fy, full.y1, full.y2 - 1),
                last = std::clamp(j * fy + fy - 1, full.y1, full.y2 - 1);
      if (first == last) {  // beyond the frame, or not reduced
        source.load(first, sx1, sx2, sum.data());
        if (fy > 1) scale_row(sum.data(), sum.data(), static_cast<float>(fy), loaded);
      }
      for (int i = 0; i < fy && first != last; ++i) {
        const int y = std::clamp(j * fy + i, full.y1, full.y2 - 1);
        source.load(y, sx1, sx2, i == 0 ? sum.data() : row.data());
        if (i > 0) accumulate(sum.data(), row.data(), 1.0f, loaded);
      }
      const float mean = 1.0f / static_cast<float>(fx * fy);
      for (int i = bx1; i < bx2; ++i)
        for (int c = 0; c < channels; ++c) {
          float total = 0;
          if (i * fx >= sx1 && (i + 1) * fx <= sx2) {
            const float* p = sum.data() + static_cast<std::ptrdiff_t>(i * fx - sx1) * channels + c;
            for (int k = 0; k < fx; ++k) total += p[k * channels];
          } else {
            for (int k = 0; k < fx; ++k)
              total += sum[static_cast<std::size_t>(std::clamp(i * fx + k, sx1, sx2 - 1) - sx1) *
                               static_cast<std::size_t>(channels) +
                           static_cast<std::size_t>(c)];
          }
          reduced[static_cast<std::size_t>(i - bx1) * static_cast<std::size_t>(channels) +
                  static_cast<std::size_t>(c)] = total * mean;
        }
      for (std::size_t k = 0; k < taps.size(); ++k) taps[k] = reduced.data() + k * static_cast<std::size_t>(channels);
      weigh_rows(across.data() + inner * static_cast<std::size_t>(j - by1), taps.data(), ax.kernel.data(),
                 static_cast<int>(taps.size()), inner);
    }
  });

  // 2. Filtered down the columns and interpolated to the size of the frame.
  std::vector<float> result(width * static_cast<std::size_t>(out.y2 - out.y1));
  for_bands(effect, out, [&](int y1, int y2) {
    std::vector<const float*> taps(ay.kernel.size());
    std::vector<float> line(inner), wide[2];
    int holds[2] = {INT32_MIN, INT32_MIN};
    for (auto& w : wide) w.resize(width);
    const auto filtered = [&](int j, float* to) {
      for (std::size_t k = 0; k < taps.size(); ++k)
        taps[k] = across.data() + inner * (static_cast<std::size_t>(j - by1 - ry) + k);
      weigh_rows(to, taps.data(), ay.kernel.data(), static_cast<int>(taps.size()), inner);
    };
    const auto widened = [&](int j) -> const float* {
      const std::size_t slot = static_cast<std::size_t>(j & 1);
      if (holds[slot] == j) return wide[slot].data();
      holds[slot] = j;
      if (fx == 1) {
        filtered(j, wide[slot].data());
        return wide[slot].data();
      }
      filtered(j, line.data());
      for (int x = out.x1; x < out.x2; ++x) {
        const int left = floor_div(2 * x + 1 - fx, 2 * fx), rest = 2 * x + 1 - fx - 2 * fx * left;
        const float t = static_cast<float>(rest) / static_cast<float>(2 * fx);
        const float* p = line.data() + static_cast<std::ptrdiff_t>(left - ix1) * channels;
        for (int c = 0; c < channels; ++c)
          wide[slot][static_cast<std::size_t>(x - out.x1) * static_cast<std::size_t>(channels) +
                     static_cast<std::size_t>(c)] = p[c] * (1 - t) + p[c + channels] * t;
      }
      return wide[slot].data();
    };
    for (int y = y1; y < y2; ++y) {
      float* to = result.data() + width * static_cast<std::size_t>(y - out.y1);
      if (fy == 1) {
        std::copy_n(widened(y), width, to);
        continue;
      }
      const int above = floor_div(2 * y + 1 - fy, 2 * fy), rest = 2 * y + 1 - fy - 2 * fy * above;
      const float t = static_cast<float>(rest) / static_cast<float>(2 * fy), weights[2] = {1 - t, t};
      const float* const rows[2] = {widened(above), widened(above + 1)};
      weigh_rows(to, rows, weights, 2, width);
    }
  });
  return result;
}

struct Blur : rushes::Effect<Blur> {
  static constexpr rushes::PluginSpec spec{
      .id = "org.rushes.blur", .name = "Blur", .description = "A Gaussian blur.", .traits = tiled_traits};
  static constexpr std::array params{
      ParamSpec{.id = "sigma",
                .label = "Sigma",
                .initial = {4},
                .min = 0,
                .max = 250,
                .unit = RUSHES_U_PIXELS,
                .flags = RUSHES_PF_ANIMATES,
                .help = "Standard deviation in pixels: about a third of how far a point spreads.",
                .step = 0.5}};

  std::vector<rushes_video_format> formats(std::uint32_t input) const {
    return input == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : native_formats();
  }

  static double sigma(const Args& a) {
    const double s = tamed(a.number("sigma"), 0, 500);
    return s < 0.05 ? 0 : s;
  }

  void plan(Plan& p) const {
    const double s = sigma(p);
    if (s <= 0) return p.pass(0);
    const int reach = static_cast<int>(std::ceil(6 * s)) + 16;
    const rushes_rect& roi = p.roi();
    const rushes_rect full = p.args->n_inputs > 0 ? p.args->input_full[0] : p.full();
    p.need(0, p.frame(), intersection({roi.x1 - reach, roi.y1 - reach, roi.x2 + reach, roi.y2 + reach}, full));
  }

  void render(const Render& r) const {
    const rushes_image &in = r.in(), &out = r.out();
    require_native(out.format, "the output");
    if (!same_pixels(in.format, out.format) || !covers(in.bounds, out.bounds))
      throw rushes::Failure(RUSHES_E_FORMAT, "blur needs its input in the format of its output and over all of it");
    const double s = sigma(r);
    if (s <= 0) return copy_picture(in, out);
    const rushes_video_format& f = out.format;
    const YuvSpace space = yuv_space(f);
    const bool straight = has_straight_alpha(f);
    for (int k = 0; k < plane_count(f); ++k) {
      r.check();
      const bool chroma = is_yuv(f) && (k == 1 || k == 2);
      const int sw = chroma ? f.sub_w : 0, sh = chroma ? f.sub_h : 0;
      const Plane to = plane(out, k), from = plane(in, k);
      const rushes_rect part{to.x1, to.y1, to.x2, to.y2};
      const double sx = s / (1 << sw), sy = s / (1 << sh);
      // What the host cut off lies beyond the filter's reach.
      const rushes_rect full = intersection(extent(in.full, sw, sh), {from.x1, from.y1, from.x2, from.y2});
      if (f.bytes == 1 && !f.packed && !straight) {
        // Each band begins its filters anew, so these are tall.
        constexpr int band = 256;
        const int first = to.y1 / band, last = (to.y2 - 1) / band;
        parallel(static_cast<std::uint32_t>(last - first + 1), [&](std::uint32_t i) {
          Plane rows = to;
          rows.y1 = std::max(to.y1, (first + static_cast<int>(i)) * band);
          rows.y2 = std::min(to.y2, (first + static_cast<int>(i) + 1) * band);
          rows.data += (rows.y1 - to.y1) * to.stride;
          blur_bytes(from, full, rows, sx, sy);
        });
        continue;
      }
      const float neutral = chroma ? space.middle : space.black;
      std::vector<float> values;
      if (k == 3) {
        values = blurred(*this, {in, 0, Field::alpha, 0}, full, part, sx, sy);
      } else {
        values = blurred(*this, {in, k, straight ? Field::weighted : Field::value, neutral}, full, part, sx, sy);
        if (straight) {
          std::vector<float> alpha = blurred(*this, {in, k, Field::alpha, 0}, full, part, sx, sy);
          for (float& a : alpha) a = a > 1e-4f ? a : 0.0f;
          divide(values.data(), alpha.data(), values.size());
          for (float& v : values) v += neutral;
        }
      }
      const std::size_t width = static_cast<std::size_t>(to.width()) * static_cast<std::size_t>(to.channels);
      for (int y = to.y1; y < to.y2; ++y)
        store_row(out, to, to.x1, y, values.data() + width * static_cast<std::size_t>(y - to.y1), width,
                  k == 3 ? space.max : 1.0f);
    }
  }
};

}  // namespace

RUSHES_PLUGINS(Blur);
