#include "core/timeline/edit_effects.hpp"

#include "core/timeline/edit_tools.hpp"
#include "core/timeline/validate.hpp"

#include <algorithm>

namespace rushes {

namespace {

Error locked(const Track& track) { return {Errc::invalid, "track " + track.id + " is locked; unlock it first"}; }

// Calls visit(list, track or null) for every list of effects until it says true.
template <class Visit>
bool lists(Timeline& timeline, const Visit& visit) {
  for (Track& track : timeline.tracks) {
    if (visit(track.effects, &track)) return true;
    for (Item& item : track.items) {
      if (auto* clip = std::get_if<Clip>(&item); clip && visit(clip->effects, &track)) return true;
    }
  }
  return visit(timeline.master, nullptr);
}

struct Found {
  std::vector<Effect>* list = nullptr;
  std::ptrdiff_t index = 0;
};

Result<Found> find_effect(Timeline& timeline, const std::string& id) {
  Found found;
  const Track* on = nullptr;
  const bool there = lists(timeline, [&](std::vector<Effect>& list, const Track* track) {
    const auto it = std::ranges::find(list, id, &Effect::id);
    if (it == list.end()) return false;
    found = {&list, it - list.begin()};
    on = track;
    return true;
  });
  if (!there) return Error{Errc::not_found, "there is no effect \"" + id + "\""};
  if (on && on->locked) return locked(*on);
  return found;
}

Result<Params*> find_params(Timeline& timeline, const std::string& owner) {
  for (Track& track : timeline.tracks) {
    for (Item& item : track.items) {
      Params* params = nullptr;
      if (auto* x = std::get_if<Transition>(&item); x && x->id == owner) params = &x->params;
      if (auto* clip = std::get_if<Clip>(&item); clip && clip->id == owner) {
        if (clip->source.kind != SourceKind::generator) {
          return Error{Errc::invalid,
                       "clip " + owner + " shows no generator, so it has no parameters; set those of its effects"};
        }
        params = &clip->source.params;
      }
      if (!params) continue;
      if (track.locked) return locked(track);
      return params;
    }
  }
  auto effect = find_effect(timeline, owner);
  if (effect) return &(*effect->list)[static_cast<std::size_t>(effect->index)].params;
  if (effect.error().code != Errc::not_found) return effect.error();
  return Error{Errc::not_found, "there is no effect, transition or generator clip \"" + owner + "\""};
}

// Whether a parameter is sound, seen on an effect of its own.
Result<void> sound(const std::string& name, const Param& param) {
  Timeline probe;
  probe.master.resize(1);
  probe.master[0].id = probe.master[0].plugin = "probe";
  probe.master[0].params[name] = param;
  if (auto ok = validate(probe); !ok) {
    const std::string& message = ok.error().message;
    return Error{Errc::invalid, message.substr(std::string("master[0].params.").size())};
  }
  return {};
}

// Changes one parameter with `change(params)`, and keeps it only when it is sound.
template <class Change>
Result<Timeline> param(const char* edit, Timeline timeline, const std::string& owner, const std::string& name,
                       const Change& change) {
  auto params = find_params(timeline, owner);
  if (!params) return std::move(params).error().in(edit);
  if (auto ok = change(**params); !ok) return ok.error().in(edit);
  if (const auto it = (*params)->find(name); it != (*params)->end()) {
    if (auto ok = sound(name, it->second); !ok) return ok.error().in(edit);
  }
  return timeline;
}

}  // namespace

Result<Timeline> add_effect(Timeline timeline, const std::string& owner, Effect effect, std::size_t index) {
  Ids ids(timeline);
  if (effect.id.empty())
    effect.id = ids.next("e");
  else if (!ids.take(effect.id))
    return Error{Errc::invalid, "add effect: the id \"" + effect.id + "\" is taken"};
  if (effect.plugin.empty()) return Error{Errc::invalid, "add effect: effect " + effect.id + " names no plugin"};
  for (const auto& [name, value] : effect.params) {
    if (auto ok = sound(name, value); !ok) return ok.error().in("add effect");
  }
  std::vector<Effect>* list = owner.empty() ? &timeline.master : nullptr;
  for (Track& track : timeline.tracks) {
    if (list) break;
    if (track.id == owner) list = &track.effects;
    for (Item& item : track.items) {
      if (auto* clip = std::get_if<Clip>(&item); clip && clip->id == owner) list = &clip->effects;
    }
    if (list && track.locked) return locked(track).in("add effect");
  }
  if (!list) return Error{Errc::not_found, "add effect: there is no clip or track \"" + owner + "\""};
  const bool has_inputs = !effect.inputs.empty();
  list->insert(list->begin() + static_cast<std::ptrdiff_t>(std::min(index, list->size())), std::move(effect));
  if (has_inputs) {  // may lead nowhere or round in a circle
    if (auto ok = validate(timeline); !ok) return ok.error().in("add effect");
  }
  return timeline;
}

Result<Timeline> remove_effect(Timeline timeline, const std::string& effect) {
  const auto found = find_effect(timeline, effect);
  if (!found) return found.error().in("remove effect");
  found->list->erase(found->list->begin() + found->index);
  return timeline;
}

Result<Timeline> reorder_effect(Timeline timeline, const std::string& effect, std::size_t index) {
  const auto found = find_effect(timeline, effect);
  if (!found) return found.error().in("reorder effect");
  auto& list = *found->list;
  Effect moved = std::move(list[static_cast<std::size_t>(found->index)]);
  list.erase(list.begin() + found->index);
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(std::min(index, list.size())), std::move(moved));
  return timeline;
}

Result<Timeline> enable_effect(Timeline timeline, const std::string& effect, bool enabled) {
  const auto found = find_effect(timeline, effect);
  if (!found) return found.error().in("enable effect");
  (*found->list)[static_cast<std::size_t>(found->index)].enabled = enabled;
  return timeline;
}

Result<Timeline> set_param(Timeline timeline, const std::string& owner, const std::string& name, Value value) {
  if (name.empty()) return Error{Errc::invalid, "set parameter: its name is empty"};
  return param("set parameter", std::move(timeline), owner, name, [&](Params& params) -> Result<void> {
    Param& p = params[name];
    p.value = std::move(value);
    p.keys.clear();
    return {};
  });
}

Result<Timeline> set_key(Timeline timeline, const std::string& owner, const std::string& name, Keyframe key) {
  if (name.empty()) return Error{Errc::invalid, "set key: the parameter's name is empty"};
  return param("set key", std::move(timeline), owner, name, [&](Params& params) -> Result<void> {
    auto& keys = params[name].keys;
    const auto at = std::ranges::lower_bound(keys, key.at, {}, &Keyframe::at);
    if (at != keys.end() && at->at == key.at)
      *at = std::move(key);
    else
      keys.insert(at, std::move(key));
    return {};
  });
}

Result<Timeline> remove_key(Timeline timeline, const std::string& owner, const std::string& name, Time at) {
  return param("remove key", std::move(timeline), owner, name, [&](Params& params) -> Result<void> {
    const auto it = params.find(name);
    if (it == params.end()) return Error{Errc::not_found, "there is no parameter \"" + name + "\" on " + owner};
    auto& keys = it->second.keys;
    const auto key = std::ranges::find(keys, at, &Keyframe::at);
    if (key == keys.end()) return Error{Errc::not_found, "parameter " + name + " has no key there"};
    if (keys.size() == 1) it->second.value = std::move(key->value);
    keys.erase(key);
    return {};
  });
}

}  // namespace rushes
