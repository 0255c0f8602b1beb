#include "plugins/effects/channels/matrix.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace channels {

bool Matrix::set(std::string_view map) {
  std::ranges::fill(factors_, 0.0f);
  const std::uint32_t right = std::min(1u, columns_ - 1);
  for (std::uint32_t r = 0; r < rows_; ++r) {
    // Only left and right are moved; what lies beyond stays where it is.
    const bool side = r < 2;
    if (!side || map == "same" || (columns_ == 1 && map != "side")) {
      if (columns_ == 1 || r < columns_) at(r, std::min(r, columns_ - 1)) = 1;
    } else if (map == "swap") {
      at(r, r == 0 ? right : 0) = 1;
    } else if (map == "mono") {
      at(r, 0) = at(r, 1) = 0.5f;
    } else if (map == "left") {
      at(r, 0) = 1;
    } else if (map == "right") {
      at(r, right) = 1;
    } else if (map == "side") {
      if (columns_ > 1) at(r, 0) = 0.5f, at(r, 1) = -0.5f;
    } else if (map == "downmix") {
      // ITU-R BS.775: centre and surrounds at -3 dB; the bass channel is left out.
      constexpr float third = 0.70710678f;
      at(r, r) = 1;
      if (columns_ > 2) at(r, 2) = third;
      for (std::uint32_t c = 4; c < columns_; ++c)
        if (c % 2 == r) at(r, c) = third;
      if (rows_ == 1) at(r, 1) = 1;
    } else {
      return false;
    }
  }
  if (map == "downmix")
    for (std::uint32_t r = 2; r < rows_; ++r) scale_row(r, 0);
  constexpr std::array<std::string_view, 7> known{"same", "swap", "mono", "left", "right", "side", "downmix"};
  return std::ranges::find(known, map) != known.end();
}

std::string Matrix::parse(std::string_view text) {
  std::ranges::fill(factors_, 0.0f);
  std::uint32_t row = 0, column = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == ';') {
      ++row, column = 0, ++i;
    } else if (c == ' ' || c == ',' || c == '\t' || c == '\n') {
      ++i;
    } else {
      double v = 0;
      const auto [end, wrong] = std::from_chars(text.data() + i, text.data() + text.size(), v);
      if (wrong != std::errc{} || !std::isfinite(v))
        return "the matrix has no number at character " + std::to_string(i + 1);
      if (std::fabs(v) > 16) return "a factor of the matrix lies beyond 16";
      // Factors for channels that are not there say nothing.
      if (row < rows_ && column < columns_) at(row, column) = static_cast<float>(v);
      ++column;
      i = static_cast<std::size_t>(end - text.data());
    }
  }
  return {};
}

void Matrix::widen(double width) {
  if (rows_ < 2 || width == 1) return;
  const auto near = static_cast<float>((1 + width) / 2), far = static_cast<float>((1 - width) / 2);
  for (std::uint32_t c = 0; c < columns_; ++c) {
    const float l = at(0, c), r = at(1, c);
    at(0, c) = l * near + r * far;
    at(1, c) = r * near + l * far;
  }
}

void Matrix::scale_row(std::uint32_t row, float by) {
  for (std::uint32_t c = 0; c < columns_; ++c) at(row, c) *= by;
}

}  // namespace channels
