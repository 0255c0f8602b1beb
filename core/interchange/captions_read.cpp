#include "core/interchange/building.hpp"
#include "core/interchange/captions.hpp"

#include <algorithm>
#include <cctype>
#include <climits>

namespace rushes::interchange {

namespace {

constexpr std::size_t most_cues = 100'000;

void append(std::string& out, std::uint32_t c) {
  if (c == 0) return;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6), out += static_cast<char>(0x80 | (c & 63));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12), out += static_cast<char>(0x80 | (c >> 6 & 63)),
        out += static_cast<char>(0x80 | (c & 63));
  } else {
    out += static_cast<char>(0xF0 | c >> 18), out += static_cast<char>(0x80 | (c >> 12 & 63));
    out += static_cast<char>(0x80 | (c >> 6 & 63)), out += static_cast<char>(0x80 | (c & 63));
  }
}

bool is_utf8(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const auto c = static_cast<unsigned char>(s[i]);
    const std::size_t n = c < 0x80                ? 1
                          : c >= 0xC2 && c < 0xE0 ? 2
                          : (c & 0xF0) == 0xE0    ? 3
                          : c >= 0xF0 && c < 0xF5 ? 4
                                                  : 0;
    if (n == 0 || i + n > s.size()) return false;
    for (std::size_t k = 1; k < n; ++k)
      if ((static_cast<unsigned char>(s[i + k]) & 0xC0) != 0x80) return false;
    const auto second = n > 1 ? static_cast<unsigned char>(s[i + 1]) : 0;
    if ((c == 0xE0 && second < 0xA0) || (c == 0xED && second >= 0xA0) || (c == 0xF0 && second < 0x90) ||
        (c == 0xF4 && second >= 0x90))
      return false;
    i += n;
  }
  return true;
}

std::string from_utf16(std::string_view s, bool big) {
  std::string out;
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(s[i]), b = static_cast<unsigned char>(s[i + 1]);
    return static_cast<std::uint32_t>(big ? a << 8 | b : b << 8 | a);
  };
  for (std::size_t i = 0; i + 1 < s.size(); i += 2) {
    std::uint32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;
    }
    append(out, c);
  }
  return out;
}

std::string from_windows(std::string_view s) {
  static constexpr std::uint16_t high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                             0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  std::string out;
  for (const char ch : s) {
    const auto c = static_cast<unsigned char>(ch);
    append(out, c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c);
  }
  return out;
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
  while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

// "1:02:03,45", "02:03.456", "3.5"; taken off `s`.
bool take_time(std::string_view& s, std::int64_t& ms) {
  s = trimmed(s);
  std::int64_t seconds = 0;
  for (int n = 0;; ++n) {
    std::size_t digits = 0;
    std::int64_t v = 0;
    while (digits < s.size() && digits < 9 && std::isdigit(static_cast<unsigned char>(s[digits])))
      v = v * 10 + (s[digits++] - '0');
    if (digits == 0 || n == 3) return false;
    seconds = seconds * 60 + v;
    s.remove_prefix(digits);
    if (s.empty() || s.front() != ':') break;
    s.remove_prefix(1);
  }
  std::int64_t fraction = 0, unit = 100;
  if (!s.empty() && (s.front() == ',' || s.front() == '.')) {
    s.remove_prefix(1);
    while (!s.empty() && std::isdigit(static_cast<unsigned char>(s.front()))) {
      fraction += (s.front() - '0') * unit;
      unit /= 10;
      s.remove_prefix(1);
    }
  }
  if (seconds > 400LL * 3600) return false;
  ms = seconds * 1000 + fraction;
  return true;
}

// Tags and entities of SubRip and WebVTT -> plain text with <b>, <i>, <u>.
std::string simple(std::string_view s, bool vtt, bool& styled) {
  static constexpr std::pair<std::string_view, std::string_view> entities[] = {
      {"&amp;", "&"},           {"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", "\xC2\xA0"}, {"&lrm;", "\xE2\x80\x8E"},
      {"&rlm;", "\xE2\x80\x8F"}};
  std::string out;
  while (!s.empty()) {
    if (s.front() == '<') {
      const auto close = s.find('>');
      if (close != s.npos && close > 1 && close < 200 &&
          (std::isalnum(static_cast<unsigned char>(s[1])) || s[1] == '/')) {
        std::string_view tag = s.substr(1, close - 1);
        const bool end = tag.starts_with('/');
        if (end) tag.remove_prefix(1);
        const std::string_view name = tag.substr(0, tag.find_first_of(". \t"));
        const char c = name.size() == 1 ? static_cast<char>(std::tolower(static_cast<unsigned char>(name[0]))) : ' ';
        if (c == 'b' || c == 'i' || c == 'u')
          out += std::string(end ? "</" : "<") + c + ">";
        else
          styled = true;
        s.remove_prefix(close + 1);
        continue;
      }
    }
    if (!vtt && s.starts_with("{\\") && s.find('}') != s.npos) {  // places, as some SubRip files have them
      styled = true;
      s.remove_prefix(s.find('}') + 1);
      continue;
    }
    bool entity = false;
    for (const auto& [name, value] : entities)
      if (vtt && s.starts_with(name)) {
        out += value;
        s.remove_prefix(name.size());
        entity = true;
        break;
      }
    if (entity) continue;
    out += s.front();
    s.remove_prefix(1);
  }
  return out;
}

// ASS: \N, and commands in braces.
std::string from_ass(std::string_view s, bool& styled) {
  std::string out;
  while (!s.empty()) {
    if (s.starts_with("\\N") || s.starts_with("\\n")) {
      out += '\n';
      s.remove_prefix(2);
    } else if (s.starts_with("\\h")) {
      out += "\xC2\xA0";
      s.remove_prefix(2);
    } else if (s.front() == '{' && s.find('}') != s.npos) {
      std::string_view commands = s.substr(1, s.find('}') - 1);
      s.remove_prefix(commands.size() + 2);
      while (!commands.empty()) {
        const auto at = commands.find('\\');
        if (at == commands.npos) break;
        commands.remove_prefix(at + 1);
        const auto end = std::min(commands.find('\\'), commands.size());
        const std::string_view c = commands.substr(0, end);
        const bool simple =
            c.size() == 2 && (c[0] == 'b' || c[0] == 'i' || c[0] == 'u') && (c[1] == '0' || c[1] == '1');
        if (simple)
          out += std::string(c[1] == '1' ? "<" : "</") + c[0] + ">";
        else
          styled = true;
        commands.remove_prefix(end);
      }
    } else {
      out += s.front();
      s.remove_prefix(1);
    }
  }
  return out;
}

bool says_something(std::string_view text) {
  bool tag = false;
  for (const char c : text) {
    if (c == '<') tag = true;
    if (!tag && !std::isspace(static_cast<unsigned char>(c))) return true;
    if (c == '>') tag = false;
  }
  return false;
}

void add(Cues& out, Cue cue) {
  cue.text = trimmed(cue.text);
  if (cue.end <= cue.start || !says_something(cue.text))
    ++out.skipped;
  else
    out.cues.push_back(std::move(cue));
}

Cues parse_timed(std::string_view text, bool vtt) {
  Cues out;
  const auto lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size() && out.cues.size() < most_cues; ++i) {
    const auto arrow = lines[i].find("-->");
    if (arrow == std::string_view::npos) {
      const auto line = trimmed(lines[i]);
      if (vtt && (line.starts_with("NOTE") || line == "STYLE" || line == "REGION")) {
        if (!line.starts_with("NOTE")) out.styled = true;
        while (i + 1 < lines.size() && !trimmed(lines[i + 1]).empty()) ++i;
      }
      continue;
    }
    Cue cue;
    std::string_view from = lines[i].substr(0, arrow), to = lines[i].substr(arrow + 3);
    const bool good = take_time(from, cue.start) && trimmed(from).empty() && take_time(to, cue.end);
    if (good && !trimmed(to).empty()) out.styled = true;
    std::vector<std::string_view> body;
    while (i + 1 < lines.size() && !trimmed(lines[i + 1]).empty() && lines[i + 1].find("-->") == std::string_view::npos)
      body.push_back(lines[++i]);
    // Without the empty line between, the last line is the number of the next cue.
    if (i + 1 < lines.size() && lines[i + 1].find("-->") != std::string_view::npos && !body.empty() &&
        std::ranges::all_of(trimmed(body.back()), [](unsigned char c) { return std::isdigit(c); }))
      body.pop_back();
    for (std::size_t k = 0; k < body.size(); ++k)
      cue.text += (k ? "\n" : "") + simple(trimmed(body[k]), vtt, out.styled);
    if (good)
      add(out, std::move(cue));
    else
      ++out.skipped;
  }
  return out;
}

Cues parse_ass(std::string_view text) {
  Cues out;
  std::size_t start = 1, end = 2, words = 9;  // columns of version 4+
  bool events = false;
  for (const std::string_view whole : lines_of(text)) {
    const auto line = trimmed(whole);
    if (line.starts_with('[')) events = line == "[Events]";
    if (events && line.starts_with("Format:")) {
      std::size_t column = 0;
      for (std::string_view rest = line.substr(7);; ++column) {
        const auto comma = rest.find(',');
        const auto name = trimmed(rest.substr(0, comma));
        if (name == "Start") start = column;
        if (name == "End") end = column;
        if (name == "Text") words = column;
        if (comma == rest.npos) break;
        rest.remove_prefix(comma + 1);
      }
    }
    if (!line.starts_with("Dialogue:") || out.cues.size() >= most_cues) continue;
    Cue cue;
    std::string_view rest = line.substr(9);
    bool good_start = false, good_end = false, said = false;
    for (std::size_t column = 0; column <= words; ++column) {
      const auto comma = column == words ? rest.npos : rest.find(',');
      if (column < words && comma == rest.npos) break;
      std::string_view field = rest.substr(0, comma);
      if (column == start) good_start = take_time(field, cue.start);
      if (column == end) good_end = take_time(field, cue.end);
      if (column == words) cue.text = from_ass(trimmed(field), out.styled), said = true;
      if (comma != rest.npos) rest.remove_prefix(comma + 1);
    }
    if (good_start && good_end && said)
      add(out, std::move(cue));
    else
      ++out.skipped;
  }
  return out;
}

}  // namespace

std::string caption_text(std::string_view bytes, bool* guessed) {
  std::string text;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE"))
    text = from_utf16(bytes.substr(2), false);
  else if (bytes.starts_with("\xFE\xFF"))
    text = from_utf16(bytes.substr(2), true);
  else if (is_utf8(bytes))
    text = bytes;
  else {
    text = from_windows(bytes);
    if (guessed) *guessed = true;
  }
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      out += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    } else if (text[i] != '\0') {
      out += text[i];
    }
  }
  return out;
}

Cues parse_cues(std::string_view text, Format format) {
  Cues out = format == Format::ass ? parse_ass(text) : parse_timed(text, format == Format::vtt);
  std::ranges::stable_sort(out.cues, {}, &Cue::start);
  return out;
}

Result<Read> read_captions(std::string_view bytes, Format format, const ReadOptions& options) {
  Building b(options);
  bool guessed = false;
  const std::string text = caption_text(bytes, &guessed);
  const Cues cues = parse_cues(text, format);
  if (cues.cues.empty())
    return Error{Errc::invalid,
                 "holds no caption with a time and a text" +
                     (cues.skipped ? "; " + std::to_string(cues.skipped) + " could not be understood" : std::string())};
  if (guessed) b.note("", "is not Unicode; it is read as Windows-1252");
  if (cues.skipped)
    b.note("", std::to_string(cues.skipped) + (cues.skipped == 1 ? " caption has" : " captions have") +
                   " no readable times or no text and will not show");
  std::int64_t end = 0;
  for (const Cue& c : cues.cues) end = std::max(end, c.end);
  Source source{SourceKind::generator,
                "org.rushes.captions",
                {{"text", constant(text)},
                 {"format", constant(std::string(format == Format::ass   ? "ass"
                                                 : format == Format::srt ? "srt"
                                                                         : "vtt"))}},
                {}};
  Track track = b.track(TrackKind::video, "Captions");
  const Rate rate = b.project.canvas.rate;
  const Time length = frame_start(frames_in({end * (Time::per_second / 1000)}, rate), rate);
  track.items.emplace_back(b.clip("Captions", std::move(source), {}, length));
  b.project.timeline.tracks.push_back(std::move(track));
  return b.finish();
}

}  // namespace rushes::interchange
