#include "temporal/deinterlace.hpp"

#include <cstring>

namespace rushes::effects {
namespace {

// Samples as numbers that can be subtracted.
template <class T>
struct Wide {
  using type = int;
  static T back(int v) { return static_cast<T>(v); }
  static int mean(int a, int b) { return (a + b) >> 1; }
};
template <>
struct Wide<float> {
  using type = float;
  static float back(float v) { return v; }
  static float mean(float a, float b) { return (a + b) * 0.5f; }
};

template <class V>
V distance(V a, V b) {
  return a > b ? a - b : b - a;
}

}  // namespace

template <class T>
void deinterlace_row(const Fields& f, const Plane& out, int y) {
  using W = Wide<T>;
  using V = typename W::type;
  const int step = out.channels, width = (out.x2 - out.x1);
  const int top = f.now.y1, bottom = f.now.y2 - 1;
  const auto row_of = [&](const Plane& p, int line) {
    // Beyond the picture: the nearest line of the same field.
    while (line < top) line += 2;
    while (line > bottom) line -= 2;
    return p.at<const T>(p.x1, std::clamp(line, top, bottom));
  };
  T* to = out.at<T>(out.x1, y);
  const T* same = f.now.at<const T>(out.x1, y);
  if ((y & 1) == f.kept || top == bottom) {
    std::memcpy(to, same, static_cast<std::size_t>(width) * static_cast<std::size_t>(step) * sizeof(T));
    return;
  }
  // The other field just before and just after the kept one.
  const Plane &earlier = f.first ? f.before : f.now, &later = f.first ? f.now : f.after;
  const int up = y > top ? y - 1 : y + 1, down = y < bottom ? y + 1 : y - 1;
  const T *above = row_of(f.now, up), *below = row_of(f.now, down);
  const T *above_before = row_of(f.before, up), *below_before = row_of(f.before, down);
  const T *above_after = row_of(f.after, up), *below_after = row_of(f.after, down);
  const T *a = row_of(earlier, y), *b = row_of(later, y);
  const T *a_up = row_of(earlier, y - 2), *b_up = row_of(later, y - 2);
  const T *a_down = row_of(earlier, y + 2), *b_down = row_of(later, y + 2);
  const bool inside = y - 2 >= top && y + 2 <= bottom;
  const int all = f.now.x2 - f.now.x1, shift = out.x1 - f.now.x1;
  for (int i = 0; i < width; ++i) {
    const int x = i + shift;
    for (int c = 0; c < step; ++c) {
      const int k = x * step + c;
      const V up_now = above[k], down_now = below[k], still = W::mean(a[k], b[k]);
      // How much this place changes over time: what is kept may be off by no more.
      V moves = distance<V>(a[k], b[k]) / 2;
      moves = std::max<V>(moves, (distance<V>(above_before[k], up_now) + distance<V>(below_before[k], down_now)) / 2);
      moves = std::max<V>(moves, (distance<V>(above_after[k], up_now) + distance<V>(below_after[k], down_now)) / 2);

      // Along the direction of the best agreement between three samples above and three below.
      V guess = W::mean(up_now, down_now);
      const auto disagreement = [&](int slant) {
        V sum = 0;
        for (int d = -1; d <= 1; ++d) sum += distance<V>(above[k + (slant + d) * step], below[k + (d - slant) * step]);
        return sum;
      };
      if (x >= 3 && x + 3 < all) {
        V best = disagreement(0);
        for (const int side : {-1, 1})
          for (int slant = side; slant == side || slant == 2 * side; slant += side) {
            const V here = disagreement(slant);
            if (!(here < best)) break;
            best = here;
            guess = W::mean(above[k + slant * step], below[k - slant * step]);
          }
      }
      // A still that would stand out from the lines above and below in the same way as its own field's lines do not is
      // no still.
      if (inside) {
        const V over_up = W::mean(a_up[k], b_up[k]) - up_now, over_down = W::mean(a_down[k], b_down[k]) - down_now;
        const V to_up = still - up_now, to_down = still - down_now;
        const V high = std::max({to_down, to_up, std::min(over_up, over_down)});
        const V low = std::min({to_down, to_up, std::max(over_up, over_down)});
        moves = std::max<V>({moves, low, static_cast<V>(-high)});
      }

      to[i * step + c] = W::back(std::clamp<V>(guess, still - moves, still + moves));
    }
  }
}

template void deinterlace_row<std::uint8_t>(const Fields&, const Plane&, int);
template void deinterlace_row<std::uint16_t>(const Fields&, const Plane&, int);
template void deinterlace_row<float>(const Fields&, const Plane&, int);

}  // namespace rushes::effects
