// Chains of effects that change every sample by itself, run as one pass over the picture. What an effect declares as
// tables (rushes.effect.pointwise/1) is composed with its neighbours': any number of them costs one look-up a sample.
// Those that declare nothing run one after the other on bands that stay in the cache of the processor. The bytes are
// those of whole frames, effect by effect.
#pragma once

#include "core/graph/plugin_slot.hpp"
#include "core/media/frame.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace rushes {

struct NodeFacts;

// Tables of planes of at most 16 bits; then a mix of planes 0..2, as the ABI has it.
struct PointMap {
  std::array<std::vector<std::uint16_t>, 4> table;  // empty: the plane stays as it is
  bool mixes = false;
  std::array<std::array<std::int32_t, 4>, 3> mix{};
};

// What the plugin declares for one frame; nothing where it declares no map that holds to the rules.
std::shared_ptr<const PointMap> declared_map(const PluginSlot& slot, const rushes_effect_args& args);
// First a, then b. `a` must not mix.
std::shared_ptr<const PointMap> composed(const PointMap& a, const PointMap& b);

struct PointStep {
  std::shared_ptr<const PointMap> map;  // else the plugin renders
  const NodeFacts* facts = nullptr;     // the rest: of the last node that this step does
  std::int64_t frame = 0;
  std::uint64_t seed = 0;
  std::shared_ptr<const ResolvedParams> params;
};

struct PointChain {
  std::vector<PointStep> steps;
  std::vector<const NodeFacts*> nodes;  // all that is done here, in their order
};
// First `before` (may be null), then `after`.
std::shared_ptr<const PointChain> joined(const PointChain* before, const PointChain& after);
PointChain one_step(PointStep step);

// Rows [y1, y2) of planar unsigned samples; `in` may be `out`. y1 is even enough for the chroma.
void apply(const PointMap& map, const Frame& in, Frame& out, int y1, int y2);
// Planar, unsigned samples: what maps are declared for.
bool has_tables(const VideoFormat& format);

}  // namespace rushes
