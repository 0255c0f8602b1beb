// Readings of option values that several subcommands share.
#pragma once

#include "core/base/time.hpp"

#include <rushes/result.hpp>

#include <cstdint>
#include <string>

namespace rushes::cli {

// Checks for CLI11: empty when the text has the form, else what is wrong with it (wrong usage, exit code 2).
std::string time_form(const std::string& text);
std::string range_form(const std::string& text);
std::string size_form(const std::string& text);
std::string rate_form(const std::string& text);
std::string seconds_form(const std::string& text);  // 1 to 3600
std::string seed_form(const std::string& text);

// "A..B" in times or frames ("90f"); either side may be empty. Half-open frame numbers; last = -1 for an open end.
Result<void> parse_range(const std::string& text, Rate rate, std::int64_t& first, std::int64_t& last);
// A time or a frame as a frame number.
Result<std::int64_t> parse_frame(const std::string& text, Rate rate);
// "1920x1080"; 16 to 8192 each way.
Result<void> parse_size(const std::string& text, int& width, int& height);

// Why: 4:2:0 needs even sides, and losing or inventing a row would show another picture than was asked for.
inline constexpr const char* odd_size_note =
    "a picture of odd size is written as H.264 4:4:4, which few players show; choose even sides for 4:2:0";

}  // namespace rushes::cli
