#include "core/media/pack.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace rushes {

namespace {

template <class T>
T* row(const Plane& p, int y) {
  return reinterpret_cast<T*>(p.data + y * p.stride);
}

float clean(float v) {
  if (v >= -65504.0f && v <= 65504.0f) return v;
  return std::isnan(v) ? 0.0f : v > 0 ? 65504.0f : -65504.0f;
}

template <class T, int N, bool Clean>
void unpack_rows(const Frame& from, const Frame& to) {
  const int w = width(from.bounds), h = height(from.bounds);
  for (int y = 0; y < h; ++y) {
    const T* in = row<T>(from.planes[0], y);
    T* out[N];
    for (int c = 0; c < N; ++c) out[c] = row<T>(to.planes[static_cast<std::size_t>(c)], y);
    for (int x = 0; x < w; ++x) {
      for (int c = 0; c < N; ++c) {
        if constexpr (Clean)
          out[c][x] = clean(in[x * N + c]);
        else
          out[c][x] = in[x * N + c];
      }
    }
  }
}

template <class T, int N>
void pack_rows(const Frame& from, const Frame& to) {
  const int w = width(from.bounds), h = height(from.bounds);
  for (int y = 0; y < h; ++y) {
    T* out = row<T>(to.planes[0], y);
    const T* in[N];
    for (int c = 0; c < N; ++c) in[c] = row<T>(from.planes[static_cast<std::size_t>(c)], y);
    for (int x = 0; x < w; ++x) {
      for (int c = 0; c < N; ++c) out[x * N + c] = in[c][x];
    }
  }
}

// Calls f<T, N>() for the sample type and the number of samples in a packed pixel.
template <class F>
void with_shape(const VideoFormat& f, int n, F&& call) {
  const auto by_count = [&]<class T>() {
    switch (n) {
      case 1:
        return call.template operator()<T, 1>();
      case 2:
        return call.template operator()<T, 2>();
      case 3:
        return call.template operator()<T, 3>();
      default:
        return call.template operator()<T, 4>();
    }
  };
  if (f.bytes == 1)
    by_count.template operator()<std::uint8_t>();
  else if (f.bytes == 2)
    by_count.template operator()<std::uint16_t>();
  else
    by_count.template operator()<float>();
}

Result<std::shared_ptr<Frame>> like(FramePool& pool, const Frame& frame, const VideoFormat& format) {
  auto out = pool.allocate(format, frame.bounds, frame.full);
  if (out) (*out)->pixel_aspect = frame.pixel_aspect;
  return out;
}

// Colour planes of integers. Max is a constant so that the division becomes a multiplication.
template <class T, int Bits>
struct Scale {
  static constexpr std::uint32_t max = (1u << Bits) - 1;
  static int times(int v, std::uint32_t a) {
    const auto m = static_cast<std::uint32_t>(v < 0 ? -v : v);
    const auto r = static_cast<int>((m * a + max / 2) / max);
    return v < 0 ? -r : r;
  }
  static int over(int v, std::uint32_t a) {
    const float q = static_cast<float>(v) * static_cast<float>(max) / static_cast<float>(a);
    return static_cast<int>(q + (v < 0 ? -0.5f : 0.5f));
  }
};

template <class T, int Bits>
void associate_plane(const Plane& from, const Plane& to, const std::vector<std::uint16_t>& alpha, int y, int w,
                     int zero, bool premultiply) {
  using S = Scale<T, Bits>;
  const T* in = row<T>(from, y);
  T* out = row<T>(to, y);
  if (premultiply) {
    for (int x = 0; x < w; ++x)
      out[x] = static_cast<T>(zero + S::times(in[x] - zero, alpha[static_cast<std::size_t>(x)]));
    return;
  }
  for (int x = 0; x < w; ++x) {
    const std::uint32_t a = alpha[static_cast<std::size_t>(x)];
    const int v = a ? zero + S::over(in[x] - zero, a) : zero;
    out[x] = static_cast<T>(std::clamp(v, 0, static_cast<int>(S::max)));
  }
}

template <class F>
void with_bits(int bits, F&& call) {
  switch (bits) {
    case 8:
      return call.template operator()<std::uint8_t, 8>();
    case 9:
      return call.template operator()<std::uint16_t, 9>();
    case 10:
      return call.template operator()<std::uint16_t, 10>();
    case 11:
      return call.template operator()<std::uint16_t, 11>();
    case 12:
      return call.template operator()<std::uint16_t, 12>();
    case 13:
      return call.template operator()<std::uint16_t, 13>();
    case 14:
      return call.template operator()<std::uint16_t, 14>();
    case 15:
      return call.template operator()<std::uint16_t, 15>();
    default:
      return call.template operator()<std::uint16_t, 16>();
  }
}

// One row of alpha at a plane's resolution: the mean of the samples that a chroma sample covers.
template <class T, class Out>
void alpha_row(const Frame& frame, int plane, int y, int w, std::vector<Out>& out) {
  const VideoFormat& f = frame.format;
  const bool chroma = f.family == RUSHES_FAMILY_YUV && (plane == 1 || plane == 2);
  const int sw = chroma ? f.sub_w : 0, sh = chroma ? f.sub_h : 0;
  const Plane& alpha = frame.planes[static_cast<std::size_t>(frame.n_planes - 1)];
  const int aw = width(frame.bounds), ah = height(frame.bounds);
  for (int x = 0; x < w; ++x) {
    if (!sw && !sh) {
      out[static_cast<std::size_t>(x)] = static_cast<Out>(row<T>(alpha, y)[x]);
      continue;
    }
    double sum = 0;
    int n = 0;
    for (int dy = 0; dy < 1 << sh; ++dy) {
      const int ay = std::min((y << sh) + dy, ah - 1);
      for (int dx = 0; dx < 1 << sw; ++dx, ++n)
        sum += static_cast<double>(row<T>(alpha, ay)[std::min((x << sw) + dx, aw - 1)]);
    }
    const double mean = sum / n;
    if constexpr (std::is_floating_point_v<Out>)
      out[static_cast<std::size_t>(x)] = static_cast<Out>(mean);
    else
      out[static_cast<std::size_t>(x)] = static_cast<Out>(mean + 0.5);
  }
}

}  // namespace

VideoFormat planar(VideoFormat f) {
  f.packed = 0;
  return f;
}

Result<std::shared_ptr<Frame>> unpack(FramePool& pool, const Frame& frame, bool sanitize) {
  auto out = like(pool, frame, planar(frame.format));
  if (!out) return out;
  with_shape(frame.format, (*out)->n_planes, [&]<class T, int N>() {
    if constexpr (std::is_same_v<T, float>) {
      if (sanitize) return unpack_rows<T, N, true>(frame, **out);
    }
    unpack_rows<T, N, false>(frame, **out);
  });
  return out;
}

Result<std::shared_ptr<Frame>> pack(FramePool& pool, const Frame& frame) {
  VideoFormat f = frame.format;
  f.packed = 1;
  auto out = like(pool, frame, f);
  if (!out) return out;
  with_shape(f, frame.n_planes, [&]<class T, int N>() { pack_rows<T, N>(frame, **out); });
  return out;
}

Result<FramePtr> sanitized(FramePool& pool, const FramePtr& frame) {
  if (frame->format.sample != RUSHES_SAMPLE_FLOAT) return frame;
  auto out = like(pool, *frame, frame->format);
  if (!out) return std::move(out).error();
  for (int p = 0; p < frame->n_planes; ++p) {
    const int w = plane_width(frame->format, p, width(frame->bounds));
    for (int y = 0, h = plane_height(frame->format, p, height(frame->bounds)); y < h; ++y) {
      const float* in = row<float>(frame->planes[static_cast<std::size_t>(p)], y);
      float* to = row<float>((*out)->planes[static_cast<std::size_t>(p)], y);
      for (int x = 0; x < w; ++x) to[x] = clean(in[x]);
    }
  }
  return FramePtr(std::move(*out));
}

Result<std::shared_ptr<Frame>> associate(FramePool& pool, const Frame& frame, bool premultiplied) {
  VideoFormat f = frame.format;
  f.alpha = premultiplied ? RUSHES_ALPHA_PREMULTIPLIED : RUSHES_ALPHA_STRAIGHT;
  auto out = like(pool, frame, f);
  if (!out) return out;
  const auto last = static_cast<std::size_t>(frame.n_planes - 1);
  (*out)->planes[last] = frame.planes[last];
  const bool studio = !f.full_range && f.family != RUSHES_FAMILY_RGB;
  for (int p = 0; p < frame.n_planes - 1; ++p) {
    const Plane &from = frame.planes[static_cast<std::size_t>(p)], &to = (*out)->planes[static_cast<std::size_t>(p)];
    const int w = plane_width(f, p, width(frame.bounds)), h = plane_height(f, p, height(frame.bounds));
    const bool chroma = f.family == RUSHES_FAMILY_YUV && p > 0;
    if (f.sample == RUSHES_SAMPLE_FLOAT) {
      std::vector<float> alpha(static_cast<std::size_t>(w));
      for (int y = 0; y < h; ++y) {
        alpha_row<float>(frame, p, y, w, alpha);
        const float* in = row<float>(from, y);
        float* to_row = row<float>(to, y);
        for (int x = 0; x < w; ++x) {
          const float a = alpha[static_cast<std::size_t>(x)];
          to_row[x] = premultiplied ? in[x] * a : a > 0 ? in[x] / a : 0.0f;
        }
      }
      continue;
    }
    const int zero = chroma ? 1 << (f.bits - 1) : studio ? 16 << (f.bits - 8) : 0;
    std::vector<std::uint16_t> alpha(static_cast<std::size_t>(w));
    with_bits(f.bits, [&]<class T, int Bits>() {
      for (int y = 0; y < h; ++y) {
        alpha_row<T>(frame, p, y, w, alpha);
        associate_plane<T, Bits>(from, to, alpha, y, w, zero, premultiplied);
      }
    });
  }
  return out;
}

void fill_opaque(const Frame& frame) {
  const VideoFormat& f = frame.format;
  const Plane& plane = frame.planes[static_cast<std::size_t>(frame.n_planes - 1)];
  const int w = width(frame.bounds), h = height(frame.bounds);
  for (int y = 0; y < h; ++y) {
    if (f.sample == RUSHES_SAMPLE_FLOAT)
      std::fill_n(row<float>(plane, y), w, 1.0f);
    else if (f.bytes == 1)
      std::fill_n(row<std::uint8_t>(plane, y), w, std::uint8_t{255});
    else
      std::fill_n(row<std::uint16_t>(plane, y), w, static_cast<std::uint16_t>((1 << f.bits) - 1));
  }
}

}  // namespace rushes
