// Audio tracks -> the audio program, in samples.
#include "core/graph/compiler.hpp"

#include <algorithm>

namespace rushes {

namespace {

class AudioCompiler {
 public:
  // `inner`: the indices in Graph::inner_audio of the timelines that were compiled already, by id.
  AudioCompiler(Compiler& c, std::map<std::string, int>& inner)
      : c_(c), rate_(c.graph.canvas.sample_rate), inner_(inner) {}

  AudioProgram run(const Timeline& timeline) {
    const std::vector<const Track*> audible = active_tracks(timeline, TrackKind::audio);
    for (const Track& t : timeline.tracks)
      if (t.kind == TrackKind::audio && t.enabled) tracks_.push_back(&t);
    AudioProgram out;
    out.length = samples(duration(timeline));
    for (const Track* t : tracks_) {
      AudioTrack track{
          c_.label(*t), std::ranges::find(audible, t) != audible.end(), {}, effects(t->effects, c_.label(*t))};
      clips(*t, track.clips);
      out.tracks.push_back(std::move(track));
    }
    out.master = effects(timeline.master, "master");
    break_circles(out);
    return out;
  }

 private:
  std::int64_t samples(Time t) const { return sample_at(t, rate_); }

  void clips(const Track& track, std::vector<AudioClip>& out) {
    const std::vector<Placed> placed = layout(track);
    for (std::size_t i = 0; i < placed.size(); ++i) {
      const Clip* clip = std::get_if<Clip>(&track.items[placed[i].index]);
      if (!clip || !clip->enabled) continue;
      AudioClip a;
      a.label = c_.label(*clip);
      a.start = samples(placed[i].range.start);
      a.length = samples(placed[i].range.end) - a.start;
      a.time = {clip->speed.num < 0 ? clip->source_range.end : clip->source_range.start, clip->speed, clip->retime};
      if (i > 0)
        if (const Transition* t = std::get_if<Transition>(&track.items[placed[i - 1].index])) {
          a.lead = samples(placed[i].range.start) - samples(placed[i].range.start - t->in_offset);
          a.fade_in = samples(placed[i].range.start + t->out_offset) - samples(placed[i].range.start - t->in_offset);
        }
      if (i + 1 < placed.size())
        if (const Transition* t = std::get_if<Transition>(&track.items[placed[i + 1].index])) {
          a.trail = samples(placed[i].range.end + t->out_offset) - samples(placed[i].range.end);
          a.fade_out = samples(placed[i].range.end + t->out_offset) - samples(placed[i].range.end - t->in_offset);
        }
      if (clip->source.kind == SourceKind::timeline) {
        a.inner = inner(clip->source.id);
      } else if (clip->source.kind == SourceKind::generator) {
        a.effects.push_back(effect(clip->source.id, clip->source.params, {}, a.label));
      } else {
        const Compiler::Picture media = c_.picture_of(clip->source);
        a.media = media.media;
        a.error = media.why;
      }
      for (AudioEffect& e : effects(clip->effects, a.label)) a.effects.push_back(std::move(e));
      out.push_back(std::move(a));
    }
  }

  // -1: there is no such timeline, and it is silent.
  int inner(const std::string& id) {
    if (const auto known = inner_.find(id); known != inner_.end()) return known->second;
    const NestedTimeline* nested = c_.project.find_timeline(id);
    if (!nested) return -1;
    AudioProgram program = AudioCompiler(c_, inner_).run(nested->timeline);  // those within come before it
    c_.graph.inner_audio.push_back(std::move(program));
    return inner_[id] = static_cast<int>(c_.graph.inner_audio.size()) - 1;
  }

  std::vector<AudioEffect> effects(const std::vector<Effect>& list, const std::string& label) {
    std::vector<AudioEffect> out;
    for (const Effect& e : list)
      if (e.enabled) out.push_back(effect(e.plugin, e.params, e.inputs, label));
    return out;
  }

  AudioEffect effect(const std::string& plugin, const Params& params, const std::vector<std::string>& inputs,
                     const std::string& label) {
    AudioEffect out{plugin, label, params, {}, {}};
    const rushes_plugin_info* info = c_.plugin(plugin, &out.error);
    if (info && info->kind != RUSHES_KIND_AUDIO_EFFECT) out.error = plugin + " is not an effect on sound";
    if (info) c_.note_resources(*info, params);
    for (const std::string& id : inputs) {
      const auto it = std::ranges::find(tracks_, id, [](const Track* t) -> const std::string& { return t->id; });
      if (it == tracks_.end())
        out.error = "there is no audio track \"" + id + "\" to feed " + plugin;
      else
        out.side.push_back(static_cast<int>(it - tracks_.begin()));
    }
    return out;
  }

  // A track must not feed itself, not even by way of others.
  static void break_circles(AudioProgram& p) {
    std::vector<int> state(p.tracks.size());  // 1 = on the way, 2 = done
    for (std::size_t t = 0; t < p.tracks.size(); ++t) visit(p, static_cast<int>(t), state);
  }
  static void visit(AudioProgram& p, int t, std::vector<int>& state) {
    if (state[static_cast<std::size_t>(t)]) return;
    state[static_cast<std::size_t>(t)] = 1;
    AudioTrack& track = p.tracks[static_cast<std::size_t>(t)];
    const auto follow = [&](std::vector<AudioEffect>& list) {
      for (AudioEffect& e : list)
        for (const int side : e.side) {
          if (state[static_cast<std::size_t>(side)] == 1) {
            e.error = e.plugin + " is fed by a track that it feeds itself";
            e.side.clear();
            break;
          }
          visit(p, side, state);
        }
    };
    follow(track.effects);
    for (AudioClip& c : track.clips) follow(c.effects);
    state[static_cast<std::size_t>(t)] = 2;
  }

  Compiler& c_;
  int rate_;
  std::map<std::string, int>& inner_;
  std::vector<const Track*> tracks_;
};

}  // namespace

void compile_audio(Compiler& compiler) {
  std::map<std::string, int> inner;
  compiler.graph.audio = AudioCompiler(compiler, inner).run(compiler.project.timeline);
}

}  // namespace rushes
