// From a frame number to tasks: which frames of which nodes in which formats, and the key of each. Nothing is rendered
// here.
#pragma once

#include "core/graph/evaluator.hpp"
#include "core/graph/media_pool.hpp"
#include "core/graph/negotiation.hpp"
#include "core/graph/plugin_slot.hpp"
#include "core/graph/pointwise.hpp"
#include "core/graph/task.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace rushes {

// What is true of a node for all its frames; found when first needed.
struct NodeFacts {
  const Node* node = nullptr;
  int index = -1;
  std::optional<Error> error;  // it cannot be made at all
  int forward = -1;            // it always shows this input unchanged
  Edge shows;                  // where forward: what is left of the way through all that forward, by our own frames
  int takers = 0;              // edges and segments that lead here
  VideoFormat format{};        // of its frames, unless a source or fit is asked for another
  Rect full{};
  bool still = false;          // all frames have the same key
  bool over_sequence = false;  // a normal blend whose upper picture may be nothing, or opaque, in some frames
  // source
  VideoStreamInfo video;
  Key content;
  bool passes = false;  // fit: the source already is what the canvas wants
  // plugins
  std::shared_ptr<PluginSlot> slot;
  std::vector<VideoFormat> in_formats;
  std::vector<Rect> in_full;
  std::shared_ptr<const ResolvedParams> params;  // where no curve moves them
  Key base;                                      // of everything that does not change with the frame
  bool stateful = false;
  bool moves = false;      // the time, a seed, a curve as a whole or history change what it makes
  bool pointwise = false;  // may be a step of a chain
  // Where nothing in it moves: this node and those before it that do the same, and what leads into the first of them.
  std::shared_ptr<const PointChain> chain;
  Edge chain_input;
  Key chain_key;
  std::optional<Rect> extent;  // where it shows, if that never changes
  bool sampler = false;
  std::shared_ptr<Lane> lane;
};

// Stateful effects run from fixed places: the state at a frame is what comes of starting at its anchor, wherever one
// seeks from.
inline constexpr std::int64_t history_chunk = 250;
std::int64_t anchor_of(const NodeFacts& facts, std::int64_t frame);

class Expander {
 public:
  Expander(const Graph& graph, const EvaluatorOptions& options, MediaPool& media);
  ~Expander();

  // The tasks of `roi` of timeline frame n, in canvas format without alpha. n must lie on the timeline.
  TaskPtr frame(std::int64_t n, const Rect& roi);
  // The same for the frame of one node, in its own format; for inputs of stateful effects.
  TaskPtr node_frame(int node, std::int64_t frame, const Rect& roi, const VideoFormat& format);

  const NodeFacts& facts(int node);
  const Graph& graph() const { return graph_; }
  Rect canvas() const { return canvas_; }
  const VideoFormat& canvas_format() const { return canvas_format_; }
  int quality() const { return options_.quality; }

  std::shared_ptr<const ResolvedParams> params_at(const NodeFacts& facts, std::int64_t frame,
                                                  std::optional<Error>& error) const;
  // What a plugin is told about one frame. `params` and `in_full` outlive the args.
  rushes_effect_args args_of(const NodeFacts& facts, std::int64_t frame, const Rect& roi, const ResolvedParams& params,
                             std::uint64_t seed) const;
  // The part of the node's frame that is not transparent, as far as its plugin says.
  Rect extent_at(const NodeFacts& facts, std::int64_t frame);

 private:
  friend class Expansion;
  void find_facts(NodeFacts& facts);
  void find_source(NodeFacts& facts);
  void find_fit(NodeFacts& facts);
  void find_plugin(NodeFacts& facts);
  Result<std::shared_ptr<PluginSlot>> slot(const std::string& id);
  Key history_key(const NodeFacts& facts, std::int64_t frame, const Key& own);
  bool constant_identity(NodeFacts& facts);
  void find_chain(NodeFacts& facts);
  std::optional<Rect> told_extent(const NodeFacts& facts, std::int64_t frame, const ResolvedParams& params) const;

  const Graph& graph_;
  const EvaluatorOptions& options_;
  MediaPool& media_;
  Rect canvas_{};
  VideoFormat canvas_format_{};
  std::vector<std::unique_ptr<NodeFacts>> facts_;
  std::vector<std::once_flag> once_;
  std::vector<int> takers_;
  std::mutex slots_mutex_;
  std::map<std::string, Result<std::shared_ptr<PluginSlot>>> slots_;
  std::map<std::string, std::shared_ptr<Lane>> lanes_;
  std::mutex history_mutex_;
  std::map<std::pair<int, std::int64_t>, std::map<std::int64_t, Key>> histories_;  // by node and anchor
};

}  // namespace rushes
