#include "core/interchange/otio.hpp"

#include "core/interchange/urls.hpp"

#include <algorithm>
#include <cmath>

namespace rushes::interchange::otio {

std::string schema(const Tree& object) {
  const std::string whole = text_of(get(object, "OTIO_SCHEMA"));
  return whole.substr(0, whole.rfind('.'));
}

std::optional<double> rate_of(const Tree* tree) { return tree ? number_of(get(*tree, "rate")) : std::nullopt; }

std::optional<Time> time_of(const Tree* tree) {
  if (!tree) return {};
  const auto value = number_of(get(*tree, "value")), per_second = rate_of(tree);
  if (!value || !per_second) return {};
  const auto rate = rate_from(*per_second);
  if (!rate) return *value == 0 ? std::optional(Time{}) : std::nullopt;
  return time_from(*value, *rate);
}

Tree time_tree(Time time, const Tree* before, Rate rate) {
  if (const auto said = time_of(before); said && *said == time) return *before;
  const auto make = [&](double value, double per_second) {
    return object({{"OTIO_SCHEMA", text("RationalTime.1")}, {"rate", number(per_second)}, {"value", number(value)}});
  };
  if (const auto r = rate_of(before)) {
    const auto exact = rate_from(*r);
    if (const auto units = exact ? units_of(time, *exact) : std::nullopt) return make(*units, *r);
  }
  const double per_second = static_cast<double>(rate.num) / static_cast<double>(rate.den);
  if (const auto back = rate_from(per_second); back && *back == rate)
    if (const auto units = units_of(time, rate)) return make(*units, per_second);
  return make(static_cast<double>(time.ticks), static_cast<double>(Time::per_second));
}

const Tree* active_reference(const Tree& clip) {
  if (const Tree* all = get(clip, "media_references"))
    return get(*all, text_of(get(clip, "active_media_reference_key"), "DEFAULT_MEDIA"));
  return get(clip, "media_reference");
}

std::string url_of(const Tree& reference) {
  if (schema(reference) != "ImageSequenceReference") return text_of(get(reference, "target_url"));
  std::string url = text_of(get(reference, "target_url_base"));
  if (!url.empty() && url.back() != '/') url += '/';
  const double digits = std::clamp(number_of(get(reference, "frame_zero_padding")).value_or(0), 0.0, 12.0);
  url += text_of(get(reference, "name_prefix"));
  url += "%0" + std::to_string(static_cast<int>(digits)) + "d";
  return url + text_of(get(reference, "name_suffix"));
}

std::string url_of(const Asset& asset) { return text_of(get(extra_tree(asset.extra), "reference"), asset.uri); }

bool shows(const Project& project, const Source& source, const Tree* reference) {
  const std::string kind = reference ? schema(*reference) : std::string();
  if (source.kind == SourceKind::generator)
    return kind == "GeneratorReference" && text_of(get(*reference, "generator_kind")) == source.id;
  if (source.kind == SourceKind::timeline) return false;
  std::string asset = source.id;
  if (source.kind == SourceKind::scene) {
    const Scene* scene = project.find_scene(source.id);
    if (!scene) return false;
    asset = scene->asset;
  }
  const Asset* a = project.find_asset(asset);
  const std::string ours = a ? url_of(*a) : std::string();
  const bool named = kind == "ExternalReference" || kind == "ImageSequenceReference";
  return path_of(named ? url_of(*reference) : std::string()) == path_of(ours);
}

bool is_time_effect(const Tree& effect) {
  const std::string s = schema(effect);
  return s == "LinearTimeWarp" || s == "FreezeFrame";
}

double time_scalar(const Tree& item) {
  double scalar = 1;
  const auto* effects = list_of(get(item, "effects"));
  for (std::size_t i = 0; effects && i < effects->size(); ++i) {
    const Tree& effect = (*effects)[i];
    if (schema(effect) == "FreezeFrame") scalar = 0;
    if (schema(effect) == "LinearTimeWarp") scalar *= number_of(get(effect, "time_scalar")).value_or(1);
  }
  return std::isfinite(scalar) ? std::clamp(scalar, -1000.0, 1000.0) : 1;
}

Speed speed_of(double scalar) {
  const Fraction f = nearest_fraction(scalar);
  return {f.num, f.den};
}

}  // namespace rushes::interchange::otio
