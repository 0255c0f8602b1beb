// One piece of work: a frame of one node in one format, named by the key of its content. expand.cpp makes tasks, the
// scheduler orders them, video_node.cpp runs them.
#pragma once

#include "core/base/cancel.hpp"
#include "core/base/hash.hpp"
#include "core/graph/plugin_slot.hpp"
#include "core/media/frame.hpp"
#include "core/media/source.hpp"

#include <rushes/result.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rushes {

struct NodeFacts;
struct PointChain;
struct Request;
struct Lane;
struct Task;
using TaskPtr = std::shared_ptr<Task>;

enum class Work { source, solid, fit, convert, effect, chain, stateful, error };

struct TaskInput {
  TaskPtr task;            // null only where the plugin called it optional
  std::int64_t frame = 0;  // in the input's own count; for stateful effects
};

struct Task {
  // ---- what; constant once expanded ----
  Key key;
  Work work = Work::solid;
  int node = -1;  // index in Graph::nodes
  const NodeFacts* facts = nullptr;
  std::int64_t frame = 0;  // the node's own count; source: of the file
  VideoFormat format{};
  Rect roi{}, full{};                            // what is wanted, of what
  Rect shown{};                                  // outside of it the picture is transparent; full where not known
  std::shared_ptr<const ResolvedParams> params;  // effect
  std::uint64_t seed = 0;
  std::shared_ptr<const PointChain> chain;  // Work::chain; facts are those of its last node
  std::atomic<bool> keep = false;           // likely to be wanted again soon, or by other frames
  std::vector<TaskInput> inputs;
  std::optional<Error> error;  // Work::error: why

  // ---- how far; under the scheduler's lock ----
  enum class Stage { fresh, waiting, ready, running, done };
  Stage stage = Stage::fresh;
  int unmet = 0;              // inputs not done
  std::atomic<int> uses = 0;  // takers of the result still to come
  std::uint64_t order = 0;    // earlier requests first
  std::vector<TaskPtr> dependents;
  std::vector<std::shared_ptr<Request>> wanted_by;
  std::shared_ptr<Lane> lane;

  // ---- result; written before stage becomes done ----
  Result<FramePtr> result = FramePtr();
  bool own_pixels = false;                   // made by the evaluator: may be written to by its last user
  bool tainted = false;                      // stands for something that could not be made: not to be cached
  CancelToken cancel = CancelToken::make();  // set when nobody wants it any more

  std::uint64_t bytes() const;  // of the result, about
};

// Work that must not run at once: frames of one source go in their order, plugins bear as many calls as their traits
// say.
struct Lane {
  int capacity = 1, busy = 0;
  std::vector<TaskPtr> waiting;  // a heap by order
};

// A frame somebody waits for.
struct Request {
  TaskPtr root;
  std::uint64_t order = 0;
  bool interactive = false;    // somebody looks: before the others, and all of it is worth keeping
  bool dead = false;           // cancelled; under the scheduler's lock
  std::function<void()> done;  // called once, on a worker, when root is done; must not block
};

}  // namespace rushes
