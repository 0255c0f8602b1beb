#include "core/base/time.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace rushes {

namespace {

using Wide = __int128;

// What lies beyond 64 bits becomes the largest there is; its negative exists too.
std::int64_t narrow(Wide n) { return static_cast<std::int64_t>(std::clamp<Wide>(n, -INT64_MAX, INT64_MAX)); }

std::int64_t floor_div(Wide a, Wide b) {
  if (b < 0) a = -a, b = -b;
  Wide q = a / b;
  if (a % b < 0) --q;
  return narrow(q);
}

bool number(const std::string& text, double& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(out);
}

bool integer(const std::string& text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::int64_t muldiv_floor(std::int64_t value, std::int64_t num, std::int64_t den) {
  return floor_div(Wide(value) * num, den);
}

std::int64_t muldiv_round(std::int64_t value, std::int64_t num, std::int64_t den) {
  const Wide product = Wide(value) * num * (den < 0 ? -1 : 1), d = den < 0 ? -Wide(den) : Wide(den);
  return narrow((product >= 0 ? product + d / 2 : product - d / 2) / d);
}

Time frame_start(std::int64_t frame, Rate rate) {
  return {-floor_div(-Wide(frame) * Time::per_second * rate.den, rate.num)};
}

std::int64_t frame_at(Time time, Rate rate) {
  return floor_div(Wide(time.ticks) * rate.num, Wide(Time::per_second) * rate.den);
}

std::int64_t frames_in(Time duration, Rate rate) {
  return duration.ticks <= 0 ? 0 : frame_at({duration.ticks - 1}, rate) + 1;
}

std::int64_t sample_at(Time time, int sample_rate) { return muldiv_floor(time.ticks, sample_rate, Time::per_second); }

Time sample_start(std::int64_t sample, int sample_rate) {
  return {-floor_div(-Wide(sample) * Time::per_second, sample_rate)};
}

Time from_seconds(double seconds) { return {std::llround(seconds * static_cast<double>(Time::per_second))}; }

std::string to_string(Rate rate) {
  return rate.den == 1 ? std::to_string(rate.num) : std::to_string(rate.num) + "/" + std::to_string(rate.den);
}

std::string timecode(Time time, Rate rate) {
  const bool negative = time.ticks < 0;
  const std::int64_t frame = frame_at(negative ? -time : time, rate);
  const std::int64_t nominal = std::max<std::int64_t>(1, (rate.num + rate.den / 2) / rate.den);
  const std::int64_t seconds = frame / nominal;
  char text[48];
  std::snprintf(text, sizeof text, "%s%02lld:%02lld:%02lld:%02lld", negative ? "-" : "",
                static_cast<long long>(seconds / 3600), static_cast<long long>(seconds / 60 % 60),
                static_cast<long long>(seconds % 60), static_cast<long long>(frame % nominal));
  return text;
}

bool parse_time(const std::string& text, Rate rate, Time& out) {
  if (text.empty() || text.size() > 32) return false;
  const bool negative = text[0] == '-';
  const std::string body = negative ? text.substr(1) : text;
  if (body.empty() || body[0] == '-' || body[0] == '+') return false;
  constexpr double limit = 1e9;  // seconds
  Time t;
  if (body.find(':') == body.npos) {
    double value = 0;
    std::int64_t frames = 0;
    if (body.back() == 'f') {
      if (!integer(body.substr(0, body.size() - 1), frames) || static_cast<double>(frames) > limit) return false;
      t = frame_start(frames, rate);
    } else {
      if (!number(body.back() == 's' ? body.substr(0, body.size() - 1) : body, value) || value > limit) return false;
      t = from_seconds(value);
    }
  } else {
    std::string part[4];
    int n = 0;
    for (std::size_t at = 0;;) {
      if (n == 4) return false;
      const auto colon = body.find(':', at);
      part[n++] = body.substr(at, colon == body.npos ? body.npos : colon - at);
      if (colon == body.npos) break;
      at = colon + 1;
    }
    if (n < 2) return false;
    std::int64_t whole[3] = {0, 0, 0};
    double last = 0;
    const int clock = n == 4 ? 3 : n;  // parts that are hours, minutes, seconds
    for (int i = 0; i < clock; ++i) {
      if (n != 4 && i == clock - 1) {
        if (!number(part[i], last) || last < 0 || last >= 60) return false;
      } else if (!integer(part[i], whole[3 - clock + i]) || whole[3 - clock + i] < 0 ||
                 whole[3 - clock + i] > 100'000) {
        return false;
      }
    }
    if (whole[1] >= 60 || (n == 4 && whole[2] >= 60)) return false;
    const std::int64_t seconds = whole[0] * 3600 + whole[1] * 60 + (n == 4 ? whole[2] : 0);
    if (n == 4) {
      std::int64_t frames = 0;
      const std::int64_t nominal = std::max<std::int64_t>(1, (rate.num + rate.den / 2) / rate.den);
      if (!integer(part[3], frames) || frames < 0 || frames >= nominal) return false;
      t = frame_start(seconds * nominal + frames, rate);
    } else {
      t = Time{seconds * Time::per_second} + from_seconds(last);
    }
  }
  out = negative ? -t : t;
  return true;
}

bool parse_rate(const std::string& text, Rate& out) {
  std::int64_t num = 0, den = 1;
  if (const auto slash = text.find('/'); slash != text.npos) {
    if (!integer(text.substr(0, slash), num) || !integer(text.substr(slash + 1), den)) return false;
  } else {
    double value = 0;
    if (!number(text, value) || value <= 0 || value > 1000) return false;
    if (value == std::floor(value)) {
      num = static_cast<std::int64_t>(value);
    } else if (const double up = std::ceil(value); std::abs(up * 1000 / 1001 - value) < 0.005) {
      num = static_cast<std::int64_t>(up) * 1000, den = 1001;  // 23.976, 29.97, 59.94
    } else {
      num = std::llround(value * 1000), den = 1000;
    }
  }
  if (num <= 0 || den <= 0 || num > 1'000'000'000 || den > 1'000'000'000) return false;
  const double fps = static_cast<double>(num) / static_cast<double>(den);
  if (fps < 1 || fps > 1000) return false;
  const std::int64_t g = std::gcd(num, den);
  out = {num / g, den / g};
  return true;
}

}  // namespace rushes
