// Chains of pointwise effects in one pass: the bytes of effect by effect, and fewer passes.
#include "core/graph/pointwise.hpp"

#include "core/graph/sample_kernels.hpp"
#include "tests/support/graph/graph_fixture.hpp"

#include <hwy/targets.h>

#include <random>

namespace rushes {
namespace {

using namespace testing;

// Runs the body once for each SIMD target of this machine, and again with the default.
template <class Body>
void on_every_target(const Body& body) {
  for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    body();
  }
  hwy::SetSupportedTargetsForTest(0);
}

template <class T>
std::vector<T> noise(unsigned seed, int max) {
  std::mt19937 random(seed);
  std::vector<T> row(347);  // whole vectors and a tail on every target
  for (auto& v : row) v = static_cast<T>(random() % static_cast<unsigned>(max + 1));
  return row;
}

TEST(SampleKernels, LookUpMatchesTheLoop) {
  const auto in = noise<std::uint8_t>(1, 255), table = noise<std::uint8_t>(2, 255);
  on_every_target([&] {
    std::vector<std::uint8_t> out(in.size());
    look_up(in.data(), table.data(), out.data(), in.size());
    for (std::size_t i = 0; i < in.size(); ++i) ASSERT_EQ(out[i], table[in[i]]) << i;
    auto place = in;
    look_up(place.data(), table.data(), place.data(), place.size());
    EXPECT_EQ(place, out);
  });
}

TEST(SampleKernels, SamplesAboveTheLargestAreTakenForIt) {
  const auto in = noise<std::uint16_t>(3, 65535), table = noise<std::uint16_t>(4, 1023);
  std::vector<std::uint16_t> wide(1024);
  std::copy_n(table.begin(), table.size(), wide.begin());
  std::vector<std::uint16_t> out(in.size());
  look_up(in.data(), wide.data(), out.data(), in.size(), 1023);
  for (std::size_t i = 0; i < in.size(); ++i) ASSERT_EQ(out[i], wide[std::min<int>(in[i], 1023)]);
}

TEST(SampleKernels, MixMatchesTheFormula) {
  std::mt19937 random(5);
  for (const int bits : {8, 10, 12}) {
    const int max = (1 << bits) - 1;
    const auto a = noise<std::uint16_t>(6, max), b = noise<std::uint16_t>(7, max), c = noise<std::uint16_t>(8, max);
    for (int round = 0; round < 12; ++round) {
      MixRow m;
      const int limit = round == 0 ? 1 << 17 : 30000;
      for (int j = 0; j < 3; ++j)
        m[static_cast<std::size_t>(j)] =
            round == 0 ? limit : static_cast<int>(random() % static_cast<unsigned>(2 * limit)) - limit;
      m[3] = round == 0 ? 1 << 29 : static_cast<int>(random() % (1u << 26)) - (1 << 25);
      on_every_target([&] {
        std::vector<std::uint16_t> out(a.size());
        std::vector<std::uint8_t> bytes(a.size()), a8(a.begin(), a.end()), b8(b.begin(), b.end()),
            c8(c.begin(), c.end());
        mix_samples(a.data(), b.data(), c.data(), m, max, out.data(), out.size());
        if (bits == 8) mix_samples(a8.data(), b8.data(), c8.data(), m, max, bytes.data(), bytes.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
          const std::int64_t sum =
              (std::int64_t{m[0]} * a[i] + std::int64_t{m[1]} * b[i] + std::int64_t{m[2]} * c[i] + m[3] + 8192) >> 14;
          ASSERT_EQ(out[i], std::clamp<std::int64_t>(sum, 0, max)) << i;
          if (bits == 8) {
            ASSERT_EQ(bytes[i], out[i]) << i;
          }
        }
      });
    }
  }
}

struct Chains : GraphFixture {
  static Clip with(Clip c, std::vector<Effect> list) {
    c.effects = std::move(list);
    return c;
  }
  static Effect levels(const char* id, double amount) {
    return effect(id, "test.levels", {{"amount", constant(amount)}});
  }

  // The frames of a film, fused and effect by effect, under both ways to call plugins: all must be the same.
  void expect_same(const Project& p) {
    std::vector<Key> reference;
    for (const bool fuse : {false, true})
      for (const bool tiles : {false, true})
        for (const int threads : {1, 2}) {
          EvaluatorOptions o = options();
          o.fuse = fuse, o.tiles = tiles, o.threads = threads, o.cache_bytes = 0;
          const auto e = evaluator(p, o);
          std::vector<Key> now;
          for (int n = 0; n < 8; ++n) {
            const auto f = e->frame(n);
            ASSERT_TRUE(f) << f.error().message;
            now.push_back(digest(**f));
          }
          if (reference.empty()) reference = now;
          EXPECT_EQ(now, reference) << "fuse " << fuse << ", tiles " << tiles << ", threads " << threads;
        }
  }
};

TEST_F(Chains, OfTablesAreOnePassThatCallsNoPlugin) {
  const Project p = small().track(
      "v1", {with(clip("c1", "a1", 10), {levels("e1", 3), levels("e2", 9), levels("e3", 1), levels("e4", 2)})});
  reset_renders();
  EvaluatorOptions o = options();
  const auto e = evaluator(p, o);
  ASSERT_TRUE(e->frame(4));
  EXPECT_EQ(renders("test.levels"), 0);
  EXPECT_EQ(e->stats().nodes.at("test.levels").calls, 4u);
  EXPECT_EQ(e->stats().nodes.at("fused").calls, 3u);
  EXPECT_NE(e->explain(4).find("\"passes\": 1"), std::string::npos) << e->explain(4);
  expect_same(p);
}

TEST_F(Chains, OfTablesThatMoveGiveTheSameBytes) {
  const Param rising{{}, {key(0, 0), key(8, 90)}, {}};
  expect_same(small().track(
      "v1", {with(clip("c1", "a1", 10),
                  {levels("e1", 3), effect("e2", "test.levels", {{"amount", rising}}), levels("e3", 1)})}));
}

TEST_F(Chains, OfMatricesTablesAndPluginsThatDeclareNothingGiveTheSameBytes) {
  const auto turn = [](const char* id, double amount) {
    return effect(id, "test.turn", {{"amount", constant(amount)}});
  };
  for (const auto& list : std::vector<std::vector<Effect>>{
           {turn("e1", 0.25)},
           {turn("e1", 0.25), turn("e2", 0.4)},
           {levels("e1", 5), turn("e2", 0.25), levels("e3", 7)},
           {effect("e1", "test.invert"), effect("e2", "test.invert", {{"amount", constant(0.3)}})},
           {levels("e1", 5), effect("e2", "test.invert", {{"amount", constant(0.6)}}), turn("e3", -0.5),
            levels("e4", 7)}})
    expect_same(small().track("v1", {with(clip("c1", "a1", 10), list)}));
}

TEST_F(Chains, StopWhereSomebodyElseWantsThePictureBetween) {
  // Two tracks of the same clip: the first effect is common to both and is made once.
  Track low = track("v1", {with(clip("c1", "a1", 10), {levels("e1", 3)})});
  Track high =
      track("v2", {with(clip("c2", "a1", 10), {levels("e1", 3), levels("e2", 8),
                                               effect("e3", "org.rushes.transform", {{"opacity", constant(0.5)}})})});
  expect_same(small().track(low).track(high));
}

TEST_F(Chains, NameThePluginThatFailed) {
  const Project p = small().track(
      "v1", {with(clip("c1", "a1", 10), {levels("e1", 3), effect("e2", "test.point_fail"), levels("e3", 3)})});
  const auto e = evaluator(p);
  const auto f = e->frame(2);
  ASSERT_FALSE(f);
  EXPECT_NE(f.error().message.find("test.point_fail"), std::string::npos) << f.error().message;
  EXPECT_NE(f.error().message.find("ran out of film"), std::string::npos) << f.error().message;
}

TEST_F(Chains, PassByWhatFailsWhereAPictureMustBeShown) {
  EvaluatorOptions o = options();
  o.strict = false;
  const auto e = evaluator(
      small().track("v1",
                    {with(clip("c1", "a1", 10), {levels("e1", 3), effect("e2", "test.point_fail"), levels("e3", 3)})}),
      o);
  const auto sound = evaluator(small().track("v1", {with(clip("c1", "a1", 10), {levels("e1", 3), levels("e3", 3)})}));
  const auto f = e->frame(2), expected = sound->frame(2);
  ASSERT_TRUE(f && expected);
  EXPECT_EQ(luma(**f, 9, 30), luma(**expected, 9, 30));
  ASSERT_EQ(e->stats().errors.size(), 1u);
  EXPECT_EQ(e->stats().errors[0].plugin, "test.point_fail");
}

// What comes from a decoder or from the cache is somebody else's: a chain must not write over it.
TEST_F(Chains, LeaveTheSourceAsItIs) {
  const Project p = small().track("v1", {with(clip("c1", "a1", 10), {levels("e1", 3), levels("e2", 8)})});
  const auto before = digest(**(*media.open("a1.mp4"))->frame(2));
  const auto e = evaluator(p);
  for (int n = 0; n < 3; ++n) ASSERT_TRUE(e->frame(n));
  EXPECT_EQ(digest(**(*media.open("a1.mp4"))->frame(2)), before);
}

TEST(PointMaps, ComposeInTheirOrder) {
  PointMap a, b;
  a.table[0] = {1, 2, 3, 0}, b.table[0] = {3, 0, 1, 2};
  b.table[1] = {0, 0, 1, 1};
  const auto both = composed(a, b);
  EXPECT_EQ(both->table[0], (std::vector<std::uint16_t>{0, 1, 2, 3}));
  EXPECT_EQ(both->table[1], b.table[1]);
  EXPECT_TRUE(both->table[2].empty());
}

}  // namespace
}  // namespace rushes
