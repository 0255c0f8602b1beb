// An effect on sound: blocks on a fixed grid, state from fixed anchors, latency taken back.
#include "core/graph/audio_signal.hpp"
#include "core/graph/check_params.hpp"

#include <algorithm>
#include <optional>

namespace rushes {

namespace {

constexpr int chunk = 4096;               // samples made at once
constexpr int fine = 256;                 // the same while parameters move
constexpr std::int64_t least_group = 16;  // chunks that share an anchor; more where warming up takes long
constexpr std::size_t keep_chunks = 32;

class EffectSignal : public Signal {
 public:
  EffectSignal(const AudioEffect& effect, std::unique_ptr<Signal> input, std::vector<Signal*> side, EffectPlace place)
      : effect_(effect), input_(std::move(input)), side_(std::move(side)), place_(place) {}

  void rest() override {
    recent_.clear();
    anchor_ = next_ = -1;
    input_->rest();
    if (error_ || !ready_) return;
    ready_ = false;
    instance_.reset();
  }

  std::int64_t tail(AudioContext& c) override {
    if (!own_tail_) ready(c);
    return std::min(longest_tail, input_->tail(c) + own_tail_.value_or(0));
  }

  Result<void> read(AudioContext& c, AudioBlock& out) override {
    ready(c);
    if (error_) return pass_by(c, out, *error_);
    std::int64_t at = out.start;
    const std::int64_t end = out.start + out.frames;
    if (at < 0) {
      for (int ch = 0; ch < out.channels; ++ch) std::fill_n(out.channel(ch), std::min<std::int64_t>(end, 0) - at, 0.0f);
      at = std::min<std::int64_t>(end, 0);
    }
    while (at < end) {
      const std::int64_t number = at / chunk;
      auto made = chunk_at(c, number, out);
      if (!made)
        return made.error().code == Errc::cancelled ? Result<void>(made.error()) : pass_by(c, out, made.error());
      const int offset = static_cast<int>(at - number * chunk),
                n = static_cast<int>(std::min<std::int64_t>(chunk - offset, end - at));
      for (int ch = 0; ch < out.channels; ++ch)
        std::copy_n((*made)->channel(ch) + offset, n, out.channel(ch) + (at - out.start));
      at += n;
    }
    return {};
  }

 private:
  using Chunk = std::shared_ptr<const AudioBlock>;

  Result<void> pass_by(AudioContext& c, AudioBlock& out, const Error& cause) {
    const NodeError error{-1, effect_.plugin, effect_.label, cause};
    c.ledger.failed(error);
    if (c.options.strict) return error.as_error();
    return input_->read(c, out);
  }

  void ready(AudioContext& c) {
    if (ready_) return;
    ready_ = true;
    if (auto ok = prepare(c); !ok) error_ = ok.error();
  }

  Result<void> prepare(AudioContext& c) {
    if (!effect_.error.empty()) return Error{Errc::not_found, effect_.error};
    if (!c.options.plugins) return Error{Errc::not_found, "there is no plugin " + effect_.plugin};
    auto plugin = c.options.plugins->find(effect_.plugin);
    if (!plugin) return std::move(plugin).error();
    auto instance = PluginInstance::create(*plugin);
    if (!instance) return std::move(instance).error();
    instance_ = std::make_unique<PluginInstance>(std::move(*instance));
    if (std::string why = wrong_param(instance_->info(), effect_.params); !why.empty())
      return Error{Errc::invalid, std::move(why)};
    table_ = instance_->table<rushes_audio_effect>(RUSHES_AUDIO_EFFECT);
    if (!table_ || !table_->process) return Error{Errc::invalid, "it is not an effect on sound"};
    const Canvas& canvas = c.graph.canvas;
    rushes_error error{};
    error.size = sizeof error;
    if (table_->prepare) {
      const rushes_status status =
          table_->prepare(instance_->raw(), static_cast<std::uint32_t>(canvas.sample_rate),
                          static_cast<std::uint32_t>(canvas.channels), layout_of(canvas.channels), chunk, &error);
      if (status < 0) return plugin_error(effect_.plugin, status, error);
    }
    latency_ = table_->latency ? table_->latency(instance_->raw()) : 0;
    own_tail_ = table_->tail ? table_->tail(instance_->raw()) : 0;
    preroll_ = table_->preroll_samples;
    group_ = std::max(least_group, (2 * preroll_ + chunk - 1) / chunk);
    stateless_ = (instance_->info().traits & RUSHES_TRAIT_STATELESS) && preroll_ == 0 && latency_ == 0;
    if (constant(instance_->info(), effect_.params)) {
      auto params = resolve(instance_->info(), effect_.params, {}, c.graph.resources);
      if (!params) return std::move(params).error();
      params_ = std::move(*params);
    }
    return {};
  }

  Result<Chunk> chunk_at(AudioContext& c, std::int64_t number, const AudioBlock& like) {
    for (auto it = recent_.begin(); it != recent_.end(); ++it)
      if (it->first == number) {
        recent_.splice(recent_.begin(), recent_, it);
        return it->second;
      }
    // The plugin's output lags: sample s of the result comes out of it at s + latency.
    const std::int64_t wanted = number * chunk + latency_;
    if (stateless_) {
      if (next_ != wanted)
        if (auto ok = reset(wanted); !ok) return std::move(ok).error();
    } else {
      const std::int64_t anchor = number / group_;
      if (anchor != anchor_ || next_ > wanted) {
        if (auto ok = reset(std::max<std::int64_t>(0, anchor * group_ * chunk + latency_ - preroll_)); !ok)
          return std::move(ok).error();
        anchor_ = anchor;
      }
    }
    Chunk made;
    while (next_ < wanted + chunk) {
      // Blocks end where the grid (shifted by the latency) has its lines, wherever the run began.
      const std::int64_t line = next_ < latency_ ? latency_ : (next_ - latency_) / chunk * chunk + chunk + latency_;
      auto block = run(c, static_cast<int>(std::min<std::int64_t>(line - next_, chunk)), like);
      if (!block) {
        anchor_ = next_ = -1;
        return std::move(block).error();
      }
      const bool whole = (*block)->frames == chunk && ((*block)->start - latency_) % chunk == 0 &&
                         (*block)->start >= wanted_from(anchor_);
      if (whole) remember(((*block)->start - latency_) / chunk, *block);
      made = std::move(*block);
    }
    return made;
  }

  // Before this a run from an anchor is still warming up.
  std::int64_t wanted_from(std::int64_t anchor) const { return stateless_ ? 0 : anchor * group_ * chunk + latency_; }

  Result<void> reset(std::int64_t at) {
    if (table_->reset)
      if (const rushes_status status = table_->reset(instance_->raw(), at); status < 0)
        return Error{Errc::internal, "reset failed with status " + std::to_string(status)};
    next_ = at;
    return {};
  }

  void remember(std::int64_t number, Chunk block) {
    for (const auto& [known, chunk_there] : recent_)
      if (known == number) return;
    recent_.emplace_front(number, std::move(block));
    if (recent_.size() > keep_chunks) recent_.pop_back();
  }

  // The next n samples of the plugin, moving parameters step by step.
  Result<Chunk> run(AudioContext& c, int n, const AudioBlock& like) {
    if (c.cancel->cancelled()) return Error{Errc::cancelled, "cancelled"};
    auto out = std::make_shared<AudioBlock>(AudioBlock::silence(like.channels, like.layout, next_, n, like.rate));
    std::vector<AudioBlock> in;
    if (instance_->info().n_inputs > 0) {
      in.push_back(*out);
      if (auto ok = input_->read(c, in.back()); !ok) return std::move(ok).error();
    }
    for (Signal* s : side_) {
      if (in.empty() || in.size() >= instance_->info().n_inputs) break;
      in.push_back(*out);
      in.back().start += place_.start;
      if (s)
        if (auto ok = s->read(c, in.back()); !ok) return std::move(ok).error();
      in.back().start = next_;
    }
    while (!in.empty() && in.size() < instance_->info().n_inputs) in.push_back(*out);  // silence for what nobody feeds

    const int step = params_ ? n : fine;
    for (int done = 0; done < n; done += step)
      if (auto ok = process(c, in, *out, done, std::min(step, n - done)); !ok) return std::move(ok).error();
    next_ += n;
    return Chunk(std::move(out));
  }

  Result<void> process(AudioContext& c, std::vector<AudioBlock>& in, AudioBlock& out, int offset, int n) {
    std::shared_ptr<const ResolvedParams> params = params_;
    if (!params) {
      const Time at = sample_start(out.start + offset - latency_ - place_.lead, out.rate);
      auto now = resolve(instance_->info(), effect_.params, at, c.graph.resources);
      if (!now) return std::move(now).error();
      params = std::move(*now);
    }
    std::vector<std::vector<float*>> pointers;
    std::vector<rushes_audio> views;
    const auto view = [&](AudioBlock& b) {
      auto& list = pointers.emplace_back();
      for (int ch = 0; ch < b.channels; ++ch) list.push_back(b.channel(ch) + offset);
      return rushes_audio{sizeof(rushes_audio),
                          static_cast<std::uint32_t>(b.rate),
                          static_cast<std::uint32_t>(b.channels),
                          static_cast<std::uint32_t>(n),
                          b.layout,
                          b.start + offset,
                          list.data()};
    };
    pointers.reserve(in.size() + 1);
    for (AudioBlock& b : in) views.push_back(view(b));
    std::vector<const rushes_audio*> inputs;
    for (const rushes_audio& v : views) inputs.push_back(&v);
    rushes_audio target = view(out);
    const rushes_audio_args args{sizeof args, static_cast<std::uint32_t>(params->values.size()), params->values.data(),
                                 place_.duration};
    rushes_error error{};
    error.size = sizeof error;
    const rushes_call call{sizeof call,
                           0,
                           const_cast<CancelToken*>(c.cancel),
                           0,
                           [](const rushes_call* me) noexcept -> rushes_bool {
                             return static_cast<const CancelToken*>(me->ctx)->cancelled();
                           },
                           [](const rushes_call*, double, const char*) noexcept {},
                           [](const rushes_call*, std::uint32_t) noexcept -> rushes_status { return RUSHES_OK; }};
    const rushes_status status = table_->process(instance_->raw(), &call, &args, inputs.data(),
                                                 static_cast<std::uint32_t>(inputs.size()), &target, &error);
    if (status < 0) return plugin_error(effect_.plugin, status, error);
    return {};
  }

  const AudioEffect& effect_;
  std::unique_ptr<Signal> input_;
  std::vector<Signal*> side_;
  EffectPlace place_;
  bool ready_ = false, stateless_ = false;
  std::optional<Error> error_;
  std::unique_ptr<PluginInstance> instance_;
  const rushes_audio_effect* table_ = nullptr;
  std::shared_ptr<const ResolvedParams> params_;
  std::optional<std::int64_t> own_tail_;  // known once it was ready, and when it rests
  std::int64_t latency_ = 0, preroll_ = 0, group_ = least_group;
  std::int64_t anchor_ = -1, next_ = -1;  // of the instance: which group it runs for, the sample it comes to next
  std::list<std::pair<std::int64_t, Chunk>> recent_;
};

}  // namespace

std::unique_ptr<Signal> effect_signal(const AudioEffect& effect, std::unique_ptr<Signal> input,
                                      std::vector<Signal*> side, EffectPlace place) {
  return std::make_unique<EffectSignal>(effect, std::move(input), std::move(side), place);
}

}  // namespace rushes
