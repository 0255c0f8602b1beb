// Noise as a function of place, time and seed: the same whichever thread, tile or order asks.
#pragma once

#include <cstdint>

namespace rushes::effects {

// A well mixed 32-bit number (the finaliser of MurmurHash3, folded over the coordinates).
inline std::uint32_t hash_of(std::uint32_t x, std::uint32_t y, std::uint32_t z, std::uint64_t seed) {
  const auto mix = [](std::uint32_t h) {
    h ^= h >> 16, h *= 0x85EBCA6Bu, h ^= h >> 13, h *= 0xC2B2AE35u;
    return h ^ (h >> 16);
  };
  std::uint32_t h = mix(x + 0x9E3779B9u);
  h = mix(h ^ (y + 0x7F4A7C15u));
  h = mix(h ^ (z + 0x94D049BBu));
  h = mix(h ^ static_cast<std::uint32_t>(seed));
  return mix(h ^ static_cast<std::uint32_t>(seed >> 32));
}
// Mean 0, standard deviation 1, by the sum of four uniform bytes: all that a grain needs of a Gaussian.
inline float bell_of(std::uint32_t h) {
  const int sum = static_cast<int>((h & 255) + ((h >> 8) & 255) + ((h >> 16) & 255) + (h >> 24));
  return static_cast<float>(sum - 510) * (1.0f / 147.8f);
}

}  // namespace rushes::effects
