// Loops over samples for the best SIMD target of the machine; bit-equal on all of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace rushes {

// out[i] = table[in[i]], samples above max taken for it; out may be in.
void look_up(const std::uint8_t* in, const std::uint8_t* table, std::uint8_t* out, std::size_t n);
void look_up(const std::uint16_t* in, const std::uint16_t* table, std::uint16_t* out, std::size_t n, int max);

// One row of the output: (m[0] a + m[1] b + m[2] c + m[3] + 8192) >> 14, clamped to 0..max. Samples of at most 12 bits.
using MixRow = std::array<std::int32_t, 4>;
void mix_samples(const std::uint8_t* a, const std::uint8_t* b, const std::uint8_t* c, const MixRow& m, int max,
                 std::uint8_t* out, std::size_t n);
void mix_samples(const std::uint16_t* a, const std::uint16_t* b, const std::uint16_t* c, const MixRow& m, int max,
                 std::uint16_t* out, std::size_t n);

}  // namespace rushes
