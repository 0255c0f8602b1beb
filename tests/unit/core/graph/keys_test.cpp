// Keys name content: what changes a picture changes its key, what does not leaves it.
#include "core/graph/evaluator.hpp"

#include "tests/support/graph/graph_fixture.hpp"

#include <set>

namespace rushes {
namespace {

using namespace testing;

struct Keys : GraphFixture {
  static Clip graded(std::int64_t length = 20, std::int64_t from = 10, double amount = 0.5) {
    Clip c = clip("c1", "a1", length, from);
    c.effects.push_back(effect("i", "test.invert", {{"amount", constant(amount)}}));
    return c;
  }
};

TEST_F(Keys, AreAllDifferentWhereThePictureIs) {
  Clip slow = graded();
  slow.speed = {1, 2};
  Clip other = graded();
  other.source.id = "a2";
  Clip two = graded();
  two.effects.push_back(effect("j", "test.invert", {{"amount", constant(0.5)}}));
  Clip boxed = graded();
  boxed.effects[0] = effect("b", "test.box");
  std::set<Key> seen;
  int n = 0;
  for (const Clip& c : {graded(), graded(20, 11), graded(20, 10, 0.51), slow, other, two, boxed}) {
    seen.insert(evaluator(small().track("v1", {c}))->key(6));
    ++n;
  }
  EXPECT_EQ(static_cast<int>(seen.size()), n);
  const auto e = evaluator(small().track("v1", {graded()}));
  for (int f = 0; f < 20; ++f) seen.insert(e->key(f)), ++n;
  // Three of them are the same picture: frame 6 of the first, 7 of it (one frame later), and 3 (half as fast).
  EXPECT_EQ(static_cast<int>(seen.size()), n - 3);
}

TEST_F(Keys, DoNotChangeWhenAClipMovesIsRenamedOrLengthened) {
  const Key key = evaluator(small().track("v1", {graded()}))->key(6);
  EXPECT_EQ(evaluator(small().track("v1", {gap(9), graded()}))->key(15), key);
  Clip renamed = graded();
  renamed.id = "zzz";
  renamed.name = "other";
  renamed.effects[0].id = "eee";
  EXPECT_EQ(evaluator(small().track("v1", {renamed}))->key(6), key);
  EXPECT_EQ(evaluator(small().track("v1", {graded(30)}))->key(6), key);
  EXPECT_EQ(evaluator(small().track("v1", {graded(18, 12)}))->key(4),
            key);  // a ripple trim of the start: the same source frame
  EXPECT_EQ(evaluator(small().track("v0", {gap(3)}).track("v1", {graded()}))->key(6), key);  // another track below
}

TEST_F(Keys, FollowTheValueOfACurveNotItsShape) {
  Clip curve = graded();
  curve.effects[0].params["amount"] = Param{{}, {key(0, 0.2), key(6, 0.5)}, {}};
  EXPECT_EQ(evaluator(small().track("v1", {curve}))->key(6), evaluator(small().track("v1", {graded()}))->key(6));
  EXPECT_NE(evaluator(small().track("v1", {curve}))->key(5), evaluator(small().track("v1", {graded()}))->key(5));
}

TEST_F(Keys, AnEditSomewhereElseLeavesThem) {
  const auto a = evaluator(small().track("v1", {graded(), dissolve("x", 4), clip("c2", "a2", 20, 30)}));
  Clip edited = clip("c2", "a2", 20, 31);
  const auto b = evaluator(small().track("v1", {graded(), dissolve("x", 4), edited}));
  for (int n = 0; n < 16; ++n) EXPECT_EQ(a->key(n), b->key(n));
  for (int n = 16; n < 40; ++n) EXPECT_NE(a->key(n), b->key(n)) << n;
}

TEST_F(Keys, OfWhatCannotBeMadeChangeWhenItCan) {
  Clip c = graded();
  c.effects[0].plugin = "test.box";
  plugins.missing = {"test.box"};
  const Key without = evaluator(small().track("v1", {c}))->key(0);
  plugins.missing = {};
  EXPECT_NE(evaluator(small().track("v1", {c}))->key(0), without);
}

TEST_F(Keys, TimeCountsOnlyForPluginsThatAreToldIt) {
  const auto still = evaluator(small().track("v1", {generator("g", "test.ramp", 10)}));
  EXPECT_NE(still->key(1), still->key(2));
  media.add("a1.mp4", {.frames = 1, .still = true});
  const auto photo = evaluator(small().track("v1", {graded()}));
  EXPECT_EQ(photo->key(1), photo->key(12));
}

TEST_F(Keys, AreMadeWithoutRendering) {
  const auto e = evaluator(small().track("v1", {graded()}));
  reset_renders();
  for (int n = 0; n < 20; ++n) e->key(n);
  EXPECT_EQ(renders("test.invert"), 0);
}

TEST_F(Keys, SameKeySamePicture) {
  std::map<Key, Key> pictures;
  for (const std::int64_t from : {0, 1, 5})
    for (const double amount : {0.25, 1.0}) {
      const auto e = evaluator(small().track("v1", {gap(from), graded(10, from, amount)}));
      for (int n = 0; n < 10; ++n) {
        const auto [known, fresh] = pictures.emplace(e->key(n), digest(**e->frame(n)));
        EXPECT_TRUE(fresh || known->second == digest(**e->frame(n)));
      }
    }
  EXPECT_LT(pictures.size(), 60u);  // some do meet
}

}  // namespace
}  // namespace rushes
