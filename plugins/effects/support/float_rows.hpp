// Any accepted picture as rows of planar float R'G'B'A, and back: for arithmetic that is defined on RGB, and for inputs
// that differ in format. Chroma is repeated when read and averaged when written, so what is not changed comes back
// exactly.
#pragma once

#include "support/colour_space.hpp"
#include "support/picture.hpp"

namespace rushes::effects {

struct FloatRow {
  int x1 = 0, width = 0;
  std::vector<float> r, g, b, a;
  void resize(int first, int n) {
    x1 = first, width = n;
    for (auto* v : {&r, &g, &b, &a}) v->resize(static_cast<std::size_t>(n));
  }
};

// How colour and alpha stand to one another in the rows.
enum class Alpha { premultiplied, straight };

class RowReader {
 public:
  RowReader(const rushes_image& image, Alpha alpha);
  // Pixels [x1, x2) of row y; what the image does not hold is transparent black.
  void read(int y, int x1, int x2, FloatRow& out);

 private:
  const rushes_image& image_;
  Alpha alpha_;
  YuvSpace space_{};
  Plane planes_[4];
  std::vector<float> chroma_;
  template <class T>
  void read_yuv(int y, int x1, int x2, FloatRow& out);
  template <class T>
  void read_packed(int y, int x1, int x2, FloatRow& out, float scale);
};

class RowWriter {
 public:
  RowWriter(const rushes_image& image, Alpha alpha);
  // How many rows share a row of chroma: rows are written in groups of that many, the last group may be shorter.
  int group() const { return 1 << (is_yuv(image_.format) ? image_.format.sub_h : 0); }
  // Rows y, y + 1, ... of the image, whole rows of it; the buffers are spent.
  void write(int y, FloatRow* rows, int n);

 private:
  const rushes_image& image_;
  Alpha alpha_;
  YuvSpace space_{};
  Plane planes_[4];
  std::vector<float> chroma_;
  template <class T>
  void write_yuv(int y, FloatRow* rows, int n);
  template <class T>
  void write_packed(int y, FloatRow& row, float scale, float max);
  template <class T>
  void write_chroma(int k, int y, FloatRow* rows, int n, std::vector<float> FloatRow::*channel);
};

// body(y, rows in the group) over the rows [y1, y2) of the picture.
template <class Body>
void for_groups(const RowWriter& writer, int y1, int y2, const Body& body) {
  for (int y = y1; y < y2; y += writer.group()) body(y, std::min(writer.group(), y2 - y));
}

}  // namespace rushes::effects
