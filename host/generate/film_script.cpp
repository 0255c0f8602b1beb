#include "host/generate/film_script.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace rushes::host {

std::string shortened(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  if (const std::size_t space = text.find_last_of(' ', end); space != std::string::npos && space > most / 2)
    end = space;
  return text.substr(0, end) + "...";
}

Result<FilmScript> film_script_from_json(std::string_view json) {
  const auto j = nlohmann::json::parse(json, nullptr, false);
  const auto text = [](const nlohmann::json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  FilmScript script;
  if (j.is_object()) {
    script.title = shortened(text(j, "title"), 80);  // what a screen can hold
    script.subtitle = shortened(text(j, "subtitle"), 120);
    script.mood = text(j, "mood");
    if (const auto scenes = j.find("scenes"); scenes != j.end() && scenes->is_array())
      for (const auto& s : *scenes)
        if (s.is_object() && !text(s, "prompt").empty())
          script.scenes.push_back(
              {text(s, "prompt"), text(s, "narration"), text(s, "ambience"), text(s, "transition")});
  }
  if (script.scenes.empty()) return Error{Errc::unavailable, "the engine wrote no script with scenes"};
  return script;
}

std::vector<SceneCut> cut_scenes(const FilmScript& script, const std::vector<double>& speech, double total, Rate rate,
                                 const Pacing& pacing) {
  const std::size_t n = script.scenes.size();
  std::vector<double> least(n), lead(n);
  double sum = 0;
  const double fps = static_cast<double>(rate.num) / static_cast<double>(rate.den);
  for (std::size_t i = 0; i < n; ++i) {
    const double said = i < speech.size() ? speech[i] : 0;
    lead[i] = i == 0 ? pacing.title_lead : pacing.lead;
    if (total < 12) lead[i] *= total / 12;  // a very short film has no time to wait
    least[i] = said > 0 ? lead[i] + said + (i + 1 == n ? pacing.end_rest : pacing.rest) : 0;
    // Many scenes in little time make the film longer: each is seen for a quarter of a second, and for a frame.
    const double seen = std::max({total / static_cast<double>(n), 0.25, 1 / fps});
    least[i] = std::max(least[i], std::min(std::max(pacing.shortest, 1 / fps), seen));
    sum += least[i];
  }
  const double spare = std::max(0.0, total - sum) / static_cast<double>(n);
  const auto handle = std::max<std::int64_t>(1, std::llround(pacing.transition * fps / 2));

  std::vector<SceneCut> cuts(n);
  double at = 0;
  for (std::size_t i = 0; i < n; ++i) {
    cuts[i].start = std::llround(at * fps);
    // Spare time goes half before, half after what is said, so that a narration sits in the middle of its picture.
    cuts[i].speech = std::llround((at + lead[i] + (i == 0 ? spare * 0.25 : spare * 0.5)) * fps);
    at += least[i] + spare;
    const bool last = i + 1 == n;
    cuts[i].length = (last && sum <= total ? std::llround(total * fps) : std::llround(at * fps)) - cuts[i].start;
    cuts[i].head = i > 0 && !script.scenes[i].transition.empty() ? std::min(handle, cuts[i - 1].length / 2) : 0;
    if (i > 0) cuts[i - 1].tail = cuts[i].head;
  }
  for (std::size_t i = 1; i < n; ++i)  // a transition may not reach past the middle of either neighbour
    cuts[i].head = cuts[i - 1].tail = std::min(cuts[i].head, cuts[i].length / 2);
  return cuts;
}

}  // namespace rushes::host
