#include "core/graph/plugin_slot.hpp"

#include "core/graph/check_params.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rushes {

Result<std::shared_ptr<PluginSlot>> PluginSlot::load(PluginLibrary& library, const std::string& id) {
  auto plugin = library.find(id);
  if (!plugin) return std::move(plugin).error();
  std::shared_ptr<PluginSlot> slot(new PluginSlot(std::move(*plugin)));
  auto instance = PluginInstance::create(slot->plugin_);
  if (!instance) return std::move(instance).error();
  slot->first_ = std::make_unique<PluginInstance>(std::move(*instance));
  if (slot->info().kind == RUSHES_KIND_EFFECT) {
    slot->effect_ = slot->first_->table<rushes_effect>(RUSHES_EFFECT);
    if (!slot->effect_ || !RUSHES_HAS(rushes_effect, slot->effect_, render) || !slot->effect_->render)
      return Error{Errc::invalid, id + ": the plugin calls itself an effect but has no " RUSHES_EFFECT};
    const auto* pointwise = slot->first_->table<rushes_effect_pointwise>(RUSHES_EFFECT_POINTWISE);
    if (pointwise && RUSHES_HAS(rushes_effect_pointwise, pointwise, map) && pointwise->map)
      slot->pointwise_ = pointwise;
    const auto* hints = slot->first_->table<rushes_effect_hints>(RUSHES_EFFECT_HINTS);
    if (hints && RUSHES_HAS(rushes_effect_hints, hints, same_as)) slot->hints_ = hints;
  }
  return slot;
}

PluginSlot::Lease::Lease(PluginSlot& slot) : slot_(slot) {
  if (slot.has(RUSHES_TRAIT_CONCURRENT)) {
    raw_ = slot.any();
    return;
  }
  if (!slot.has(RUSHES_TRAIT_INSTANCES)) {
    serial_ = std::unique_lock(slot.serial_);
    raw_ = slot.any();
    return;
  }
  {
    const std::lock_guard lock(slot.idle_mutex_);
    if (!slot.idle_.empty()) {
      own_ = std::move(slot.idle_.back());
      slot.idle_.pop_back();
    }
  }
  if (!own_) {
    auto made = PluginInstance::create(slot.plugin_);
    if (!made) {
      ok_ = std::move(made).error();
      return;
    }
    own_ = std::make_unique<PluginInstance>(std::move(*made));
  }
  raw_ = own_->raw();
}

PluginSlot::Lease::~Lease() {
  if (!own_) return;
  const std::lock_guard lock(slot_.idle_mutex_);
  slot_.idle_.push_back(std::move(own_));
}

namespace {

// Colours, points and rectangles are not held to min and max, which speak of one number.
double held(const rushes_param_info& p, double v, double otherwise) {
  if (!std::isfinite(v)) v = otherwise;
  if (p.type == RUSHES_P_BOOL) return v != 0;
  if (p.type == RUSHES_P_INT) v = std::nearbyint(v);
  if ((p.type == RUSHES_P_INT || p.type == RUSHES_P_FLOAT) && p.min < p.max) v = std::clamp(v, p.min, p.max);
  return v;
}

}  // namespace

Result<std::shared_ptr<const ResolvedParams>> resolve(const rushes_plugin_info& info, const Params& params, Time at,
                                                      const std::map<std::string, Media>& resources, double mix) {
  auto out = std::make_shared<ResolvedParams>();
  out->values.resize(info.n_params);
  out->texts.resize(info.n_params);
  Hasher key;
  for (std::uint32_t i = 0; i < info.n_params; ++i) {
    const rushes_param_info& p = *info.params[i];
    rushes_value& v = out->values[i];
    v.type = p.type;
    const auto given = params.find(p.id);
    Value value;
    const bool known = given != params.end();
    if (known) value = value_at(given->second, at);
    const bool hashed = (p.flags & RUSHES_PF_NO_RENDER) == 0;
    if (hashed) key.add(std::string_view(p.id));

    if (is_text(p.type)) {
      std::string& text = out->texts[i];
      text = known && value.n == 0 ? value.text : p.def_text ? p.def_text : "";
      if (hashed) key.add(std::string_view(text));
      if (p.type == RUSHES_P_ASSET) {
        const auto resource = resources.find(text);
        if (resource != resources.end()) {
          if (hashed) key.add(std::string_view(resource->second.hash));
          text = resource->second.uri;
        }
      }
      v.n = 0;
      continue;
    }
    v.n = static_cast<std::uint32_t>(count_of_numbers(p.type));
    for (std::uint32_t k = 0; k < 4; ++k) v.v[k] = p.def[k];
    if (std::strcmp(p.id, "rushes.mix") == 0 && !known) v.v[0] = mix;
    if (known && value.n > 0)
      for (std::uint32_t k = 0; k < v.n && k < static_cast<std::uint32_t>(value.n); ++k)
        v.v[k] = held(p, value.v[k], p.def[k]);
    if (hashed)
      for (const double d : v.v) key.add(d);
  }
  for (std::uint32_t i = 0; i < info.n_params; ++i) out->values[i].s = {out->texts[i].data(), out->texts[i].size()};
  out->key = key.key();
  return std::shared_ptr<const ResolvedParams>(std::move(out));
}

bool constant(const rushes_plugin_info& info, const Params& params) {
  for (std::uint32_t i = 0; i < info.n_params; ++i) {
    const auto given = params.find(info.params[i]->id);
    if (given != params.end() && !given->second.keys.empty()) return false;
    if (given == params.end() && std::strcmp(info.params[i]->id, "rushes.mix") == 0) return false;
  }
  return true;
}

}  // namespace rushes
