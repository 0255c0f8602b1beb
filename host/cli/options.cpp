#include "host/cli/options.hpp"

#include <charconv>

namespace rushes::cli {

Result<std::int64_t> parse_frame(const std::string& text, Rate rate) {
  Time t;
  if (!parse_time(text, rate, t) || t.ticks < 0)
    return Error{Errc::invalid, "'" + text + "' is no time: write seconds (2.5), a clock (00:01:02) or a frame (90f)"};
  return frame_at(t, rate);
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

namespace {
template <class T>
std::string wrong(const Result<T>& read) {
  return read ? std::string() : read.error().message;
}
}  // namespace

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
