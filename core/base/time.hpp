// Time in the model: integers only. Positions are ticks, pictures are counted in frames; the two meet through a Rate.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace rushes {

// Frames per second as a reduced fraction, num > 0 and den > 0: 24/1, 30000/1001.
struct Rate {
  std::int64_t num = 24, den = 1;
  bool operator==(const Rate&) const = default;
};

// A position or a length. One tick is 1/705,600,000 s: every common frame rate (23.976 to 120, with the 1001s) and
// sample rate (8 to 192 kHz) divides it. The range is about +-414 years.
struct Time {
  static constexpr std::int64_t per_second = 705'600'000;
  std::int64_t ticks = 0;

  auto operator<=>(const Time&) const = default;
  friend constexpr Time operator+(Time a, Time b) { return {a.ticks + b.ticks}; }
  friend constexpr Time operator-(Time a, Time b) { return {a.ticks - b.ticks}; }
  constexpr Time operator-() const { return {-ticks}; }
  Time& operator+=(Time b) {
    ticks += b.ticks;
    return *this;
  }
  Time& operator-=(Time b) {
    ticks -= b.ticks;
    return *this;
  }

  constexpr double seconds() const { return static_cast<double>(ticks) / per_second; }  // for display only
};

// Half-open, so that neighbouring clips share no frame.
struct TimeRange {
  Time start, end;
  bool operator==(const TimeRange&) const = default;
  constexpr Time duration() const { return end - start; }
  constexpr bool empty() const { return end <= start; }
  constexpr bool contains(Time t) const { return start <= t && t < end; }
  constexpr bool overlaps(const TimeRange& o) const { return start < o.end && o.start < end; }
};

// value * num / den without overflow in between, rounded down. den != 0. Here and below, results end at +-INT64_MAX.
std::int64_t muldiv_floor(std::int64_t value, std::int64_t num, std::int64_t den);
std::int64_t muldiv_round(std::int64_t value, std::int64_t num, std::int64_t den);  // half away from zero

Time frame_start(std::int64_t frame,
                 Rate rate);  // where frame `frame` begins; rounded up to a tick, so that frame_at inverts it
std::int64_t frame_at(Time time, Rate rate);         // the frame that shows at `time`
std::int64_t frames_in(Time duration, Rate rate);    // frames whose start lies in [0, duration)
std::int64_t sample_at(Time time, int sample_rate);  // the last sample at or before `time`
Time sample_start(std::int64_t sample, int sample_rate);
Time from_seconds(double seconds);  // nearest tick; for user input only

std::string to_string(Rate rate);            // "24", "30000/1001"
std::string timecode(Time time, Rate rate);  // "00:01:02:03", non-drop, counting frames
// "2.5", "2.5s", "90f" (frames), "00:01:02", "00:01:02.500", "00:01:02:03" (frames last). False when it is none of
// these.
bool parse_time(const std::string& text, Rate rate, Time& out);
// "24", "23.976", "30000/1001". False for anything else or out of 1..1000.
bool parse_rate(const std::string& text, Rate& out);

}  // namespace rushes
