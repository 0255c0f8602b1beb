#include "core/media/timing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rushes::av {

namespace {

constexpr Rate usual[] = {{24000, 1001}, {24, 1}, {25, 1},       {30000, 1001},  {30, 1},  {48000, 1001},
                          {48, 1},       {50, 1}, {60000, 1001}, {60, 1},        {10, 1},  {12, 1},
                          {15, 1},       {5, 1},  {100, 1},      {120000, 1001}, {120, 1}, {15000, 1001}};

double fps(Rate r) { return static_cast<double>(r.num) / static_cast<double>(r.den); }

Rate reduced(AVRational r) {
  if (r.num <= 0 || r.den <= 0) return {25, 1};
  const std::int64_t g = std::gcd(std::int64_t{r.num}, std::int64_t{r.den});
  return {r.num / g, r.den / g};
}

// The usual rate within `share` of `measured`, else the fraction itself.
Rate nearest_usual(double measured, double share) {
  const Rate* best = nullptr;
  for (const Rate& r : usual) {
    const double off = std::abs(fps(r) / measured - 1);
    if (off < share && (!best || off < std::abs(fps(*best) / measured - 1))) best = &r;
  }
  return best ? *best : reduced(av_d2q(std::clamp(measured, 0.01, 1000.0), 1001));
}

}  // namespace

Steps steps_of(const std::vector<std::int64_t>& pts, AVRational base) {
  Steps s;
  if (pts.size() < 2) return s;
  std::int64_t low = INT64_MAX, high = INT64_MIN;
  for (std::size_t i = 1; i < pts.size(); ++i)
    low = std::min(low, pts[i] - pts[i - 1]), high = std::max(high, pts[i] - pts[i - 1]);
  s.min_ms = static_cast<double>(low) * av_q2d(base) * 1000;
  s.max_ms = static_cast<double>(high) * av_q2d(base) * 1000;
  s.variable = s.max_ms - s.min_ms > 1.5;  // Matroska rounds to 1 ms: neighbours differ by up to 1
  return s;
}

Timing::Timing(const std::vector<std::int64_t>& pts, std::int64_t end_pts, AVRational base, AVRational average,
               AVRational lowest)
    : frames_(static_cast<std::int64_t>(pts.size())) {
  if (pts.empty()) return;
  variable_ = steps_of(pts, base).variable;
  const double span = static_cast<double>(pts.back() - pts.front()) * av_q2d(base);
  if (pts.size() == 1) {
    rate_ = average.num > 0 && av_q2d(average) <= 1000
                ? reduced(average)
                : reduced(lowest.num > 0 && av_q2d(lowest) <= 1000 ? lowest : AVRational{25, 1});
    duration_ = frame_start(1, rate_);
    return;
  }
  bool even = false;
  if (!variable_) {
    const double measured = static_cast<double>(pts.size() - 1) / span;
    // A rate fits when it puts every frame within a rounding of where its stamp is.
    const auto fits = [&](Rate r) {
      const double tolerance = std::max(0.0011, 1.01 * av_q2d(base));
      for (std::size_t i = 0; i < pts.size(); ++i) {
        const double stamp = static_cast<double>(pts[i] - pts.front()) * av_q2d(base);
        if (std::abs(stamp - static_cast<double>(i) / fps(r)) > tolerance) return false;
      }
      return true;
    };
    std::vector<Rate> candidates;
    for (const AVRational r : {average, lowest}) {
      if (r.num > 0 && r.den > 0) candidates.push_back(reduced(r));
    }
    candidates.push_back(nearest_usual(measured, 0.002));
    rate_ = candidates.back();
    for (const Rate& r : candidates) {
      if (std::abs(fps(r) / measured - 1) < 0.01 && fits(r)) {
        rate_ = r;
        even = true;
        break;
      }
    }
  } else {
    std::vector<std::int64_t> steps;
    for (std::size_t i = 1; i < pts.size(); ++i) steps.push_back(pts[i] - pts[i - 1]);
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    rate_ = nearest_usual(1 / std::max(1e-3, static_cast<double>(*middle) * av_q2d(base)), 0.02);
  }
  if (even) {
    duration_ = frame_start(frames_, rate_);
    return;
  }
  starts_.reserve(pts.size());
  for (const std::int64_t p : pts) starts_.push_back(time_of(p - pts.front(), base));
  duration_ = std::max(time_of(end_pts - pts.front(), base), starts_.back() + Time{1});
}

Time Timing::start(std::int64_t n) const {
  n = std::clamp<std::int64_t>(n, 0, frames_);
  if (n == frames_ && n > 0) return duration_;
  return starts_.empty() ? frame_start(n, rate_) : starts_[static_cast<std::size_t>(n)];
}

std::int64_t Timing::frame_at(Time time) const {
  if (frames_ == 0) return 0;
  std::int64_t n = 0;
  if (starts_.empty())
    n = rushes::frame_at(time, rate_);
  else
    n = std::upper_bound(starts_.begin(), starts_.end(), time) - starts_.begin() - 1;
  return std::clamp<std::int64_t>(n, 0, frames_ - 1);
}

}  // namespace rushes::av
