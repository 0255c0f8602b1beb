// UTF-8 in, and plain English letters out: what an English voice can be given.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace narrator {

inline constexpr char32_t replacement_character = 0xFFFD;

// The code point at `at`, which moves past it. Bytes that are not UTF-8 give U+FFFD, one byte at a time.
// Requires at < text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);

bool is_space(char32_t c);  // also the wide, thin and no-break ones
bool is_line_break(char32_t c);
bool is_ignorable(char32_t c);  // combining marks, joiners, variation selectors, byte-order marks, controls
bool is_emoji(char32_t c);

// ASCII for one code point: letters without their accents, Greek and Cyrillic by sound, quotes and dashes as
// their plain forms, digits of other scripts as 0..9. Empty when there is nothing sensible (CJK, emoji, ...).
std::string to_ascii(char32_t c);
std::string to_ascii(std::string_view text);

// A short English name of a common emoji ("heart"), or empty.
std::string_view emoji_name(char32_t c);

}  // namespace narrator
