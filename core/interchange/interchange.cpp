#include "core/interchange/interchange.hpp"

#include "core/interchange/captions.hpp"
#include "core/interchange/edl.hpp"
#include "core/interchange/fcpxml.hpp"
#include "core/interchange/mlt.hpp"
#include "core/interchange/otio.hpp"
#include "core/interchange/urls.hpp"
#include "core/interchange/xmeml.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace rushes::interchange {

namespace {

struct Known {
  Format format;
  const char *name, *ending;
};
constexpr std::array known{
    Known{Format::otio, "OpenTimelineIO", ".otio"}, Known{Format::edl, "CMX3600 EDL", ".edl"},
    Known{Format::fcpxml, "FCPXML", ".fcpxml"},     Known{Format::xmeml, "Final Cut Pro 7 XML", ".xmeml"},
    Known{Format::mlt, "MLT XML", ".mlt"},          Known{Format::srt, "SubRip", ".srt"},
    Known{Format::vtt, "WebVTT", ".vtt"},           Known{Format::ass, "Advanced SubStation Alpha", ".ass"},
    Known{Format::mlt, "MLT XML", ".kdenlive"},     Known{Format::ass, "Advanced SubStation Alpha", ".ssa"}};

std::string_view start_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto at = text.find_first_not_of(" \t\r\n");
  return at == text.npos ? std::string_view() : text.substr(at);
}

}  // namespace

const char* name(Format format) { return std::ranges::find(known, format, &Known::format)->name; }

std::optional<Format> format_of(const std::string& path) {
  std::string ending;
  if (const auto dot = path.rfind('.'); dot != path.npos)
    for (const char c : path.substr(dot)) ending += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const Known& k : known)
    if (ending == k.ending) return k.format;
  return {};
}

std::optional<Format> detect(std::string_view text) {
  const std::string_view start = start_of(text), head = start.substr(0, 4096);
  const auto has = [&](const char* word) { return head.find(word) != head.npos; };
  if (start.starts_with('{')) return head.find("OTIO_SCHEMA") != head.npos ? std::optional(Format::otio) : std::nullopt;
  if (start.starts_with('<')) {
    if (has("<fcpxml")) return Format::fcpxml;
    if (has("<xmeml")) return Format::xmeml;
    if (has("<mlt") || has("<westley") || start.starts_with("<playlist>")) return Format::mlt;
    return {};
  }
  if (start.starts_with("WEBVTT")) return Format::vtt;
  if (has("[Script Info]")) return Format::ass;
  if (has("-->")) return Format::srt;
  if (has("TITLE:") || has("FCM:")) return Format::edl;
  return {};
}

std::string to_string(const Notice& n) { return n.place.empty() ? n.text : n.place + ": " + n.text; }

Result<Read> read(std::string_view text, Format format, const ReadOptions& options) {
  constexpr std::size_t most = std::size_t{64} << 20;
  if (text.size() > most) return Error{Errc::invalid, "is larger than the 64 MiB that are read here"};
  Result<Read> done = [&] {
    switch (format) {
      case Format::otio:
        return read_otio(text, options);
      case Format::edl:
        return read_edl(text, options);
      case Format::fcpxml:
        return read_fcpxml(text, options);
      case Format::xmeml:
        return read_xmeml(text, options);
      case Format::mlt:
        return read_mlt(text, options);
      case Format::srt:
      case Format::vtt:
      case Format::ass:
        break;
    }
    return read_captions(text, format, options);
  }();
  if (!done) return json::readable(std::move(done).error());
  return done;
}

Result<Written> write(const Project& project, Format format) {
  switch (format) {
    case Format::otio:
      return write_otio(project);
    case Format::edl:
      return write_edl(project);
    case Format::fcpxml:
      return write_fcpxml(project);
    case Format::srt:
    case Format::vtt:
    case Format::ass:
      return write_captions(project, format);
    default:
      return Error{Errc::invalid,
                   std::string(name(format)) + " cannot be written: choose .otio, .edl, .fcpxml, .srt, .vtt or .ass"};
  }
}

}  // namespace rushes::interchange
