// Films that nobody thought of: every effect that is found, with parameters from anywhere in their ranges, and whole
// timelines of them. The same seed gives the same film.
#pragma once

#include "host/plugins/registry.hpp"
#include "tests/support/project_builder.hpp"

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace rushes::testing {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  // Not std::uniform_*: their results differ between libraries.
  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(n)); }
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  double fraction() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  bool one_in(int n) { return below(n) == 0; }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<std::int64_t>(all.size())))];
  }

 private:
  std::mt19937_64 random_;
};

// The effects of a registry, by how a timeline uses them.
struct Effects {
  std::vector<host::PluginRow> filters, transitions, generators, sounds;
  explicit Effects(const host::Registry& registry);
};

// Parameters of a plugin; curves of `length` frames where they may move. Some stay as they are.
Params random_params(Dice& dice, const host::PluginRow& plugin, std::int64_t length, bool may_move = true);

// A project over the assets "a1" and "a2" (films), "deep" (10 bits) and "logo" (a still with alpha), each of 100 frames:
// tracks of clips at any speed, retimed, nested, cut together by transitions, with effects on clips and tracks; titles;
// and sound.
Project random_project(std::uint64_t seed, const Effects& effects, int width, int height);

// RUSHES_SEED and RUSHES_COUNT: the first seed of a test with random films, and how many it tries.
struct Seeds {
  std::uint64_t first;
  int count;
};
Seeds seeds_from_environment(Seeds otherwise);

}  // namespace rushes::testing
