// Any project survives the way to JSON and back, and its JSON is always the same.
#include "core/project/project.hpp"
#include "tests/support/project_builder.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace rushes {
namespace {

using testing::frames;

std::int64_t pick(std::int64_t low, std::int64_t high) { return *rc::gen::inRange<std::int64_t>(low, high + 1); }

std::string words() {
  static const std::vector<std::string> parts{"sea",
                                              "\"",
                                              "\\",
                                              "/",
                                              "\n",
                                              "\t",
                                              std::string(1, '\0'),
                                              "\x1f",
                                              "\x7f",
                                              "\xC3\xA9",
                                              "\xE2\x80\xA8",
                                              "\xF0\x9F\x8E\xAC",
                                              " ",
                                              "{",
                                              "]",
                                              ","};
  std::string out;
  for (std::int64_t n = pick(0, 5); n > 0; --n) out += *rc::gen::elementOf(parts);
  return out;
}

// Compact JSON, as unknown fields are kept.
std::string any_json(int depth = 0) {
  switch (pick(0, depth > 2 ? 4 : 6)) {
    case 0:
      return "null";
    case 1:
      return *rc::gen::element<std::string>("true", "false");
    case 2:
      return std::to_string(*rc::gen::arbitrary<std::int64_t>());
    case 3:
      return *rc::gen::element<std::string>("18446744073709551615", "123456789012345678901234567890", "1.0", "-0.5e-7",
                                            "1E+2", "0.1000");
    case 4:
      return *rc::gen::element<std::string>("\"\"", "\"x\"", "\"\\n\\\"\"", "\"\\u0000\"", "\"\xC3\xA9\"");
    case 5: {
      std::string out = "[";
      for (std::int64_t n = pick(0, 3), i = 0; i < n; ++i) out += (i ? "," : "") + any_json(depth + 1);
      return out + "]";
    }
    default: {
      std::string out = "{";
      for (std::int64_t n = pick(0, 3), i = 0; i < n; ++i)
        out += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":" + any_json(depth + 1);
      return out + "}";
    }
  }
}

std::string extra() {
  if (pick(0, 2)) return "";
  std::string out = "{";
  for (std::int64_t n = pick(1, 3), i = 0; i < n; ++i)
    out += (i ? ",\"x_" : "\"x_") + std::to_string(i) + "\":" + any_json();
  return out + "}";
}

double real() {
  const double v =
      *rc::gen::oneOf(rc::gen::element(0.0, 1.0, -1.5, 1e-300, 1.7976931348623157e308, 5e-324, 0.1),
                      rc::gen::map(rc::gen::arbitrary<double>(), [](double d) { return std::isfinite(d) ? d : 0.5; }));
  return v;
}

Value value() {
  const int n = static_cast<int>(pick(0, 4));
  Value v;
  v.n = n;
  if (n == 0) v.text = words();
  for (int i = 0; i < n; ++i) v.v[static_cast<std::size_t>(i)] = real();
  return v;
}

Params params() {
  Params out;
  for (std::int64_t n = pick(0, 3); n > 0; --n) {
    Param p{value(), {}, {}};
    std::int64_t at = pick(-100, 100);
    for (std::int64_t keys = pick(0, 3); keys > 0; --keys, at += pick(1, 1'000'000'000)) {
      p.keys.push_back({{at},
                        value(),
                        static_cast<Interpolation>(pick(0, 2)),
                        {0.1 * static_cast<double>(pick(0, 10)), 0.5 * static_cast<double>(pick(-9, 9)), 1, 1000},
                        extra()});
    }
    if (!p.keys.empty()) p.extra = extra();
    out["p" + words()] = std::move(p);
  }
  return out;
}

Effect effect(int& next) {
  Effect e{"e" + std::to_string(++next), "org." + words(), pick(0, 1) == 0, params(), {}, extra()};
  return e;
}

Clip any_clip(int& next) {
  Clip c;
  c.id = "c" + std::to_string(++next);
  c.name = words();
  c.source = {static_cast<SourceKind>(pick(0, 2)), "", {}, extra()};
  c.source.id = c.source.kind == SourceKind::asset   ? "a1"
                : c.source.kind == SourceKind::scene ? "s1"
                                                     : "org.rushes.title";
  if (c.source.kind == SourceKind::generator) c.source.params = params();
  c.duration = {pick(1, 1'000'000'000'000)};
  c.speed = {pick(-3, 3), pick(1, 3)};
  const std::int64_t start = pick(0, 1'000'000'000'000);
  c.source_range = {{start}, {start + muldiv_round(c.duration.ticks, std::abs(c.speed.num), c.speed.den)}};
  for (std::int64_t n = pick(0, 2); n > 0; --n) c.effects.push_back(effect(next));
  c.enabled = pick(0, 1);
  c.link = pick(0, 1) ? "" : "l1";
  c.extra = extra();
  return c;
}

Project any_project() {
  int next = 0;
  Project p;
  p.id = words();
  p.title = words();
  p.description = words();
  p.status = static_cast<ProjectStatus>(pick(0, 3));
  for (std::int64_t n = pick(0, 3); n > 0; --n) p.tags.push_back(words());
  p.generation_params = extra();
  p.lineage = {words(), words(), static_cast<int>(pick(0, 100)), extra()};
  p.canvas = {static_cast<int>(pick(1, 16384)),
              static_cast<int>(pick(1, 16384)),
              *rc::gen::element(Rate{24, 1}, Rate{30000, 1001}, Rate{24000, 1001}, Rate{25, 2}),
              *rc::gen::element(8, 10, 12, 16),
              44100,
              6,
              extra()};
  p.assets.resize(1);
  p.assets[0].id = "a1";
  p.assets[0].kind = static_cast<AssetKind>(pick(0, 4));
  p.assets[0].uri = words();
  p.assets[0].bytes = pick(0, INT64_MAX - 1);
  p.assets[0].duration = {pick(0, 1'000'000'000'000)};
  p.assets[0].generation_params = extra();
  p.assets[0].extra = extra();
  p.storyboard.resize(1);
  p.storyboard[0].id = "s1";
  p.storyboard[0].narration = words();
  p.storyboard[0].seed = *rc::gen::arbitrary<std::uint64_t>();
  p.storyboard[0].status = static_cast<SceneStatus>(pick(0, 4));
  p.storyboard[0].asset = pick(0, 1) ? "a1" : "";
  p.storyboard[0].extra = extra();
  for (std::int64_t n = pick(0, 3); n > 0; --n) {
    Track t;
    t.id = "t" + std::to_string(++next);
    t.kind = static_cast<TrackKind>(pick(0, 1));
    t.blend = words();
    t.locked = pick(0, 1);
    for (std::int64_t items = pick(0, 4); items > 0; --items) {
      if (pick(0, 2) == 0)
        t.items.emplace_back(Gap{{pick(0, 1'000'000'000)}, extra()});
      else
        t.items.emplace_back(any_clip(next));
      const auto* before = t.items.size() >= 1 ? std::get_if<Clip>(&t.items.back()) : nullptr;
      if (before && before->duration.ticks > 10 && pick(0, 1)) {
        t.items.emplace_back(
            Transition{"x" + std::to_string(++next), "org.rushes.dissolve", {pick(1, 5)}, {}, params(), extra()});
        t.items.emplace_back(any_clip(next));
      }
    }
    for (std::int64_t e = pick(0, 1); e > 0; --e) t.effects.push_back(effect(next));
    if (!t.effects.empty() && !p.timeline.tracks.empty()) t.effects[0].inputs = {p.timeline.tracks[0].id};
    t.extra = extra();
    p.timeline.tracks.push_back(std::move(t));
  }
  for (std::int64_t n = pick(0, 2); n > 0; --n) {
    const std::int64_t at = pick(0, 1'000'000);
    p.timeline.markers.push_back(
        {"m" + std::to_string(++next), words(), words(), words(), {{at}, {at + pick(0, 9)}}, extra()});
  }
  for (std::int64_t n = pick(0, 1); n > 0; --n) p.timeline.master.push_back(effect(next));
  p.timeline.extra = extra();
  p.extra = extra();
  return p;
}

RC_GTEST_PROP(Document, AnyProjectSurvives, ()) {
  const Project project = any_project();
  const std::string json = to_json(project);
  const auto again = project_from_json(json);
  if (!again) RC_FAIL(again.error().message + "\n" + json);
  RC_ASSERT(*again == Project(project));
  RC_ASSERT(to_json(*again) == json);
  RC_ASSERT(validate(project).has_value());
}

}  // namespace
}  // namespace rushes
