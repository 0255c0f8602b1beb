// MLT's XML, as melt, Kdenlive and Shotcut write it.
#pragma once

#include "core/interchange/building.hpp"

#include <array>
#include <functional>
#include <map>

namespace rushes::interchange {

Result<Read> read_mlt(std::string_view text, const ReadOptions& options);

namespace mlt {

using Properties = std::map<std::string, std::string>;
// "12", "00:00:01.500", "00:00:01,5" as frames.
std::optional<std::int64_t> frames(std::string_view text, Rate rate);
// "0=1;24~=0.5;00:00:02.000=0" or one number as keys from the clip's start, each value passed through `value`.
Param curve(const std::string& text, Rate rate, std::int64_t first, const std::function<double(double)>& value);
// A filter as an effect of ours; nothing where we have none like it. `first`: the frame of the source that keys count from.
std::optional<Effect> effect_of(const Properties& filter, TrackKind kind, Rate rate, std::int64_t first,
                                std::int64_t length, int width, int height);
// "#rrggbb", "#aarrggbb", "0xrrggbbaa" or one of the plain names, as red, green, blue and alpha in 0..1.
std::optional<std::array<double, 4>> colour_of(std::string text);
// What comes with every project and changes nothing.
bool is_idle(const Properties& filter);

}  // namespace mlt
}  // namespace rushes::interchange
