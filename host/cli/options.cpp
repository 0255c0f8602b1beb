#include "host/cli/options.hpp"

#include <CLI/CLI.hpp>

#include <charconv>
#include <filesystem>

#include <unistd.h>

namespace rushes::cli {

Result<std::int64_t> parse_frame(const std::string& text, Rate rate) {
  Time t;
  if (!parse_time(text, rate, t) || t.ticks < 0)
    return Error{Errc::invalid, "'" + text + "' is no time: write seconds (2.5), a clock (00:01:02) or a frame (90f)"};
  return frame_at(t, rate);
}

Result<std::int64_t> frame_within(const std::string& text, Rate rate, std::int64_t length) {
  auto n = parse_frame(text, rate);
  if (!n) return n;
  if (length == 0)
    return Error{Errc::invalid, "there is no frame to show: the timeline has 0 frames; put clips on a track"};
  if (*n >= length)
    return Error{Errc::invalid, "frame " + std::to_string(*n) + " is behind the end: the timeline has " +
                                    std::to_string(length) + " frames, the last is " + std::to_string(length - 1) +
                                    "f"};
  return n;
}

Result<void> parse_range(const std::string& text, Rate rate, std::int64_t& first, std::int64_t& last) {
  const auto dots = text.find("..");
  if (dots == text.npos)
    return Error{Errc::invalid, "'" + text + "' is no range: write A..B, as in 2..4.5 or 48f..108f"};
  first = 0, last = -1;
  if (dots > 0) {
    auto f = parse_frame(text.substr(0, dots), rate);
    if (!f) return std::move(f).error();
    first = *f;
  }
  if (dots + 2 < text.size()) {
    auto l = parse_frame(text.substr(dots + 2), rate);
    if (!l) return std::move(l).error();
    last = *l;
    if (last <= first)
      return Error{Errc::invalid, "the range " + text + " is empty: its end must lie behind its start"};
  }
  return {};
}

Result<void> parse_size(const std::string& text, int& width, int& height) {
  const auto x = text.find('x');
  const auto read = [](std::string_view part, int& out) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), out);
    return error == std::errc{} && end == part.data() + part.size() && out >= 16 && out <= 8192;
  };
  if (x == text.npos || !read(std::string_view(text).substr(0, x), width) ||
      !read(std::string_view(text).substr(x + 1), height))
    return Error{Errc::invalid,
                 "'" + text + "' is no size: write WIDTHxHEIGHT with 16 to 8192 each way, as in 1280x720"};
  return {};
}

Result<void> writable(const std::string& path) {
  namespace fs = std::filesystem;
  if (path == "null:") return {};
  if (path.empty()) return Error{Errc::invalid, "no file to write is named: name one with -o"};
  const fs::path folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path() : fs::path(".");
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return Error{Errc::not_found,
                 "there is no folder " + folder.string() + " to write " + path + " into: make it, or choose another"};
  if (fs::is_directory(path, error)) return Error{Errc::invalid, path + " is a folder: name a file, as in -o film.mp4"};
  if (::access(folder.c_str(), W_OK) != 0)
    return Error{Errc::io, "the folder " + folder.string() + " cannot be written to: choose another with -o"};
  return {};
}

void add_odd_size(CLI::App& command, std::string& value) {
  command
      .add_option("--odd-size", value,
                  "H.264 of an odd size: cut the last column or row, or keep every pixel (as 4:4:4, which few players "
                  "show)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"cut", "keep"}))
      ->capture_default_str();
}

std::string odd_size_note(VideoCodec codec, int asked_width, int asked_height, int width, int height) {
  if (codec != VideoCodec::h264 || (asked_width % 2 == 0 && asked_height % 2 == 0)) return {};
  const auto size = [](int w, int h) { return std::to_string(w) + "x" + std::to_string(h); };
  if (width == asked_width && height == asked_height)
    return "a picture of odd size (" + size(width, height) + ") is written as H.264 4:4:4, which few players show";
  return "H.264 holds even sizes: the film is " + size(width, height) + ", the last " +
         (width == asked_width     ? "row"
          : height == asked_height ? "column"
                                   : "column and row") +
         " of " + size(asked_width, asked_height) + " left out; --odd-size keep keeps every pixel, as 4:4:4";
}

namespace {
template <class T>
std::string wrong(const Result<T>& read) {
  return read ? std::string() : read.error().message;
}
}  // namespace

std::function<std::string(const std::string&)> number_in(double least, double most) {
  return [least, most](const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size() && value >= least && value <= most)
      return std::string();
    char range[80];
    std::snprintf(range, sizeof range, "from %g to %g", least, most);
    return "'" + text + "' is not a number " + range;
  };
}

std::string time_form(const std::string& text) { return wrong(parse_frame(text, {24, 1})); }

std::string range_form(const std::string& text) {
  std::int64_t first = 0, last = 0;
  return wrong(parse_range(text, {1000, 1}, first, last));
}

std::string size_form(const std::string& text) {
  int width = 0, height = 0;
  return wrong(parse_size(text, width, height));
}

std::string rate_form(const std::string& text) {
  Rate rate;
  return parse_rate(text, rate) && rate.num <= 120 * rate.den
             ? std::string()
             : "'" + text + "' is no frame rate: write 1 to 120, as in 24, 29.97 or 30000/1001";
}

std::string seconds_form(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && value >= 1 && value <= 3600
             ? std::string()
             : "'" + text + "' is no length: write seconds, 1 to 3600";
}

std::string seed_form(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size()
             ? std::string()
             : "'" + text + "' is no seed: write a whole number, 0 or above";
}

}  // namespace rushes::cli
