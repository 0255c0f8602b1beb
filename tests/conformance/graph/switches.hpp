// The five switches of an evaluator that must not change a byte, and a film under each setting of them.
#pragma once

#include "tests/support/graph/graph_fixture.hpp"

#include <algorithm>
#include <ostream>
#include <random>
#include <vector>

namespace rushes::testing {

enum class Where { in_process };  // a worker process will be the second one
enum class Order { forward, reverse, shuffled, streamed };
enum class Caching { on, off, tiny };

struct Switches {
  int threads = 1;
  Order order = Order::forward;
  Caching cache = Caching::off;
  bool tiles = false;
  Where where = Where::in_process;
  bool fuse = true;  // a sixth: effects of a chain one by one
};
inline void PrintTo(const Switches& s, std::ostream* out) {
  static constexpr const char* orders[] = {"forward", "reverse", "shuffled", "streamed"};
  static constexpr const char* caches[] = {"cached", "uncached", "tiny"};
  *out << s.threads << (s.threads == 1 ? "_thread_" : "_threads_") << orders[static_cast<int>(s.order)] << "_"
       << caches[static_cast<int>(s.cache)] << (s.tiles ? "_tiles" : "_whole") << (s.fuse ? "" : "_one_by_one");
}

// Each of the five is moved away from the default alone, and then several at once.
inline auto all_switches() {
  return ::testing::Values(
      Switches{2, Order::forward, Caching::off, false}, Switches{8, Order::forward, Caching::off, false},
      Switches{1, Order::reverse, Caching::off, false}, Switches{2, Order::shuffled, Caching::off, false},
      Switches{1, Order::forward, Caching::on, false}, Switches{2, Order::shuffled, Caching::on, false},
      Switches{1, Order::reverse, Caching::tiny, false}, Switches{1, Order::forward, Caching::off, true},
      Switches{8, Order::shuffled, Caching::tiny, true}, Switches{2, Order::reverse, Caching::on, true},
      Switches{1, Order::streamed, Caching::off, false}, Switches{2, Order::streamed, Caching::on, false},
      Switches{8, Order::streamed, Caching::tiny, false}, Switches{8, Order::streamed, Caching::on, true},
      Switches{.threads = 1, .fuse = false}, Switches{.threads = 8, .tiles = true, .fuse = false});
}

// Digests of all frames of `graph`. `o` has pool, plugins and open.
inline std::vector<Key> film_digests(const Graph& graph, EvaluatorOptions o, const Switches& s) {
  o.threads = s.threads;
  o.tiles = s.tiles;
  o.fuse = s.fuse;
  o.cache_bytes = s.cache == Caching::on ? 256 << 20 : s.cache == Caching::tiny ? 100'000 : 0;
  auto e = Evaluator::open(graph, o);
  EXPECT_TRUE(e) << e.error().message;
  std::vector<Key> out(static_cast<std::size_t>(graph.length));
  std::vector<std::int64_t> order(out.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int64_t>(i);
  if (s.order == Order::reverse) std::ranges::reverse(order);
  if (s.order == Order::shuffled) std::ranges::shuffle(order, std::mt19937(7));
  if (s.order == Order::streamed) {
    const auto ok = (*e)->frames(0, graph.length, [&](std::int64_t n, const FramePtr& f) -> Result<void> {
      out[static_cast<std::size_t>(n)] = digest(*f);
      return {};
    });
    EXPECT_TRUE(ok) << ok.error().message;
    return out;
  }
  for (const std::int64_t n : order) {
    const auto f = (*e)->frame(n);
    EXPECT_TRUE(f) << f.error().message;
    if (f) out[static_cast<std::size_t>(n)] = digest(**f);
  }
  return out;
}

}  // namespace rushes::testing
