// Readings of option values that several subcommands share.
#pragma once

#include "core/base/time.hpp"
#include "core/media/writer.hpp"

#include <rushes/result.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace rushes::cli {

// Checks for CLI11: empty when the text has the form, else what is wrong with it (wrong usage, exit code 2).
std::string time_form(const std::string& text);
std::string range_form(const std::string& text);
std::string size_form(const std::string& text);
std::string rate_form(const std::string& text);
std::string seconds_form(const std::string& text);  // 1 to 3600
std::string seed_form(const std::string& text);

// Likewise, of a number from `least` to `most`.
std::function<std::string(const std::string&)> number_in(double least, double most);

// "A..B" in times or frames ("90f"); either side may be empty. Half-open frame numbers; last = -1 for an open end.
Result<void> parse_range(const std::string& text, Rate rate, std::int64_t& first, std::int64_t& last);
// A time or a frame as a frame number.
Result<std::int64_t> parse_frame(const std::string& text, Rate rate);
// Likewise, of a timeline of that length.
Result<std::int64_t> frame_within(const std::string& text, Rate rate, std::int64_t length);
// "1920x1080"; 16 to 8192 each way.
Result<void> parse_size(const std::string& text, int& width, int& height);

// Whether a file can be made there: found out before minutes of work, not after. For "" and "x.mp4" alike.
Result<void> writable(const std::string& path);

// --odd-size: what becomes of a column or row that H.264 in 4:2:0, which knows even sides only, cannot hold.
void add_odd_size(CLI::App& command, std::string& value);
// What is to be said of a film of the size that was written; empty when it is the size that was asked for and every
// player shows it.
std::string odd_size_note(VideoCodec codec, int asked_width, int asked_height, int width, int height);

}  // namespace rushes::cli
