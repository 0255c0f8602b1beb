// Numbers that look random and are the same everywhere for one seed (splitmix64).
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

namespace composer {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ull;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ z >> 27) * 0x94D049BB133111EBull;
    return z ^ z >> 31;
  }
  double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; }  // [0, 1)
  double between(double low, double high) { return low + (high - low) * unit(); }
  int below(int n) { return n <= 0 ? 0 : static_cast<int>(bits() % static_cast<std::uint64_t>(n)); }
  bool chance(double p) { return unit() < p; }
  // About normal, deviation 1, never beyond 3.5 (twelve-fold sums would be rounder, four are enough for the ear).
  double bell() { return (unit() + unit() + unit() + unit() - 2) * 1.7320508; }
  template <class T>
  const T& pick(std::span<const T> from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  template <class Container>
  const auto& of(const Container& from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(std::size(from))))];
  }
  // An independent stream, so that one part's use of numbers does not shift another's.
  Random fork(std::uint64_t name) const {
    return Random(state_ * 0xD1342543DE82EF95ull + name * 0x2545F4914F6CDD1Dull + 1);
  }

 private:
  std::uint64_t state_;
};

}  // namespace composer
