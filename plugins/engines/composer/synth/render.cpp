#include "plugins/engines/composer/synth/render.hpp"

#include <fluidsynth.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace composer {
namespace {

struct Event {
  std::int64_t sample;
  enum Kind { off, control, on } kind;  // at one sample: first what ends, then how it is played, then what begins
  int channel, number, value;
};

constexpr int drum_channel = 9;

std::vector<int> channels_of(const Score& score) {
  std::vector<int> out;
  int next = 0;
  for (const Part& part : score.parts) {
    if (part.drums) {
      out.push_back(drum_channel);
      continue;
    }
    if (next == drum_channel) ++next;
    out.push_back(next++);
  }
  return out;
}

std::vector<Event> events_of(const Score& score, const std::vector<int>& channels, std::int64_t total) {
  struct Sounding {
    std::int64_t from, to;
    int velocity;
  };
  std::map<std::pair<int, int>, std::vector<Sounding>> keys;  // (channel, pitch) -> its notes
  for (const Note& note : score.notes) {
    const double start = score.time_at(note.beat) + note.nudge,
                 end = score.time_at(note.beat + note.beats) + note.nudge;
    const auto from = std::clamp<std::int64_t>(std::llround(start * sample_rate), 0, total);
    keys[{channels[static_cast<std::size_t>(note.part)], note.pitch}].push_back(
        {from, std::max<std::int64_t>(from + sample_rate / 50, std::llround(end * sample_rate)), note.velocity});
  }
  std::vector<Event> out;
  for (auto& [key, notes] : keys) {
    std::ranges::stable_sort(notes, {}, &Sounding::from);
    for (std::size_t i = 0; i < notes.size(); ++i) {
      // A key struck again is let go first: the later note must not be cut off by the end of the earlier.
      if (i + 1 < notes.size()) notes[i].to = std::min(notes[i].to, notes[i + 1].from);
      if (notes[i].to <= notes[i].from) continue;
      out.push_back({notes[i].from, Event::on, key.first, key.second, notes[i].velocity});
      out.push_back({notes[i].to, Event::off, key.first, key.second, 0});
    }
  }
  for (const Swell& s : score.swells)
    out.push_back({std::max<std::int64_t>(0, std::llround(score.time_at(s.beat) * sample_rate)), Event::control,
                   channels[static_cast<std::size_t>(s.part)], 11, s.value});
  std::ranges::stable_sort(out, [](const Event& a, const Event& b) {
    return std::tuple(a.sample, a.kind, a.channel, a.number) < std::tuple(b.sample, b.kind, b.channel, b.number);
  });
  return out;
}

using Settings = std::unique_ptr<fluid_settings_t, decltype(&delete_fluid_settings)>;
using Synth = std::unique_ptr<fluid_synth_t, decltype(&delete_fluid_synth)>;

Settings make_settings() {
  // Its messages would go to the host's standard error.
  static std::once_flag quiet;
  std::call_once(quiet, [] {
    for (const int level : {FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG})
      fluid_set_log_function(level, nullptr, nullptr);
  });
  Settings s(new_fluid_settings(), delete_fluid_settings);
  if (!s) return s;
  fluid_settings_setnum(s.get(), "synth.sample-rate", sample_rate);
  fluid_settings_setint(s.get(), "synth.cpu-cores", 1);
  fluid_settings_setint(s.get(), "synth.polyphony", 400);
  fluid_settings_setnum(s.get(), "synth.gain", 0.35);
  fluid_settings_setint(s.get(), "synth.dynamic-sample-loading",
                        1);  // only the instruments in use: a font holds hundreds
  fluid_settings_setint(s.get(), "synth.reverb.active", 1);
  fluid_settings_setnum(s.get(), "synth.reverb.room-size", 0.62);
  fluid_settings_setnum(s.get(), "synth.reverb.damp", 0.35);
  fluid_settings_setnum(s.get(), "synth.reverb.width", 0.9);
  fluid_settings_setnum(s.get(), "synth.reverb.level", 0.75);
  fluid_settings_setint(s.get(), "synth.chorus.active", 1);
  fluid_settings_setnum(s.get(), "synth.chorus.level", 0.6);
  fluid_settings_setint(s.get(), "synth.chorus.nr", 3);
  fluid_settings_setnum(s.get(), "synth.chorus.speed", 0.3);
  fluid_settings_setnum(s.get(), "synth.chorus.depth", 4.0);
  return s;
}

}  // namespace

rushes::Result<Stereo> render(const Score& score, const SoundFont& font, const Progress& progress) {
  using rushes::Errc;
  using rushes::Error;
  const Settings settings = make_settings();
  Synth synth(settings ? new_fluid_synth(settings.get()) : nullptr, delete_fluid_synth);
  if (!synth) return Error{Errc::internal, "the synthesiser could not be started"};
  if (fluid_synth_sfload(synth.get(), font.path.c_str(), 1) == FLUID_FAILED)
    return Error{Errc::io, "the SoundFont " + font.path +
                               " cannot be loaded: it is no .sf2 or .sf3 file this FluidSynth can read"};
  const auto channels = channels_of(score);
  for (std::size_t p = 0; p < score.parts.size(); ++p) {
    const Part& part = score.parts[p];
    fluid_synth_program_change(synth.get(), channels[p], part.program);
    fluid_synth_cc(synth.get(), channels[p], 7, part.volume);
    fluid_synth_cc(synth.get(), channels[p], 10, part.pan);
    fluid_synth_cc(synth.get(), channels[p], 91, part.reverb);
    fluid_synth_cc(synth.get(), channels[p], 93, part.drums ? 0 : 12);
  }
  const auto total = static_cast<std::int64_t>(std::llround(score.seconds * sample_rate));
  const auto events = events_of(score, channels, total);
  Stereo out(static_cast<std::size_t>(total));
  std::int64_t at = 0;
  const auto play_until = [&](std::int64_t until) {
    while (at < until) {
      // Pieces, so that a long piece can be stopped.
      const int frames = static_cast<int>(std::min<std::int64_t>(until - at, sample_rate));
      if (progress && !progress(static_cast<double>(at) / static_cast<double>(total))) return false;
      fluid_synth_write_float(synth.get(), frames, out.left.data() + at, 0, 1, out.right.data() + at, 0, 1);
      at += frames;
    }
    return true;
  };
  for (const Event& e : events) {
    if (!play_until(std::min(e.sample, total))) return Error{Errc::cancelled, "cancelled"};
    if (e.kind == Event::on)
      fluid_synth_noteon(synth.get(), e.channel, e.number, e.value);
    else if (e.kind == Event::off)
      fluid_synth_noteoff(synth.get(), e.channel, e.number);
    else
      fluid_synth_cc(synth.get(), e.channel, e.number, e.value);
  }
  if (!play_until(total)) return Error{Errc::cancelled, "cancelled"};
  return out;
}

}  // namespace composer
