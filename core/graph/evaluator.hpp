// Frames and sound of a graph, on demand. The way of a frame: expand.cpp (what is needed, and its keys) ->
// scheduler.cpp (cache, threads) -> video_node.cpp (pixels). Same bytes for any number of threads, any order, cached or
// not, in tiles or whole.
#pragma once

#include "core/base/cancel.hpp"
#include "core/base/hash.hpp"
#include "core/graph/graph.hpp"
#include "core/graph/plugin_library.hpp"
#include "core/graph/stats.hpp"
#include "core/media/audio.hpp"
#include "core/media/frame.hpp"
#include "core/media/source.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rushes {

class FrameCache;
// A cache for several evaluators: an edit makes a new graph, and by its keys the new one finds all that did not change.
std::shared_ptr<FrameCache> make_frame_cache(std::uint64_t bytes);

struct EvaluatorOptions {
  std::shared_ptr<FramePool> pool;
  PluginLibrary* plugins = nullptr;  // outlives the evaluator
  std::function<Result<std::shared_ptr<MediaSource>>(const std::string& uri)> open;
  std::shared_ptr<DecoderPool> decoders = {};  // what `open` gives its sources; for the counts
  int threads = 0;                             // 0 = as many as cores
  std::uint64_t cache_bytes =
      ~std::uint64_t{0};                   // ~0 = automatic: half of what the machine or its container has; 0 = none
  std::shared_ptr<FrameCache> cache = {};  // this one, whatever cache_bytes says
  bool tiles = false;                      // in bands of 64 rows; for trying out plugins
  bool fuse = true;  // false: effect by effect, each in full; the same bytes, for trying out plugins
  int quality = 0;   // 0 final, 1 preview, 2 thumbnail
  // True: what cannot be made is an error that names clip and plugin. False: it is passed by or shown as a slate,
  // marked with red, and listed in Stats::errors.
  bool strict = true;
};

// Why a node could not be made.
struct NodeError {
  int node = -1;  // index in Graph::nodes; -1 = sound
  std::string plugin, label;
  Error cause;
  Error as_error() const;  // clip "Beach" (c3), org.rushes.blur: what happened
};

class Evaluator {
 public:
  struct Counter {
    std::uint64_t calls = 0, ns = 0, bytes = 0;  // of frames or blocks made
  };
  struct Stats {
    std::map<std::string, Counter> nodes;  // by plugin id, or by kind: source, fit, convert, ...
    std::uint64_t cache_hits = 0, cache_misses = 0, cache_bytes = 0, cache_entries = 0, evictions = 0;
    std::uint64_t joined = 0;       // results shared while they were being made
    std::uint64_t peak_bytes = 0;   // of the pool
    DecodeCounts decode;            // by EvaluatorOptions::decoders
    std::vector<NodeError> errors;  // not strict: the first hundred different ones
  };

  static Result<std::unique_ptr<Evaluator>> open(Graph graph, EvaluatorOptions options);
  ~Evaluator();  // waits for what runs

  const Graph& graph() const;
  // Frame n of the timeline in canvas size and format. Any thread, several at once.
  Result<FramePtr> frame(std::int64_t n, const CancelToken& cancel = {});
  // Calls sink(n, frame) for first..last-1 in order, on this thread, while later frames are made on others. Looks ahead
  // as far as memory allows. Ends with the first error, of a frame or of the sink.
  Result<void> frames(std::int64_t first, std::int64_t last,
                      const std::function<Result<void>(std::int64_t, const FramePtr&)>& sink,
                      const CancelToken& cancel = {});
  // `frames` samples of the mix from `start_sample`; silence outside the timeline. Does not depend on how a range is
  // cut.
  Result<AudioBlock> audio(std::int64_t start_sample, int frames, const CancelToken& cancel = {});

  // Names the content of frame n without rendering it; frames that look the same by construction have the same key. A
  // frame that cannot be made has a key too, which changes when the reason goes.
  Key key(std::int64_t n);
  // JSON: what frame n is made of, node by node: key, format, size, cached or would run, plugin, source frame, error.
  std::string explain(std::int64_t n);
  Stats stats() const;

  struct State;  // evaluator_state.hpp

 private:
  explicit Evaluator(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Half of min(RAM, cgroup limit).
std::uint64_t automatic_memory_budget();

}  // namespace rushes
