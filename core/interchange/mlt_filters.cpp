// MLT's filters as effects.
#include "core/interchange/mlt.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace rushes::interchange::mlt {

namespace {

std::string get(const Properties& p, const char* name, const char* otherwise = "") {
  const auto it = p.find(name);
  return it == p.end() ? otherwise : it->second;
}

double decibels(double linear) { return linear > 1e-4 ? 20 * std::log10(linear) : -60; }

}  // namespace

std::optional<std::int64_t> frames(std::string_view text, Rate rate) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  constexpr std::int64_t most = 1'000'000'000;
  std::int64_t whole = 0;
  if (text.find(':') == text.npos && text.find('.') == text.npos && text.find(',') == text.npos) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (error != std::errc{} || end != text.data() + text.size() || whole < -most || whole > most) return {};
    return whole;
  }
  std::int64_t seconds = 0;
  double last = 0;
  for (int n = 0; n < 4; ++n) {
    const auto colon = text.find(':');
    std::string part(text.substr(0, colon));
    if (colon == text.npos) {
      std::ranges::replace(part, ',', '.');
      const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), last);
      if (error != std::errc{} || end != part.data() + part.size() || !(last >= 0 && last < 1e6)) return {};
      const double at =
          (static_cast<double>(seconds) * 60 + last) * static_cast<double>(rate.num) / static_cast<double>(rate.den);
      if (!(at < 1e9)) return {};
      return std::llround(at);
    }
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), whole);
    if (error != std::errc{} || end != part.data() + part.size() || whole < 0 || whole > 1'000'000) return {};
    seconds = seconds * 60 + whole;
    text.remove_prefix(colon + 1);
  }
  return {};
}

Param curve(const std::string& text, Rate rate, std::int64_t first, const std::function<double(double)>& value) {
  Param p = constant(0.0);
  for (std::size_t at = 0; at < text.size() && p.keys.size() < 10'000;) {
    const auto end = std::min(text.find(';', at), text.size());
    std::string part = text.substr(at, end - at);
    at = end + 1;
    const auto equals = part.find('=');
    if (equals == part.npos) {
      p.value.v[0] = value(std::strtod(part.c_str(), nullptr));
      if (p.keys.empty() && at >= text.size()) return p;
      continue;
    }
    std::string when = part.substr(0, equals);
    Interpolation to_next = Interpolation::linear;
    while (!when.empty() && (when.back() == '~' || when.back() == '|' || when.back() == '!' || when.back() == '$')) {
      if (when.back() == '|' || when.back() == '!') to_next = Interpolation::hold;
      when.pop_back();
    }
    const auto frame = frames(when, rate);
    const double v = value(std::strtod(part.c_str() + equals + 1, nullptr));
    if (!frame || !std::isfinite(v)) continue;
    Keyframe key;
    key.at = frame_start(*frame - first, rate);
    key.value = {{v, 0, 0, 0}, 1, {}};
    key.to_next = to_next;
    if (p.keys.empty() || p.keys.back().at < key.at) p.keys.push_back(key);
  }
  if (!p.keys.empty()) p.value = p.keys.front().value;
  if (p.keys.size() == 1) p.keys.clear();
  return p;
}

std::optional<std::array<double, 4>> colour_of(std::string text) {
  static constexpr std::pair<const char*, std::uint32_t> names[] = {
      {"black", 0x000000},  {"white", 0xffffff}, {"red", 0xff0000},     {"green", 0x00ff00}, {"blue", 0x0000ff},
      {"yellow", 0xffff00}, {"cyan", 0x00ffff},  {"magenta", 0xff00ff}, {"gray", 0x808080},  {"grey", 0x808080}};
  const auto rgba = [](std::uint32_t rgb, std::uint32_t alpha) {
    return std::array<double, 4>{(rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0,
                                 alpha / 255.0};
  };
  for (const auto& [name, value] : names)
    if (text == name) return rgba(value, 255);
  if (text == "0") return rgba(0, 255);
  const bool hex = text.starts_with("0x"), hash = text.starts_with('#');
  if (!hex && !hash) return {};
  text.erase(0, hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  if (text.size() == 6) return rgba(value, 255);
  if (text.size() != 8) return {};
  return hex ? rgba(value >> 8, value & 255) : rgba(value & 0xffffff, value >> 24);
}

bool is_idle(const Properties& f) {
  const std::string service = get(f, "mlt_service");
  if (get(f, "disable") == "1" || get(f, "internal_added") != "" || service == "audiolevel" || service == "panner")
    return true;
  return service == "volume" && f.contains("window") && get(f, "gain").empty() && get(f, "level").empty();
}

std::optional<Effect> effect_of(const Properties& f, TrackKind kind, Rate rate, std::int64_t first, std::int64_t length,
                                int width, int height) {
  const std::string service = get(f, "mlt_service");
  Effect e;
  e.enabled = true;
  // A filter has a beginning and an end of its own, in the source's frames; its keys count from its beginning.
  const std::int64_t in = frames(get(f, "in", "0"), rate).value_or(0);
  const std::int64_t origin = f.contains("in") ? first - in : 0;
  if (service == "volume" && kind == TrackKind::audio) {
    e.plugin = "org.rushes.gain";
    const auto bounded = [](double db) { return std::clamp(db, -60.0, 24.0); };
    if (f.contains("level"))
      e.params["gain"] = curve(get(f, "level"), rate, origin, bounded);
    else if (f.contains("gain") && f.contains("end")) {
      const std::int64_t out = frames(get(f, "out"), rate).value_or(in + length - 1);
      Param p = constant(bounded(decibels(std::strtod(get(f, "gain").c_str(), nullptr))));
      for (const auto& [at, name] : {std::pair{in, "gain"}, std::pair{out, "end"}}) {
        Keyframe key;
        key.at = frame_start(at - first, rate);
        key.value = {{bounded(decibels(std::strtod(get(f, name).c_str(), nullptr))), 0, 0, 0}, 1, {}};
        if (p.keys.empty() || p.keys.back().at < key.at) p.keys.push_back(key);
      }
      e.params["gain"] = p;
    } else {
      e.params["gain"] = curve(get(f, "gain", "1"), rate, origin, [&](double g) { return bounded(decibels(g)); });
    }
    return e;
  }
  if (kind == TrackKind::audio) return {};
  if (service == "brightness") {
    const std::string level = f.contains("level") ? get(f, "level") : get(f, "start", "1");
    e.plugin = "org.rushes.fade";
    e.params["amount"] = curve(level, rate, origin, [](double l) { return std::clamp(1 - l, 0.0, 1.0); });
    if (!f.contains("level") && f.contains("end")) {
      const std::int64_t out = frames(get(f, "out"), rate).value_or(in + length - 1);
      Param p = e.params["amount"];
      for (const auto& [at, name] : {std::pair{in, "start"}, std::pair{out, "end"}}) {
        Keyframe key;
        key.at = frame_start(at - first, rate);
        key.value = {{std::clamp(1 - std::strtod(get(f, name).c_str(), nullptr), 0.0, 1.0), 0, 0, 0}, 1, {}};
        if (p.keys.empty() || p.keys.back().at < key.at) p.keys.push_back(key);
      }
      e.params["amount"] = p;
    }
    return e;
  }
  if (service == "greyscale" || service == "grayscale") {
    e.plugin = "org.rushes.colour";
    e.params["saturation"] = constant(0.0);
    return e;
  }
  if (service == "mirror") {
    e.plugin = "org.rushes.transform";
    e.params["scale"] = get(f, "mirror", "horizontal") == "vertical" ? constant(1, -1) : constant(-1, 1);
    return e;
  }
  if ((service == "affine" || service == "qtblend") && width > 0 && height > 0) {
    // "x y w h opacity", or with keys; the first rectangle is taken.
    std::string rect = f.contains("transition.rect") ? get(f, "transition.rect") : get(f, "rect");
    if (rect.find(';') != rect.npos) return {};
    if (const auto equals = rect.find('='); equals != rect.npos) rect = rect.substr(equals + 1);
    double v[5] = {0, 0, static_cast<double>(width), static_cast<double>(height), 1};
    const char* at = rect.c_str();
    for (int i = 0; i < 5 && *at; ++i) {
      char* end = nullptr;
      const double x = std::strtod(at, &end);
      if (end == at) break;
      v[i] = *end == '%' ? x / 100 * (i % 2 ? height : width) : x;
      at = end;
      while (*at == '%' || *at == ' ' || *at == ',' || *at == '/' || *at == ':' || *at == 'x') ++at;
    }
    if (!(v[2] > 0) || !(v[3] > 0)) return {};
    e.plugin = "org.rushes.transform";
    e.params["position"] = constant((v[0] + v[2] / 2) / width, (v[1] + v[3] / 2) / height);
    const double scale = std::min(v[2] / width, v[3] / height);
    e.params["scale"] = constant(scale, scale);
    if (v[4] > 1) v[4] /= 100;
    e.params["opacity"] = constant(std::clamp(v[4], 0.0, 1.0));
    const std::string turned =
        f.contains("transition.fix_rotate_x") ? get(f, "transition.fix_rotate_x") : get(f, "rotation", "0");
    e.params["rotation"] = constant(std::strtod(turned.c_str(), nullptr));
    return e;
  }
  return {};
}

}  // namespace rushes::interchange::mlt
