// The signals of the audio program. Each counts samples of its own, from where its clip begins (tracks: the timeline).
#pragma once

#include "core/graph/evaluator.hpp"
#include "core/graph/media_pool.hpp"
#include "core/graph/plugin_slot.hpp"
#include "core/graph/video_node.hpp"

#include <list>
#include <map>
#include <memory>
#include <vector>

namespace rushes {

constexpr std::int64_t longest_tail = 10 * 48000;  // samples for which the effects of a clip are heard after it

std::uint64_t layout_of(int channels);
// `in` with the speakers of `channels` others: what has no place is folded into its neighbours.
void map_channels(const AudioBlock& in, AudioBlock& out);

struct AudioContext {
  const Graph& graph;
  const EvaluatorOptions& options;
  MediaPool& media;
  Ledger& ledger;
  const CancelToken* cancel = nullptr;
};

class Signal {
 public:
  virtual ~Signal() = default;
  // Fills `out` (canvas rate and channels; start and frames say which samples). Silence where there is nothing.
  virtual Result<void> read(AudioContext& c, AudioBlock& out) = 0;
  virtual void rest() {}                                  // frees what can be made again
  virtual std::int64_t tail(AudioContext&) { return 0; }  // samples beyond its length that are not silent
};

// The sound of a clip's media, at its speed. Sample 0 lies `lead` before the clip.
std::unique_ptr<Signal> media_signal(const AudioClip& clip);

// `mix` of an inner timeline of `length` samples, as the clip shows it.
std::unique_ptr<Signal> inner_signal(const AudioClip& clip, std::unique_ptr<Signal> mix, std::int64_t length);

// Signals one over the other.
struct Part {
  Signal* signal;
  std::int64_t start = 0, length = 0;  // on the timeline; length < 0: without end
  std::int64_t fade_in = 0, fade_out = 0;
  bool awake = false;  // read since it last rested
};
std::unique_ptr<Signal> sum_signal(std::vector<Part> parts, std::vector<std::unique_ptr<Signal>> owned);

// `effect` over `input`, with `side` (timeline) as its further inputs. `start`: where its sample 0 lies on the
// timeline.
struct EffectPlace {
  std::int64_t start = 0, lead = 0, duration = 0;
};
std::unique_ptr<Signal> effect_signal(const AudioEffect& effect, std::unique_ptr<Signal> input,
                                      std::vector<Signal*> side, EffectPlace place);

}  // namespace rushes
