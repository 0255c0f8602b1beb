#include "core/graph/audio_program.hpp"

#include "core/graph/audio_signal.hpp"

#include <algorithm>

namespace rushes {

AudioNodes::AudioNodes(const Graph& graph, const EvaluatorOptions& options, MediaPool& media, Ledger& ledger)
    : graph_(graph), options_(options), media_(media), ledger_(ledger) {}

AudioNodes::~AudioNodes() = default;

namespace {

// A program's tracks under one roof: reading it is reading its mix.
class ProgramSignal : public Signal {
 public:
  ProgramSignal(const Graph& graph, const AudioProgram& program) : graph_(graph) {
    tracks_.resize(program.tracks.size());
    // A track that feeds another one is made before it. Circles were refused (compile) or end here as silence.
    std::vector<int> state(tracks_.size());
    const auto make = [&](const auto& self, std::size_t t) -> void {
      if (state[t]) return;
      state[t] = 1;
      const AudioTrack& track = program.tracks[t];
      const auto feed = [&](const std::vector<AudioEffect>& list) {
        for (const AudioEffect& e : list)
          for (const int side : e.side) self(self, static_cast<std::size_t>(side));
      };
      feed(track.effects);
      for (const AudioClip& c : track.clips) feed(c.effects);
      std::vector<Part> parts;
      std::vector<std::unique_ptr<Signal>> owned;
      for (const AudioClip& c : track.clips) {
        const std::int64_t start = c.start - c.lead, length = c.lead + c.length + c.trail;
        owned.push_back(chain(source_of(c), c.effects, start, c.lead, length));
        parts.push_back({owned.back().get(), start, length, c.fade_in, c.fade_out, false});
      }
      tracks_[t] = chain(sum_signal(std::move(parts), std::move(owned)), track.effects, 0, 0, program.length);
    };
    for (std::size_t t = 0; t < tracks_.size(); ++t) make(make, t);
    std::vector<Part> heard;
    for (std::size_t t = 0; t < tracks_.size(); ++t)
      if (program.tracks[t].audible) heard.push_back({tracks_[t].get(), 0, -1, 0, 0, false});
    master_ = chain(sum_signal(std::move(heard), {}), program.master, 0, 0, program.length);
  }

  Result<void> read(AudioContext& c, AudioBlock& out) override { return master_->read(c, out); }
  void rest() override {
    for (auto& track : tracks_) track->rest();
    master_->rest();
  }

 private:
  std::unique_ptr<Signal> source_of(const AudioClip& clip) const {
    if (clip.inner < 0) return media_signal(clip);
    const AudioProgram& inner = graph_.inner_audio[static_cast<std::size_t>(clip.inner)];
    return inner_signal(clip, std::make_unique<ProgramSignal>(graph_, inner), inner.length);
  }

  std::unique_ptr<Signal> chain(std::unique_ptr<Signal> signal, const std::vector<AudioEffect>& effects,
                                std::int64_t start, std::int64_t lead, std::int64_t duration) const {
    for (const AudioEffect& e : effects) {
      std::vector<Signal*> side;
      for (const int track : e.side) side.push_back(tracks_[static_cast<std::size_t>(track)].get());
      signal = effect_signal(e, std::move(signal), std::move(side), {start, lead, duration});
    }
    return signal;
  }

  const Graph& graph_;
  std::vector<std::unique_ptr<Signal>> tracks_;
  std::unique_ptr<Signal> master_;
};

}  // namespace

Result<AudioBlock> AudioNodes::mix(std::int64_t start, int frames, const CancelToken& cancel) {
  if (frames < 0 || frames > (1 << 26))
    return Error{Errc::invalid, "audio: between 0 and 2^26 samples at once, not " + std::to_string(frames)};
  const int channels = graph_.canvas.channels;
  AudioBlock out = AudioBlock::silence(channels, layout_of(channels), start, frames, graph_.canvas.sample_rate);
  const std::int64_t first = std::max<std::int64_t>(start, 0), last = std::min(start + frames, graph_.audio.length);
  if (first >= last) return out;
  const std::lock_guard lock(mutex_);
  if (!mix_) mix_ = std::make_unique<ProgramSignal>(graph_, graph_.audio);
  AudioBlock inside = AudioBlock::silence(channels, out.layout, first, static_cast<int>(last - first), out.rate);
  AudioContext context{graph_, options_, media_, ledger_, &cancel};
  if (auto ok = mix_->read(context, inside); !ok) return std::move(ok).error();
  for (int c = 0; c < channels; ++c) std::copy_n(inside.channel(c), inside.frames, out.channel(c) + (first - start));
  return out;
}

}  // namespace rushes
