#include "plugins/engines/narrator/voice/flite_voice.hpp"

#include "plugins/engines/narrator/voice/flite_port.h"

#include <algorithm>
#include <cmath>
#include <mutex>

extern "C" {
#include <flite/flite.h>
cst_voice* register_cmu_us_rms(const char*);
cst_voice* register_cmu_us_slt(const char*);
void unregister_cmu_us_rms(cst_voice*);
void unregister_cmu_us_slt(cst_voice*);
}

namespace narrator {
namespace {

// Registration fills global tables, and the voices' reference counts are plain integers: one at a time.
std::mutex flite_mutex;

// Live until this library is unloaded.
struct Voices {
  const bool started = flite_init() == 0;
  cst_voice* const male = register_cmu_us_rms(nullptr);
  cst_voice* const female = register_cmu_us_slt(nullptr);
  ~Voices() {
    unregister_cmu_us_rms(male);
    unregister_cmu_us_slt(female);
  }
};

cst_voice* registered(Voice voice) {
  static const Voices voices;
  if (!voices.started) return nullptr;
  return voice == Voice::slt ? voices.female : voices.male;
}

// Only plain data between here and flite: a failure jumps out over it.
struct Work {
  cst_voice* voice;
  const char* text;
  float stretch;
  cst_utterance* utterance;
};

void synthesise(void* data) {
  auto* const work = static_cast<Work*>(data);
  work->utterance = new_utterance();
  utt_set_input_text(work->utterance, work->text);
  // Set on the utterance, where it hides the voice's own: the shared voice stays as it is.
  feat_set_float(work->utterance->features, "duration_stretch", work->stretch);
  utt_init(work->utterance, work->voice);
  if (utt_synth(work->utterance) == nullptr) work->utterance = nullptr;
}

struct Times {
  float start, end;
};
Times times_of(const cst_item* first, const cst_item* last) {
  return {ffeature_float(first, "R:Word.R:SylStructure.daughter1.daughter1.R:Segment.p.end"),
          ffeature_float(last, "R:Word.R:SylStructure.daughtern.daughtern.R:Segment.end")};
}

}  // namespace

std::optional<Voice> voice_named(const std::string& name) {
  if (name == "rms" || name == "male") return Voice::rms;
  if (name == "slt" || name == "female") return Voice::slt;
  return {};
}

Spoken say(Voice voice, const std::vector<VoiceWord>& words, char ending, float stretch) {
  Spoken out;
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += words[i].text;
    if (i + 1 == words.size())
      text += ending;
    else
      text += words[i].pause_after ? ", " : " ";
  }
  const std::lock_guard lock(flite_mutex);
  Work work{registered(voice), text.c_str(), stretch, nullptr};
  if (work.voice == nullptr) {
    out.error = "the voice could not be started";
    return out;
  }
  const char* const failure = narrator_flite_run(1, synthesise, &work);
  if (failure != nullptr || work.utterance == nullptr) {
    out.error = std::string("the voice failed at \"") + text.substr(0, 60) +
                "\": " + (failure ? failure : "no speech came out");
    if (work.utterance != nullptr) delete_utterance(work.utterance);
    return out;
  }
  if (const cst_wave* wave = utt_wave(work.utterance);
      wave != nullptr && wave->sample_rate == voice_rate && wave->num_channels == 1)
    out.samples.assign(wave->samples, wave->samples + wave->num_samples);
  const auto length = static_cast<std::int64_t>(out.samples.size());
  std::int64_t before = 0;
  for (const cst_item* token = relation_head(utt_relation(work.utterance, "Token")); token != nullptr;
       token = item_next(token)) {
    const cst_item* const first = item_daughter(token);
    Spoken::Span span{before, before};
    if (first != nullptr) {
      const Times t = times_of(first, item_last_daughter(token));
      span.start = std::clamp<std::int64_t>(std::llround(static_cast<double>(t.start) * voice_rate), before, length);
      span.end = std::clamp<std::int64_t>(std::llround(static_cast<double>(t.end) * voice_rate), span.start, length);
    }
    before = span.end;
    out.words.push_back(span);
  }
  delete_utterance(work.utterance);
  if (out.samples.empty() || out.words.size() != words.size()) {
    out.error = "the voice gave " + std::to_string(out.words.size()) + " words for " + std::to_string(words.size()) +
                " in \"" + text.substr(0, 60) + "\"";
    out.samples.clear();
  }
  return out;
}

}  // namespace narrator
