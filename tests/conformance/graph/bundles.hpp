// The bundles that were built, loaded as a host does, and what must hold for films of them.
#pragma once

#include "host/plugins/registry.hpp"
#include "tests/conformance/graph/switches.hpp"
#include "tests/support/graph/random_film.hpp"

#include <rushes/abi/plugin.h>

#include <cstring>

namespace rushes::testing {

inline const rushes_host* bare_host() {
  static const rushes_host host{
      sizeof(rushes_host), 0, nullptr, "test", "0", [](const rushes_host*, const char*) noexcept -> const void* {
        return nullptr;
      }};
  return &host;
}

struct Bundles : GraphFixture {
  // More than two bands of rows, and not a multiple of them.
  static constexpr int w = 80, h = 138;
  host::Registry registry{
      {.search_paths = {RUSHES_PLUGINS}, .host_for = [](const std::string&) { return bare_host(); }}};

  Bundles() {
    media.add("a1.mp4", {.width = w, .height = h});
    media.add("a2.mp4", {.width = 50, .height = 40, .rate = {30000, 1001}, .format = video_format::rgba8()});
    media.add("deep.mp4", {.width = 70, .height = 70, .format = video_format::yuv(0, 0, 10, false)});
    media.add("logo.png", {.width = 32,
                           .height = 20,
                           .frames = 1,
                           .format = video_format::yuv(1, 1, 8, true),
                           .channels = 0,
                           .still = true});
  }

  EvaluatorOptions with_bundles() {
    EvaluatorOptions o = options();
    o.plugins = &registry;
    return o;
  }
  Graph compiled_film(const Project& p) {
    auto graph = compile(p, {&registry, [](const std::string& uri) { return uri; }});
    EXPECT_TRUE(graph) << graph.error().message;
    for (const Node& n : graph->nodes) EXPECT_NE(n.kind, NodeKind::error) << n.label << ": " << n.message;
    return std::move(*graph);
  }

  void expect_same_pictures(const Project& p) {
    const Graph graph = compiled_film(p);
    if (HasFailure()) return;
    const std::vector<Key> reference = film_digests(graph, with_bundles(), {});
    for (const Switches& s : {Switches{.threads = 1, .order = Order::reverse, .fuse = false},
                              Switches{.threads = 2, .order = Order::shuffled, .cache = Caching::on},
                              Switches{.threads = 8, .order = Order::streamed, .cache = Caching::tiny, .tiles = true},
                              Switches{.threads = 1, .tiles = true, .fuse = false}}) {
      const std::vector<Key> now = film_digests(graph, with_bundles(), s);
      ASSERT_EQ(now.size(), reference.size());
      for (std::size_t n = 0; n < now.size(); ++n)
        ASSERT_EQ(now[n], reference[n]) << "frame " << n << " with " << ::testing::PrintToString(s);
    }
  }

  // All of the sound at once and any part of it, by one thread and several.
  void expect_same_sound(const Project& p, Dice& dice) {
    const Graph graph = compiled_film(p);
    if (HasFailure()) return;
    EvaluatorOptions o = with_bundles();
    o.threads = 1;
    const auto whole = std::move(*Evaluator::open(graph, o));
    o.threads = 8;
    const auto parts = std::move(*Evaluator::open(graph, o));
    const std::int64_t length = graph.length * graph.canvas.sample_rate * graph.canvas.rate.den / graph.canvas.rate.num;
    const auto all = whole->audio(0, length);
    ASSERT_TRUE(all) << all.error().message;
    for (int k = 0; k < 6; ++k) {
      const std::int64_t n = std::min<std::int64_t>(length, dice.between(1, 9000)), at = dice.below(length - n + 1);
      const auto part = parts->audio(at, n);
      ASSERT_TRUE(part) << part.error().message;
      for (int c = 0; c < graph.canvas.channels; ++c)
        ASSERT_EQ(0, std::memcmp(part->channel(c), all->channel(c) + at, static_cast<std::size_t>(n) * sizeof(float)))
            << n << " samples from " << at << " of channel " << c;
    }
  }
};

}  // namespace rushes::testing
