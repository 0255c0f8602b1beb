// The five switches over timelines that nobody thought of. RUSHES_SEED and RUSHES_COUNT try others.
#pragma once

#include "tests/conformance/graph/bundles.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace rushes::testing {

struct RandomTimelines : Bundles {
  const Effects effects{registry};

  void try_seeds(Seeds seeds) {
    seeds = seeds_from_environment(seeds);
    std::printf("RUSHES_SEED=%llu RUSHES_COUNT=%d\n", static_cast<unsigned long long>(seeds.first), seeds.count);
    for (int k = 0; k < seeds.count; ++k) {
      const std::uint64_t seed = seeds.first + static_cast<std::uint64_t>(k);
      SCOPED_TRACE("RUSHES_SEED=" + std::to_string(seed));
      const Project p = random_project(seed, effects, w, h);
      const auto valid = validate(p);
      ASSERT_TRUE(valid) << valid.error().message;
      Dice dice(seed);
      expect_same_pictures(p);
      expect_same_sound(p, dice);
      if (!HasFailure()) continue;
      const auto path = std::filesystem::temp_directory_path() / ("rushes_timeline_" + std::to_string(seed) + ".json");
      std::ofstream(path) << to_json(p);
      FAIL() << "the timeline is in " << path;
    }
  }
};

}  // namespace rushes::testing
