// A factor for each pair of heard and given channel. Channels are ordered as in WAVE files: left, right, centre, bass,
// surround left, surround right (then sides).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace channels {

class Matrix {
 public:
  Matrix(std::uint32_t rows, std::uint32_t columns)
      : rows_(rows), columns_(columns), factors_(std::size_t{rows} * columns) {}

  float& at(std::uint32_t row, std::uint32_t column) { return factors_[std::size_t{row} * columns_ + column]; }
  float at(std::uint32_t row, std::uint32_t column) const { return factors_[std::size_t{row} * columns_ + column]; }

  bool set(std::string_view map);            // by its name; false where there is none
  std::string parse(std::string_view text);  // a sentence on what is wrong, or nothing
  void widen(double width);                  // middle and side of the first two rows
  void scale_row(std::uint32_t row, float by);

  float apply(std::uint32_t row, const float* sample) const {
    float sum = 0;
    for (std::uint32_t c = 0; c < columns_; ++c)
      if (const float f = at(row, c); f != 0) sum += f * sample[c];
    return sum;
  }

 private:
  std::uint32_t rows_, columns_;
  std::vector<float> factors_;
};

}  // namespace channels
