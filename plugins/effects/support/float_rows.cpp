#include "support/float_rows.hpp"

#include "support/float_kernels.hpp"

namespace rushes::effects {

RowReader::RowReader(const rushes_image& image, Alpha alpha) : image_(image), alpha_(alpha) {
  if (is_yuv(image.format)) space_ = yuv_space(image.format);
  for (int k = 0; k < plane_count(image.format); ++k) planes_[k] = plane(image, k);
}

void RowReader::read(int y, int x1, int x2, FloatRow& out) {
  out.resize(x1, x2 - x1);
  const rushes_rect& b = image_.bounds;
  const int from = std::max(x1, b.x1), to = std::min(x2, b.x2);
  if (y < b.y1 || y >= b.y2 || from >= to) {
    for (auto* v : {&out.r, &out.g, &out.b, &out.a}) std::fill(v->begin(), v->end(), 0.0f);
    return;
  }
  const rushes_video_format& f = image_.format;
  if (is_yuv(f))
    f.bytes == 1 ? read_yuv<std::uint8_t>(y, from, to, out) : read_yuv<std::uint16_t>(y, from, to, out);
  else if (is_float(f))
    read_packed<float>(y, from, to, out, 1.0f);
  else
    f.bytes == 1 ? read_packed<std::uint8_t>(y, from, to, out, 1.0f / 255)
                 : read_packed<std::uint16_t>(y, from, to, out, 1.0f / 65535);

  const std::size_t n = static_cast<std::size_t>(to - from), at = static_cast<std::size_t>(from - x1);
  const bool straight = is_yuv(f);
  for (auto* v : {&out.r, &out.g, &out.b}) {
    if (straight && alpha_ == Alpha::premultiplied && has_straight_alpha(f))
      multiply(v->data() + at, out.a.data() + at, n);
    if (!straight && alpha_ == Alpha::straight) divide(v->data() + at, out.a.data() + at, n);
  }
  if (from > x1 || to < x2)
    for (auto* v : {&out.r, &out.g, &out.b, &out.a}) {
      std::fill(v->begin(), v->begin() + (from - x1), 0.0f);
      std::fill(v->begin() + (to - x1), v->end(), 0.0f);
    }
}

template <class T>
void RowReader::read_yuv(int y, int x1, int x2, FloatRow& out) {
  const std::size_t n = static_cast<std::size_t>(x2 - x1), at = static_cast<std::size_t>(x1 - out.x1);
  to_float(planes_[0].at<const T>(x1, y), out.r.data() + at, n, space_.black, 1.0f / space_.luma_range);
  const int sw = image_.format.sub_w, sh = image_.format.sub_h;
  for (int k = 1; k <= 2; ++k) {
    float* to = (k == 1 ? out.g : out.b).data() + at;
    const T* from = planes_[k].at<const T>(x1 >> sw, y >> sh);
    if (sw == 0) {
      to_float(from, to, n, space_.middle, 1.0f / space_.chroma_range);
      continue;
    }
    const int first = x1 >> sw, count = ((x2 - 1) >> sw) - first + 1;
    chroma_.resize(static_cast<std::size_t>(count));
    to_float(from, chroma_.data(), chroma_.size(), space_.middle, 1.0f / space_.chroma_range);
    for (int x = x1; x < x2; ++x) to[x - x1] = chroma_[static_cast<std::size_t>((x >> sw) - first)];
  }
  yuv_to_rgb(space_, out.r.data() + at, out.g.data() + at, out.b.data() + at, n);
  if (has_straight_alpha(image_.format))
    to_float(planes_[3].at<const T>(x1, y), out.a.data() + at, n, 0.0f, 1.0f / space_.max);
  else
    std::fill_n(out.a.begin() + static_cast<std::ptrdiff_t>(at), n, 1.0f);
}

template <class T>
void RowReader::read_packed(int y, int x1, int x2, FloatRow& out, float scale) {
  const T* p = planes_[0].at<const T>(x1, y);
  const int at = x1 - out.x1;
  float *r = out.r.data() + at, *g = out.g.data() + at, *b = out.b.data() + at, *a = out.a.data() + at;
  for (int i = 0; i < x2 - x1; ++i, p += 4) {
    r[i] = static_cast<float>(p[0]) * scale;
    g[i] = static_cast<float>(p[1]) * scale;
    b[i] = static_cast<float>(p[2]) * scale;
    a[i] = static_cast<float>(p[3]) * scale;
  }
}

RowWriter::RowWriter(const rushes_image& image, Alpha alpha) : image_(image), alpha_(alpha) {
  if (is_yuv(image.format)) space_ = yuv_space(image.format);
  for (int k = 0; k < plane_count(image.format); ++k) planes_[k] = plane(image, k);
}

void RowWriter::write(int y, FloatRow* rows, int n) {
  const rushes_video_format& f = image_.format;
  for (int i = 0; i < n; ++i) {
    FloatRow& row = rows[i];
    const std::size_t width = static_cast<std::size_t>(row.width);
    for (auto* v : {&row.r, &row.g, &row.b}) {
      // A picture without alpha shows what lies over black.
      if (alpha_ == Alpha::premultiplied && has_straight_alpha(f)) divide(v->data(), row.a.data(), width);
      if (alpha_ == Alpha::straight && !has_straight_alpha(f)) multiply(v->data(), row.a.data(), width);
    }
  }
  if (is_yuv(f)) return f.bytes == 1 ? write_yuv<std::uint8_t>(y, rows, n) : write_yuv<std::uint16_t>(y, rows, n);
  for (int i = 0; i < n; ++i) {
    if (is_float(f))
      write_packed<float>(y + i, rows[i], 1.0f, 0);
    else
      f.bytes == 1 ? write_packed<std::uint8_t>(y + i, rows[i], 255, 255)
                   : write_packed<std::uint16_t>(y + i, rows[i], 65535, 65535);
  }
}

template <class T>
void RowWriter::write_packed(int y, FloatRow& row, float scale, float max) {
  T* p = planes_[0].at<T>(planes_[0].x1, y);
  const std::vector<float>* channels[] = {&row.r, &row.g, &row.b, &row.a};
  for (int i = 0; i < row.width; ++i)
    for (int c = 0; c < 4; ++c) {
      const float v = (*channels[c])[static_cast<std::size_t>(i)] * scale;
      if constexpr (std::is_same_v<T, float>)
        p[4 * i + c] = v;
      else
        p[4 * i + c] = static_cast<T>((v > 0 ? v < max ? v : max : 0.0f) + 0.5f);
    }
}

template <class T>
void RowWriter::write_yuv(int y, FloatRow* rows, int n) {
  const std::size_t width = static_cast<std::size_t>(rows[0].width);
  for (int i = 0; i < n; ++i) {
    FloatRow& row = rows[i];
    rgb_to_yuv(space_, row.r.data(), row.g.data(), row.b.data(), width);
    from_float(row.r.data(), planes_[0].at<T>(planes_[0].x1, y + i), width, space_.black, space_.luma_range,
               space_.max);
    if (has_straight_alpha(image_.format))
      from_float(row.a.data(), planes_[3].at<T>(planes_[3].x1, y + i), width, 0.0f, space_.max, space_.max);
  }
  write_chroma<T>(1, y, rows, n, &FloatRow::g);
  write_chroma<T>(2, y, rows, n, &FloatRow::b);
}

template <class T>
void RowWriter::write_chroma(int k, int y, FloatRow* rows, int n, std::vector<float> FloatRow::*channel) {
  const int sw = image_.format.sub_w, step = 1 << sw, width = rows[0].width;
  const bool straight = has_straight_alpha(image_.format);
  const Plane& p = planes_[k];
  chroma_.resize(static_cast<std::size_t>(p.width()));
  for (int x = 0; x < p.width(); ++x) {
    const int last = std::min((x + 1) * step, width);
    float sum = 0, shown = 0, whole = 0;
    for (int r = 0; r < n; ++r)
      for (int i = x * step; i < last; ++i) {
        const float v = (rows[r].*channel)[static_cast<std::size_t>(i)];
        sum += v;
        if (!straight) continue;
        // What does not show gives no colour.
        shown += v * rows[r].a[static_cast<std::size_t>(i)];
        whole += rows[r].a[static_cast<std::size_t>(i)];
      }
    chroma_[static_cast<std::size_t>(x)] = whole > 0 ? shown / whole : sum / static_cast<float>((last - x * step) * n);
  }
  from_float(chroma_.data(), p.at<T>(p.x1, y >> image_.format.sub_h), chroma_.size(), space_.middle,
             space_.chroma_range, space_.max);
}

}  // namespace rushes::effects
