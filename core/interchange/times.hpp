// How other formats write times and rates: floating rates, rational seconds, timecodes with and without dropped numbers.
#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace rushes::interchange {

// What times of documents must stay within, either side of 0: as the project document has it, 10^9 s.
constexpr std::int64_t longest = 1'000'000'000 * Time::per_second;

// The fraction that a rate such as 23.976, 23.98, 29.97 or 23.976023976023978 stands for; whole and 1001sts first.
std::optional<Rate> rate_from(double per_second);
// The nearest fraction with both parts up to `most`.
struct Fraction {
  std::int64_t num = 0, den = 1;
  bool operator==(const Fraction&) const = default;
};
Fraction nearest_fraction(double value, std::int64_t most = 1'000'000);

// `value` units of 1/rate s, exactly where it is whole. Nothing: not finite, or beyond `longest`.
std::optional<Time> time_from(double value, Rate rate);
// The count of units of 1/rate s; nothing where it is not whole or too large for a double.
std::optional<double> units_of(Time time, Rate rate);

// "3600s", "1001/30000s", "0.5s", "12": seconds as FCPXML writes them. Nothing: no such text, or out of range.
std::optional<Time> rational_seconds(std::string_view text);
std::string rational_seconds(Time time);  // in lowest terms: "1001/30000s", "2s"

// SMPTE timecodes. Numbers at 30000/1001 and 60000/1001 may be dropped: 2 (or 4) at each minute but every tenth, so
// that the clock keeps up.
struct Timecode {
  std::int64_t frame = 0;  // counted from 00:00:00:00
  bool drop = false;       // written with ';' or ',' before the frames
};
std::int64_t nominal(Rate rate);  // frames a second as numbered: 30 for 30000/1001
// `drop`: how to count, when the text does not say. Frame numbers beyond the rate's and fields beyond 59 are refused.
std::optional<Timecode> parse_timecode(std::string_view text, Rate rate, bool drop);
std::string format_timecode(std::int64_t frame, Rate rate, bool drop);
bool may_drop(Rate rate);

}  // namespace rushes::interchange
