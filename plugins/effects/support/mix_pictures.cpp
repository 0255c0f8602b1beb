#include "support/mix_pictures.hpp"

namespace rushes::effects {

void chroma_weights(std::vector<std::uint16_t>& w, int width, int rows, int sub_w) {
  std::size_t n = static_cast<std::size_t>(width);
  for (int have = rows; have > 1; have = (have + 1) / 2)
    for (int i = 0; i < have; i += 2) {
      const std::uint16_t* a = w.data() + n * static_cast<std::size_t>(i);
      average_rows(a, i + 1 < have ? a + n : a, w.data() + n * static_cast<std::size_t>(i / 2), n);
    }
  static thread_local std::vector<std::uint16_t> half;
  for (int k = 0; k < sub_w; ++k) {
    half.resize((n + 1) / 2);
    halve_row(w.data(), half.data(), n);
    n = half.size();
    std::copy(half.begin(), half.end(), w.begin());
  }
}

}  // namespace rushes::effects
