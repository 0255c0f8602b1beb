#include "core/interchange/captions.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace rushes::interchange {

namespace {

std::string clock(std::int64_t ms, Format format) {
  char out[48];
  const auto h = static_cast<long long>(ms / 3'600'000), m = static_cast<long long>(ms / 60'000 % 60),
             s = static_cast<long long>(ms / 1000 % 60), f = static_cast<long long>(ms % 1000);
  if (format == Format::ass)
    std::snprintf(out, sizeof out, "%lld:%02lld:%02lld.%02lld", h, m, s, f / 10);
  else
    std::snprintf(out, sizeof out, "%02lld:%02lld:%02lld%c%03lld", h, m, s, format == Format::srt ? ',' : '.', f);
  return out;
}

// A line that is empty would end the cue.
std::string without_empty_lines(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != '\n' || (!out.empty() && out.back() != '\n')) out += c;
  return out;
}

std::string said(const std::string& text, Format format) {
  std::string out;
  const std::string body = without_empty_lines(text);
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    const bool end = c == '<' && i + 3 < body.size() && body[i + 1] == '/' && body[i + 3] == '>';
    const bool begin = c == '<' && i + 2 < body.size() && body[i + 2] == '>';
    const char name = end ? body[i + 2] : begin ? body[i + 1] : ' ';
    if (name == 'b' || name == 'i' || name == 'u') {
      if (format == Format::ass)
        out += std::string("{\\") + name + (end ? "0}" : "1}");
      else
        out += body.substr(i, end ? 4 : 3);
      i += end ? 3 : 2;
    } else if (format == Format::vtt && (c == '&' || c == '<' || c == '>')) {
      out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
    } else if (format == Format::ass && c == '\n') {
      out += "\\N";
    } else if (format == Format::ass && c == '{') {
      out += "(";  // a brace would begin a command
    } else if (format == Format::ass && c == '}') {
      out += ")";
    } else if (format == Format::srt && c == '-' && body.compare(i, 3, "-->") == 0) {
      out += "- ";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string print_cues(const std::vector<Cue>& cues, Format format, int width, int height) {
  std::string out;
  if (format == Format::vtt) out = "WEBVTT\n\n";
  if (format == Format::ass)
    out =
        "[Script Info]\nScriptType: v4.00+\nPlayResX: " + std::to_string(width) +
        "\nPlayResY: " + std::to_string(height) +
        "\nWrapStyle: 0\nScaledBorderAndShadow: yes\n\n[V4+ Styles]\n"
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
        "Underline, StrikeOut, "
        "ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
        "Style: Default,DejaVu Sans," +
        std::to_string(std::max(8, height / 20)) +
        ",&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1," +
        std::to_string(std::max(1, height / 360)) + ",0,2," + std::to_string(width / 20) + "," +
        std::to_string(width / 20) + "," + std::to_string(height / 18) +
        ",1\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const Cue& c = cues[i];
    if (format == Format::ass) {
      out += "Dialogue: 0," + clock(c.start, format) + "," + clock(c.end, format) + ",Default,,0,0,0,," +
             said(c.text, format) + "\n";
      continue;
    }
    if (format == Format::srt) out += std::to_string(i + 1) + "\n";
    out += clock(c.start, format) + " --> " + clock(c.end, format) + "\n" + said(c.text, format) + "\n\n";
  }
  return out;
}

namespace {

struct Spoken {
  std::vector<Cue> cues;
  int clips = 0;
  std::string whole;  // of one clip that shows all of a file of this very format from its start: the file
};

Spoken spoken(const Timeline& timeline, std::optional<Format> wanted, std::vector<Notice>& notices) {
  Spoken out;
  const auto ms = [](Time t) { return muldiv_round(t.ticks, 1000, Time::per_second); };
  for (const Track& track : timeline.tracks) {
    if (track.kind != TrackKind::video || !track.enabled) continue;
    for (const Placed& placed : layout(track)) {
      const auto* clip = std::get_if<Clip>(&track.items[placed.index]);
      if (!clip || !clip->enabled || clip->source.kind != SourceKind::generator ||
          clip->source.id != "org.rushes.captions")
        continue;
      const auto text = clip->source.params.find("text"), kind = clip->source.params.find("format");
      if (text == clip->source.params.end()) continue;
      const std::string content = caption_text(text->second.value.text);
      const std::string named = kind == clip->source.params.end() ? "auto" : kind->second.value.text;
      const Format from = named == "ass"   ? Format::ass
                          : named == "srt" ? Format::srt
                          : named == "vtt" ? Format::vtt
                                           : detect(content).value_or(Format::srt);
      const Cues parsed = parse_cues(content, from);
      ++out.clips;
      // The captions' own time goes on from the clip's source start.
      const std::int64_t shift = ms(placed.range.start) - ms(clip->source_range.start), first = ms(placed.range.start),
                         last = ms(placed.range.end);
      bool all = shift == 0;
      for (Cue c : parsed.cues) {
        c.start += shift, c.end += shift;
        all = all && c.end <= last + 50;
        c.start = std::max(c.start, first), c.end = std::min(c.end, last);
        if (c.start < c.end) out.cues.push_back(std::move(c));
      }
      out.whole = out.clips == 1 && all && from == wanted ? content : std::string();
      const std::string where = "clip " + (clip->name.empty() ? clip->id : clip->name);
      if (parsed.styled && out.whole.empty())
        notices.push_back({where, "places, fonts, colours, voices and word times of its captions are not kept"});
      if (clip->speed != Speed{} || !clip->retime.empty())
        notices.push_back({where, "its speed is not applied to its captions"});
    }
  }
  std::ranges::stable_sort(out.cues, {}, &Cue::start);
  return out;
}

}  // namespace

std::vector<Cue> cues_on(const Timeline& timeline, std::vector<Notice>& notices) {
  return spoken(timeline, {}, notices).cues;
}

std::string without_tags(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t name = text.compare(i, 2, "</") == 0 ? i + 2 : i + 1;
    const bool tag = text[i] == '<' && name + 1 < text.size() && text[name + 1] == '>' &&
                     std::string_view("biu").find(text[name]) != std::string_view::npos;
    if (tag)
      i = name + 1;
    else
      out += text[i];
  }
  return out;
}

Result<Written> write_captions(const Project& project, Format format) {
  Written out;
  Spoken all = spoken(project.timeline, format, out.notices);
  if (all.cues.empty())
    return Error{Errc::not_found,
                 "the project has no captions: there is no clip of org.rushes.captions on its timeline"};
  out.text = all.whole.empty() ? print_cues(all.cues, format, project.canvas.width, project.canvas.height) : all.whole;
  return out;
}

}  // namespace rushes::interchange
