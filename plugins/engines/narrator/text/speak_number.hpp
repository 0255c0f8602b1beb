// Words that begin with a digit, a sign or a currency.
#pragma once

#include "plugins/engines/narrator/text/speak.hpp"

#include <optional>

namespace narrator {

inline constexpr char euro = '\x80', pound = '\xA3', yen = '\xA5', degree = '\xB0', plus_minus = '\xB1',
                      squared = '\xB2', cubed = '\xB3', micro = '\xB5', quarter = '\xBC', half = '\xBD',
                      three_quarters = '\xBE', times_sign = '\xD7', divide_sign = '\xF7';

// Empty when `core` is not a number this understands as a whole.
std::optional<Words> speak_number(std::string_view core, const Neighbours&);

}  // namespace narrator
