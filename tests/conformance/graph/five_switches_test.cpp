// The promise of the evaluator: the same bytes for 1, 2 or 8 threads, in any order, cached or not, in tiles or whole (and, of
// isolated plugins, in process or not).
#include "core/graph/evaluator.hpp"

#include "tests/support/graph/graph_fixture.hpp"

#include <algorithm>
#include <random>

namespace rushes {
namespace {

using namespace testing;

enum class Where { in_process };   // a worker process will be the second one
enum class Order { forward, reverse, shuffled, streamed };
enum class Caching { on, off, tiny };

struct Switches {
  int threads = 1;
  Order order = Order::forward;
  Caching cache = Caching::off;
  bool tiles = false;
  Where where = Where::in_process;
};
void PrintTo(const Switches& s, std::ostream* out) {
  static constexpr const char* orders[] = {"forward", "reverse", "shuffled", "streamed"};
  static constexpr const char* caches[] = {"cached", "uncached", "tiny"};
  *out << s.threads << (s.threads == 1 ? "_thread_" : "_threads_") << orders[static_cast<int>(s.order)] << "_" << caches[static_cast<int>(s.cache)] << (s.tiles ? "_tiles" : "_whole");
}

struct FiveSwitches : GraphFixture, ::testing::WithParamInterface<Switches> {
  // Larger than two tiles of 64 rows, and not a multiple of them.
  static constexpr int w = 96, h = 150;

  FiveSwitches() {
    media.add("a1.mp4", {.width = w, .height = h});
    media.add("a2.mp4", {.width = 40, .height = 30, .rate = {30000, 1001}, .format = video_format::rgba8()});
    media.add("deep.mp4", {.width = 100, .height = 100, .format = video_format::yuv(0, 0, 10, false)});
    media.add("logo.png", {.width = 32, .height = 20, .frames = 1, .format = video_format::yuv(1, 1, 8, true), .channels = 0, .still = true});
  }

  // Every sort of node there is.
  static Project everything() {
    const auto fx = [](Clip c, std::vector<Effect> list) {
      c.effects = std::move(list);
      return c;
    };
    Clip fast = clip("c3", "a1", 12);
    fast.source_range = {frames(0), frames(36)};
    fast.speed = {-3, 1};
    Track low = track("v1", {fx(clip("c1", "a1", 16, 4), {effect("e1", "test.temporal"), effect("e2", "test.box"), effect("e3", "test.invert", {{"amount", Param{{}, {key(0, 0), key(12, 1)}, {}}}})}),
                             dissolve("x1", 3), fx(clip("c2", "a2", 16, 10), {effect("e4", "test.trail")}), dissolve("x2", 2),
                             fx(fast, {effect("e5", "test.float_invert"), effect("e6", "test.serial")}), gap(3), clip("c4", "deep", 9)});
    Track high = track("v2", {gap(5), fx(clip("c5", "logo", 20), {effect("e7", "org.rushes.transform", {{"position", Param{{{30, 70, 0, 0}, 2, {}}, {}, {}}}})}), gap(4),
                              fx(generator("c6", "test.ramp", 10), {effect("e8", "test.scratch"), effect("e9", "test.grain")})});
    Track tall = track("v3", {gap(8), clip("c7", "deep", 10)});
    tall.blend = "add";
    Track whole = track("v4", {gap(20), fx(clip("c8", "a1", 6, 40), {effect("e10", "org.rushes.transform", {{"opacity", constant(0.5)}})})});
    whole.effects.push_back(effect("e11", "test.invert", {{"amount", constant(1.0)}}));
    return ProjectBuilder().canvas(w, h).asset("a1", 100).asset("a2", 100).asset("deep", 100).asset("logo", 0, "logo.png").track(low).track(high).track(tall).track(whole);
  }

  std::vector<Key> digests(const Switches& s) {
    EvaluatorOptions o = options();
    o.threads = s.threads;
    o.tiles = s.tiles;
    o.cache_bytes = s.cache == Caching::on ? 256 << 20 : s.cache == Caching::tiny ? 100'000 : 0;
    const auto e = evaluator(everything(), o);
    std::vector<Key> out(static_cast<std::size_t>(e->graph().length));
    std::vector<std::int64_t> order(out.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int64_t>(i);
    if (s.order == Order::reverse) std::ranges::reverse(order);
    if (s.order == Order::shuffled) std::ranges::shuffle(order, std::mt19937(7));
    if (s.order == Order::streamed) {
      const auto ok = e->frames(0, e->graph().length, [&](std::int64_t n, const FramePtr& f) -> Result<void> {
        out[static_cast<std::size_t>(n)] = digest(*f);
        return {};
      });
      EXPECT_TRUE(ok) << ok.error().message;
      return out;
    }
    for (const std::int64_t n : order) {
      const auto f = e->frame(n);
      EXPECT_TRUE(f) << f.error().message;
      if (f) out[static_cast<std::size_t>(n)] = digest(**f);
    }
    return out;
  }
};

TEST_P(FiveSwitches, GiveTheSameBytes) {
  static const std::vector<Key> reference = digests({});
  ASSERT_GT(reference.size(), 50u);
  EXPECT_GT(std::set<Key>(reference.begin(), reference.end()).size(), 40u);   // and the film moves
  const std::vector<Key> now = digests(GetParam());
  ASSERT_EQ(now.size(), reference.size());
  for (std::size_t n = 0; n < now.size(); ++n) EXPECT_EQ(now[n], reference[n]) << "frame " << n;
}

INSTANTIATE_TEST_SUITE_P(All, FiveSwitches,
                         ::testing::Values(Switches{2, Order::forward, Caching::off, false}, Switches{8, Order::forward, Caching::off, false},
                                           Switches{1, Order::reverse, Caching::off, false}, Switches{2, Order::shuffled, Caching::off, false},
                                           Switches{1, Order::forward, Caching::on, false}, Switches{2, Order::shuffled, Caching::on, false},
                                           Switches{1, Order::reverse, Caching::tiny, false}, Switches{1, Order::forward, Caching::off, true},
                                           Switches{8, Order::shuffled, Caching::tiny, true}, Switches{2, Order::reverse, Caching::on, true},
                                           Switches{1, Order::streamed, Caching::off, false}, Switches{2, Order::streamed, Caching::on, false},
                                           Switches{8, Order::streamed, Caching::tiny, false}, Switches{8, Order::streamed, Caching::on, true}),
                         [](const auto& i) { return ::testing::PrintToString(i.param); });

}  // namespace
}  // namespace rushes
