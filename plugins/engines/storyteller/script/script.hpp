// A prompt as a film script: a title, and scenes with what is seen, said and heard. Pure: the same arguments, the same
// script.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace storyteller {

struct ScriptRequest {
  std::string prompt;
  bool verbatim = false;  // the prompt is spoken word for word, every sentence of it
  double seconds = 30;
  int scenes = 0;  // 0 = by the prompt and the length
  std::uint64_t seed = 0;
};

struct SceneText {
  std::string prompt, narration, ambience, transition;
};

struct Script {
  std::string title, subtitle, mood;
  std::vector<SceneText> scenes;
  // Content words of the prompt that no scene can picture, then the sentences that found no room, in quotes.
  std::vector<std::string> unmapped;
};

Script write_script(const ScriptRequest& request);
std::string to_json(const Script& script);  // docs/sdk/engines.md, mode "script"

// ---- the parts, for tests ----

// One thought of the prompt: a sentence, a paragraph's line, or a clause after "then".
struct Beat {
  std::string text;  // as written
  std::string
      spoken;  // as a narrator would say it: without "cinematic, 4k, wide shot of"; a sentence with its full stop
  std::size_t times = 1;  // how often the prompt says it in a row
};
// At most 2000; `left_out` counts the sentences behind them.
std::vector<Beat> split_beats(std::string_view prompt, std::size_t* left_out = nullptr);

// Without words that nobody can say: those of more letters than any dictionary has. Empty when nothing is left.
std::string sayable(std::string_view text);
// How many words of usual length it takes as long to say: a long word counts for several.
int spoken_length(std::string_view text);

}  // namespace storyteller
