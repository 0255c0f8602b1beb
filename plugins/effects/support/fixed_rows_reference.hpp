// The arithmetic of fixed_rows.hpp, one sample at a time.
#pragma once

#include <algorithm>
#include <cstdint>

namespace rushes::effects::reference {

inline int product(int a, int b) { return (a * b + 16384) >> 15; }

inline std::int16_t mean(std::uint32_t sum, int shift) {
  return static_cast<std::int16_t>(shift > 7 ? (sum + (1u << (shift - 8))) >> (shift - 7) : sum << (7 - shift));
}
// Products with 1/16384 are held halved until the end.
inline std::int16_t weighed(int halves) { return static_cast<std::int16_t>(std::clamp(2 * halves, -32768, 32767)); }
inline std::int16_t between(int a, int b, int t) { return static_cast<std::int16_t>(a + product(b - a, t)); }
inline std::uint8_t byte(int v) { return static_cast<std::uint8_t>(std::clamp((v + 64) >> 7, 0, 255)); }
inline int part_of_way(int k, int factor) { return (2 * k + 1) * 16384 / factor; }

}  // namespace rushes::effects::reference
