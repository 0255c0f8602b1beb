#include "core/timeline/retime.hpp"

#include "core/timeline/curve.hpp"
#include "core/timeline/edit_tools.hpp"

#include <algorithm>
#include <cmath>

namespace rushes {

namespace {

double value_of(Speed s) { return static_cast<double>(s.num) / static_cast<double>(s.den); }

// One stretch behind the last key of `keys`, along which the speed goes evenly from s0 to s1.
void extend(std::vector<TimeKey>& keys, Time to, double s0, double s1) {
  TimeKey& from = keys.back();
  const double dx = static_cast<double>((to - from.at).ticks), dy = (s0 + s1) / 2 * dx;
  TimeKey next;
  next.at = to;
  next.source = from.source + Time{std::llround(dy)};
  if (s0 != s1 && dy != 0) {
    from.to_next = Interpolation::bezier;
    from.bezier = {1.0 / 3, s0 * dx / (3 * dy), 2.0 / 3, 1 - s1 * dx / (3 * dy)};
  }
  keys.push_back(next);
}

}  // namespace

Time retimed(std::span<const TimeKey> keys, Time from, Time to) {
  const auto next = std::ranges::upper_bound(keys, from, {}, &TimeKey::at);
  if (next == keys.begin()) return keys.front().source;
  const TimeKey& a = *std::prev(next);
  if (next == keys.end()) {
    const bool risen = keys.size() > 1 && keys[keys.size() - 2].to_next != Interpolation::hold &&
                       keys[keys.size() - 2].source < a.source;
    return risen ? a.source - Time{1} : a.source;
  }
  if (a.to_next == Interpolation::hold || a.source == next->source) return a.source;
  const Time dx = next->at - a.at, dy = next->source - a.source;
  const Time gone = (dy.ticks > 0 ? from : std::min(to, next->at)) - a.at;
  Time moved;
  if (a.to_next == Interpolation::linear) {
    // Towards later, so that a whole frame is never missed by a part of a tick.
    moved = {-muldiv_floor(gone.ticks, -dy.ticks, dx.ticks)};
  } else {
    const double y = ease(a.bezier, static_cast<double>(gone.ticks) / static_cast<double>(dx.ticks));
    moved = {std::llround(std::clamp(y * static_cast<double>(dy.ticks), -0x1p60, 0x1p60))};
  }
  return std::max(Time{}, a.source + moved);
}

TimeRange span_of(std::span<const TimeKey> keys) {
  if (keys.empty()) return {};
  const auto [low, high] = std::ranges::minmax(keys, {}, &TimeKey::source);
  return {low.source, high.source};
}

Result<std::vector<TimeKey>> speed_curve(Time start, std::span<const SpeedKey> speeds, Time duration) {
  if (speeds.empty()) return Error{Errc::invalid, "a change of speed needs at least one speed"};
  for (std::size_t i = 0; i < speeds.size(); ++i) {
    const SpeedKey& s = speeds[i];
    if (auto ok = edit::reasonable(s.at); !ok) return ok.error();
    if (s.at.ticks < 0 || (i > 0 && s.at <= speeds[i - 1].at))
      return Error{Errc::invalid, "the speeds must be in order of time, the first not before the clip's start"};
    if (s.speed.den <= 0 || !(std::abs(value_of(s.speed)) <= 1000))
      return Error{Errc::invalid, "a speed must be a fraction from -1000 to 1000 with a denominator above 0"};
  }
  TimeKey first;
  first.source = start;
  std::vector<TimeKey> keys{first};
  if (speeds.front().at.ticks > 0)
    extend(keys, speeds.front().at, value_of(speeds.front().speed), value_of(speeds.front().speed));
  for (std::size_t i = 0; i < speeds.size(); ++i) {
    const bool last = i + 1 == speeds.size();
    const Time end = last ? std::max(duration, speeds[i].at) : speeds[i + 1].at;
    if (end <= speeds[i].at) continue;
    const double s0 = value_of(speeds[i].speed), s1 = last || !speeds[i].ramp ? s0 : value_of(speeds[i + 1].speed);
    if ((s0 < 0 && s1 > 0) || (s0 > 0 && s1 < 0)) {
      const Time turn =
          speeds[i].at + Time{std::llround(static_cast<double>((end - speeds[i].at).ticks) * s0 / (s0 - s1))};
      if (turn > speeds[i].at) extend(keys, turn, s0, 0);
      if (end > turn) extend(keys, end, turn > speeds[i].at ? 0 : s0, s1);
    } else {
      extend(keys, end, s0, s1);
    }
  }
  for (const TimeKey& key : keys) {
    if (key.source.ticks < 0)
      return Error{Errc::invalid, "at these speeds the source runs back over its first picture"};
    if (auto ok = edit::reasonable(key.source); !ok) return ok.error();
  }
  return keys;
}

}  // namespace rushes
