#include "core/interchange/times.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace rushes::interchange {

Fraction nearest_fraction(double value, std::int64_t most) {
  const bool negative = value < 0;
  double x = std::abs(value);
  if (!std::isfinite(x)) return {0, 1};
  if (x >= static_cast<double>(most)) return {negative ? -most : most, 1};
  // Continued fractions: each step is the best there is below the next denominator.
  std::int64_t a = 0, b = 1, c = 1, d = 0;  // a/b and c/d, the last two
  for (int i = 0; i < 64; ++i) {
    const double whole = std::floor(x);
    if (whole > static_cast<double>(most)) break;
    const auto w = static_cast<std::int64_t>(whole);
    const std::int64_t num = w * c + a, den = w * d + b;
    if (num > most || den > most) break;
    a = c, b = d, c = num, d = den;
    const double found = static_cast<double>(num) / static_cast<double>(den);
    if (found == std::abs(value) || x - whole < 1e-12) break;
    x = 1 / (x - whole);
  }
  if (d == 0) return {0, 1};
  return {negative ? -c : c, d};
}

std::optional<Rate> rate_from(double r) {
  if (!std::isfinite(r) || r <= 0 || r > 1e9) return {};
  const double whole = std::round(r);
  if (whole >= 1 && std::abs(r - whole) < 1e-6) return Rate{static_cast<std::int64_t>(whole), 1};
  const double up = std::ceil(r);
  if (r > 5 && r < 1000 && std::abs(up * 1000 / 1001 - r) < 0.0065) {
    const std::int64_t num = static_cast<std::int64_t>(up) * 1000, g = std::gcd(num, std::int64_t{1001});
    return Rate{num / g, 1001 / g};
  }
  const Fraction f = nearest_fraction(r);
  return f.num > 0 ? std::optional(Rate{f.num, f.den}) : std::nullopt;
}

std::optional<Time> time_from(double value, Rate rate) {
  if (!std::isfinite(value) || rate.num <= 0 || rate.den <= 0) return {};
  if (std::abs(value) / static_cast<double>(rate.num) * static_cast<double>(rate.den) > 1e9) return {};
  std::int64_t ticks = 0;
  if (value == std::floor(value) && std::abs(value) < 0x1p53) {
    const __int128 scaled = static_cast<__int128>(static_cast<std::int64_t>(value)) * Time::per_second * rate.den;
    const __int128 half = rate.num / 2;
    ticks = static_cast<std::int64_t>((scaled >= 0 ? scaled + half : scaled - half) / rate.num);
  } else {
    ticks = std::llroundl(static_cast<long double>(value) * Time::per_second * static_cast<long double>(rate.den) /
                          static_cast<long double>(rate.num));
  }
  return Time{ticks};
}

std::optional<double> units_of(Time time, Rate rate) {
  const __int128 scaled = static_cast<__int128>(time.ticks) * rate.num;
  const __int128 unit = static_cast<__int128>(Time::per_second) * rate.den;
  if (scaled % unit != 0) return {};
  const __int128 units = scaled / unit;
  if (units > (__int128{1} << 53) || units < -(__int128{1} << 53)) return {};
  return static_cast<double>(static_cast<std::int64_t>(units));
}

std::optional<Time> rational_seconds(std::string_view text) {
  if (text.ends_with('s')) text.remove_suffix(1);
  const auto slash = text.find('/');
  const auto whole = [](std::string_view t, std::int64_t& out) {
    const auto [end, error] = std::from_chars(t.data(), t.data() + t.size(), out);
    return error == std::errc{} && end == t.data() + t.size();
  };
  std::int64_t num = 0, den = 1;
  if (whole(text.substr(0, slash), num) && (slash == text.npos || whole(text.substr(slash + 1), den))) {
    if (den <= 0) return {};
    const __int128 scaled = static_cast<__int128>(num) * Time::per_second;
    const __int128 ticks = (scaled >= 0 ? scaled + den / 2 : scaled - den / 2) / den;
    if (ticks > longest || ticks < -longest) return {};
    return Time{static_cast<std::int64_t>(ticks)};
  }
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return time_from(value, {1, 1});
}

std::string rational_seconds(Time time) {
  const std::int64_t g = std::gcd(time.ticks, Time::per_second);
  const std::int64_t num = g ? time.ticks / g : 0, den = g ? Time::per_second / g : 1;
  return std::to_string(num) + (den == 1 ? "" : "/" + std::to_string(den)) + "s";
}

std::int64_t nominal(Rate rate) { return std::max<std::int64_t>(1, (rate.num + rate.den / 2) / rate.den); }

bool may_drop(Rate rate) { return rate.den == 1001 && (rate.num == 30000 || rate.num == 60000); }

std::optional<Timecode> parse_timecode(std::string_view text, Rate rate, bool drop) {
  std::int64_t field[4];
  for (int i = 0; i < 4; ++i) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), field[i]);
    if (error != std::errc{} || field[i] < 0 || field[i] > 10000 || end == text.data()) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (i == 3) break;
    if (text.empty()) return {};
    const char mark = text.front();
    if (mark != ':' && mark != ';' && mark != ',' && mark != '.') return {};
    if (i == 2 && mark != ':') drop = mark != '.' || drop;
    text.remove_prefix(1);
  }
  const std::int64_t fps = nominal(rate);
  if (!text.empty() || field[1] > 59 || field[2] > 59 || field[3] >= fps) return {};
  const std::int64_t minutes = field[0] * 60 + field[1];
  std::int64_t frame = (minutes * 60 + field[2]) * fps + field[3];
  drop = drop && may_drop(rate);
  if (drop) frame -= fps / 15 * (minutes - minutes / 10);
  return Timecode{frame, drop};
}

std::string format_timecode(std::int64_t frame, Rate rate, bool drop) {
  const std::int64_t fps = nominal(rate);
  drop = drop && may_drop(rate);
  frame = std::max<std::int64_t>(frame, 0);
  if (drop) {
    const std::int64_t skip = fps / 15, ten = fps * 600 - 9 * skip, minute = fps * 60 - skip;
    const std::int64_t tens = frame / ten, rest = frame % ten;
    frame += tens * 9 * skip + (rest >= fps * 60 ? (rest - fps * 60) / minute * skip + skip : 0);
  }
  char out[64];
  const std::int64_t seconds = frame / fps;
  std::snprintf(out, sizeof out, fps > 100 ? "%02lld:%02lld:%02lld%c%03lld" : "%02lld:%02lld:%02lld%c%02lld",
                static_cast<long long>(seconds / 3600), static_cast<long long>(seconds / 60 % 60),
                static_cast<long long>(seconds % 60), drop ? ';' : ':', static_cast<long long>(frame % fps));
  return out;
}

}  // namespace rushes::interchange
