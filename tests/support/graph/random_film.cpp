#include "tests/support/graph/random_film.hpp"

#include <rushes/abi/params.h>
#include <rushes/abi/plugin.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace rushes::testing {

Effects::Effects(const host::Registry& registry) {
  for (const host::PluginRow& row : registry.rows()) {
    if (row.state != host::PluginState::ok) continue;
    if (row.kind == "audio_effect") sounds.push_back(row);
    if (row.kind != "effect") continue;
    if (row.inputs == 0) generators.push_back(row);
    if (row.inputs == 1) filters.push_back(row);
    if (row.inputs == 2 && (row.traits & RUSHES_TRAIT_TRANSITION)) transitions.push_back(row);
  }
}

namespace {

double random_number(Dice& dice, const host::ParamRow& p, std::size_t k) {
  // Round what the plugin begins with: far-off values of large ranges are mostly black, or take for ever.
  const double spread = std::max(1.0, 3 * std::fabs(p.initial[k]));
  const double low = std::max({p.min, p.soft_min, p.initial[k] - spread}),
               high = std::min({p.max, p.soft_max, p.initial[k] + spread});
  if (dice.one_in(8)) return dice.one_in(2) ? low : high;
  const double v = low + (high - low) * dice.fraction();
  return p.type == RUSHES_P_INT || p.type == RUSHES_P_BOOL ? std::round(v) : v;
}

Value random_value(Dice& dice, const host::ParamRow& p) {
  switch (p.type) {
    case RUSHES_P_CHOICE:
      return text(dice.of(p.choices));
    case RUSHES_P_STRING:
      return text(p.id == "text" ? "Words " + std::to_string(dice.below(1000)) : p.text);
    default:
      break;
  }
  Value v;
  v.n = p.type == RUSHES_P_COLOR || p.type == RUSHES_P_RECT ? 4 : p.type == RUSHES_P_POINT ? 2 : 1;
  for (int k = 0; k < v.n; ++k) v.v[static_cast<std::size_t>(k)] = random_number(dice, p, static_cast<std::size_t>(k));
  return v;
}

}  // namespace

Params random_params(Dice& dice, const host::PluginRow& plugin, std::int64_t length, bool may_move) {
  Params params;
  for (const host::ParamRow& p : plugin.params) {
    if (p.id.starts_with("rushes.")) continue;  // the host's
    if (p.type == RUSHES_P_ASSET || p.type == RUSHES_P_JSON || p.type == RUSHES_P_CURVE) continue;
    if (p.type == RUSHES_P_CHOICE && p.choices.empty()) continue;
    if (dice.one_in(3)) continue;
    Param param;
    param.value = random_value(dice, p);
    if (may_move && (p.flags & RUSHES_PF_ANIMATES) && param.value.n > 0 && dice.one_in(3)) {
      std::int64_t at = dice.between(-3, 3);
      for (int keys = static_cast<int>(dice.between(2, 4)); keys > 0; --keys) {
        Keyframe k;
        k.at = frames(at);
        k.value = random_value(dice, p);
        k.to_next = static_cast<Interpolation>(dice.below(3));
        param.keys.push_back(k);
        at += dice.between(1, std::max<std::int64_t>(1, length / 2));
      }
    }
    params[p.id] = std::move(param);
  }
  return params;
}

namespace {

struct Maker {
  Dice dice;
  const Effects& effects;
  Project project;
  int ids = 0;

  std::string id(const char* kind) { return kind + std::to_string(++ids); }

  Effect some_effect(const std::vector<host::PluginRow>& from, std::int64_t length) {
    const host::PluginRow& plugin = dice.of(from);
    Effect e = effect(id("e"), plugin.id, random_params(dice, plugin, length));
    e.enabled = !dice.one_in(8);
    return e;
  }

  Clip some_clip(int depth) {
    const std::int64_t length = dice.between(3, 12);
    Clip c;
    const std::int64_t what = dice.below(10);
    if (what == 0 && !effects.generators.empty()) {
      const host::PluginRow& plugin = dice.of(effects.generators);
      c = generator(id("c"), plugin.id, length, random_params(dice, plugin, length));
    } else if (what == 1 && depth < 2) {
      NestedTimeline inner;
      inner.id = id("n");
      inner.timeline = some_timeline(depth + 1, 2);
      c = clip(id("c"), inner.id, length, dice.below(4));
      c.source.kind = SourceKind::timeline;
      project.timelines.push_back(std::move(inner));
    } else {
      static const std::vector<std::string> assets{"a1", "a1", "a2", "deep", "logo"};
      const std::string& asset = dice.of(assets);
      c = clip(id("c"), asset, length, asset == "logo" ? 0 : dice.below(40));
      if (asset != "logo") some_speed(c, length);
    }
    for (std::int64_t n = std::max<std::int64_t>(0, dice.between(-1, 3)); n > 0 && !effects.filters.empty(); --n)
      c.effects.push_back(some_effect(effects.filters, length));
    c.enabled = !dice.one_in(15);
    return c;
  }

  void some_speed(Clip& c, std::int64_t length) {
    static const std::vector<Speed> speeds{{2, 1}, {-1, 1}, {1, 2}, {-3, 1}, {0, 1}};
    if (dice.one_in(4)) {
      c.speed = dice.of(speeds);
      const std::int64_t n = std::max<std::int64_t>(0, length * std::abs(c.speed.num) / c.speed.den);
      c.source_range = {
          c.source_range.start,
          c.source_range.start + (c.speed.num % 2 && c.speed.den == 2 ? Time{frames(length).ticks / 2} : frames(n))};
      return;
    }
    if (!dice.one_in(6)) return;
    const Time begin = c.source_range.start, middle = begin + frames(dice.between(1, 20)),
               end = begin + frames(dice.between(0, 20));
    c.retime = {{.at = {}, .source = begin, .to_next = static_cast<Interpolation>(dice.below(3)), .extra = {}},
                {.at = frames(length / 2), .source = middle, .extra = {}},
                {.at = frames(length), .source = end, .extra = {}}};
    c.source_range = {begin, std::max(middle, end)};
  }

  Track some_track(int depth) {
    Track t = track(id("v"), {});
    bool after_clip = false;
    for (std::int64_t n = dice.between(2, depth ? 3 : 5); n > 0; --n) {
      if (dice.one_in(5)) {
        t.items.push_back(gap(dice.between(1, 6)));
        after_clip = false;
        continue;
      }
      if (after_clip && dice.one_in(2) && !effects.transitions.empty()) {
        const host::PluginRow& plugin = dice.of(effects.transitions);
        Transition x = dissolve(id("x"), 1);
        x.plugin = plugin.id;
        x.params = random_params(dice, plugin, 2, false);
        t.items.push_back(std::move(x));
      }
      t.items.push_back(some_clip(depth));
      after_clip = true;
    }
    if (dice.one_in(4) && !effects.filters.empty()) t.effects.push_back(some_effect(effects.filters, 20));
    static const std::vector<std::string> blends{"", "", "", "add", "screen", "multiply"};
    t.blend = dice.of(blends);
    t.enabled = !dice.one_in(10);
    return t;
  }

  Timeline some_timeline(int depth, std::int64_t most) {
    Timeline t;
    for (std::int64_t n = dice.between(1, most); n > 0; --n) t.tracks.push_back(some_track(depth));
    for (std::int64_t n = dice.between(0, 2); n > 0; --n) {
      Track sound = track(id("s"), {}, TrackKind::audio);
      for (std::int64_t k = dice.between(1, 4); k > 0; --k) {
        Clip c = clip(id("c"), dice.one_in(3) ? "a2" : "a1", dice.between(4, 20), dice.below(30));
        if (dice.one_in(2) && !effects.sounds.empty()) {
          std::vector<host::PluginRow> alone;
          for (const auto& s : effects.sounds)
            if (s.inputs == 1) alone.push_back(s);
          c.effects.push_back(some_effect(alone, 20));
        }
        sound.items.push_back(std::move(c));
        if (dice.one_in(3)) sound.items.push_back(gap(dice.between(1, 6)));
      }
      t.tracks.push_back(std::move(sound));
    }
    return t;
  }
};

}  // namespace

Project random_project(std::uint64_t seed, const Effects& effects, int width, int height) {
  Maker maker{Dice(seed), effects, ProjectBuilder().canvas(width, height), 0};
  ProjectBuilder assets;
  for (const char* name : {"a1", "a2", "deep"}) assets.asset(name, 100);
  assets.asset("logo", 0, "logo.png", AssetKind::image);
  maker.project.assets = assets.build().assets;
  if (maker.dice.one_in(3)) maker.project.canvas.bits = 10;
  maker.project.timeline = maker.some_timeline(0, 3);
  return maker.project;
}

Seeds seeds_from_environment(Seeds s) {
  if (const char* seed = std::getenv("RUSHES_SEED")) s.first = std::strtoull(seed, nullptr, 10);
  if (const char* count = std::getenv("RUSHES_COUNT")) s.count = std::max(1, std::atoi(count));
  return s;
}

}  // namespace rushes::testing
