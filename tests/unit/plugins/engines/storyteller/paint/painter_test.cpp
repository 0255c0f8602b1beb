#include "plugins/engines/storyteller/paint/painter.hpp"

#include "plugins/engines/storyteller/paint/scene.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <vector>

namespace storyteller {
namespace {

constexpr int kWorlds = 10, kTimes = 4, kWeathers = 7, kMoods = 7, kStyles = 5, kMoves = 11;
constexpr const char* kWorldNames[] = {"sea",  "mountains", "forest",   "desert",      "city",
                                       "snow", "space",     "interior", "countryside", "abstract"};

using Bytes = std::vector<std::uint8_t>;

Parallel on_threads(int threads) {
  return [threads](int n, const std::function<void(int)>& body) {
    std::atomic<int> next{0};
    const auto work = [&] {
      for (int i; (i = next++) < n;) body(i);
    };
    std::vector<std::thread> others;
    for (int k = 1; k < threads; ++k) others.emplace_back(work);
    work();
    for (auto& t : others) t.join();
  };
}
void backwards(int n, const std::function<void(int)>& body) {
  for (int i = n; i-- > 0;) body(i);
}

SceneSpec scene(World world, std::uint64_t seed = 7) {
  SceneSpec s;
  s.world = world, s.time = TimeOfDay::day, s.seed = seed;
  return s;
}

Subject thing(const char* kind, int count = 1) {
  Subject s;
  s.kind = kind, s.count = count;
  return s;
}

Bytes frame_of(const Painter& painter, const Canvas& c, int frame) {
  Bytes rgb(static_cast<std::size_t>(c.width) * 3 * static_cast<std::size_t>(c.height));
  painter.paint(frame, rgb.data(), static_cast<std::int64_t>(c.width) * 3);
  return rgb;
}
Bytes frame_of(const SceneSpec& s, const Canvas& c, int frame) {
  return frame_of(Painter(s, c, on_threads(1)), c, frame);
}

double luma_of(const Bytes& rgb) {
  double sum = 0;
  for (std::size_t i = 0; i < rgb.size(); i += 3) sum += 0.2126 * rgb[i] + 0.7152 * rgb[i + 1] + 0.0722 * rgb[i + 2];
  return sum / (static_cast<double>(rgb.size()) / 3);
}
int spread_of(const Bytes& rgb) {
  const auto [low, high] = std::minmax_element(rgb.begin(), rgb.end());
  return *high - *low;
}
double difference(const Bytes& a, const Bytes& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(int{a[i]} - int{b[i]});
  return sum / static_cast<double>(a.size());
}

struct WorldCase {
  int index;
};
void PrintTo(const WorldCase& c, std::ostream* out) { *out << kWorldNames[c.index]; }

class EveryWorld : public testing::TestWithParam<WorldCase> {
 protected:
  World world() const { return static_cast<World>(GetParam().index); }
};
INSTANTIATE_TEST_SUITE_P(Worlds, EveryWorld,
                         testing::Values(WorldCase{0}, WorldCase{1}, WorldCase{2}, WorldCase{3}, WorldCase{4},
                                         WorldCase{5}, WorldCase{6}, WorldCase{7}, WorldCase{8}, WorldCase{9}),
                         [](const auto& param) { return std::string(kWorldNames[param.param.index]); });

TEST_P(EveryWorld, IsTheSameForAnyNumberOfThreadsAndAnyOrder) {
  SceneSpec s = scene(world(), 21);
  s.weather = Weather::storm, s.time = TimeOfDay::dusk;
  s.subjects = {thing("lighthouse"), thing("dog", 2), thing("seagull", 3)};
  const Canvas c{160, 91, 24, 48, Quality::final};
  const Painter one(s, c, on_threads(1)), two(s, c, on_threads(2)), eight(s, c, on_threads(8)),
      reversed(s, c, backwards);
  const Bytes late = frame_of(one, c, 31), early = frame_of(one, c, 4);
  EXPECT_EQ(early, frame_of(two, c, 4));
  EXPECT_EQ(late, frame_of(two, c, 31));
  EXPECT_EQ(late, frame_of(eight, c, 31));
  EXPECT_EQ(early, frame_of(eight, c, 4));
  EXPECT_EQ(late, frame_of(reversed, c, 31));
  EXPECT_EQ(late, frame_of(one, c, 31));
}

TEST_P(EveryWorld, FramesMayBePaintedAtOnce) {
  const Canvas c{96, 54, 24, 24, Quality::final};
  const Painter painter(scene(world(), 3), c, on_threads(2));
  std::vector<Bytes> alone, together(6);
  for (int f = 0; f < 6; ++f) alone.push_back(frame_of(painter, c, f * 4));
  on_threads(3)(6, [&](int f) { together[static_cast<std::size_t>(f)] = frame_of(painter, c, f * 4); });
  EXPECT_EQ(alone, together);
}

TEST_P(EveryWorld, PaintsAnySize) {
  for (const auto& [w, h] : {std::pair{17, 23}, {16, 16}, {641, 359}, {33, 200}, {201, 31}, {1, 1}}) {
    for (const Quality q : {Quality::draft, Quality::preview, Quality::final}) {
      if (w > 600 && q == Quality::preview) continue;
      Canvas c{w, h, 25, 10, q};
      const Painter painter(scene(world()), c, on_threads(2));
      c.width = std::max(w, 16), c.height = std::max(h, 16);
      // Rows may be further apart than they are long; what lies between is left alone.
      const std::int64_t stride = c.width * 3 + 5;
      Bytes rgb(static_cast<std::size_t>(stride * c.height), 77);
      painter.paint(5, rgb.data(), stride);
      for (int y = 0; y < c.height; ++y)
        for (int k = 0; k < 5; ++k)
          ASSERT_EQ(rgb[static_cast<std::size_t>(y * stride + c.width * 3 + k)], 77) << w << "x" << h;
    }
  }
}

// The camera, mood and style change along, so that all of them are met.
TEST_P(EveryWorld, EveryTimeAndWeatherIsFiniteAndNotFlat) {
  int n = GetParam().index;
  for (int time = 0; time < kTimes; ++time)
    for (int weather = 0; weather < kWeathers; ++weather, ++n) {
      SceneSpec s = scene(world(), static_cast<std::uint64_t>(n) * 1237 + 1);
      s.time = static_cast<TimeOfDay>(time), s.weather = static_cast<Weather>(weather);
      s.mood = static_cast<Mood>(n % kMoods), s.style = static_cast<Style>(n % kStyles);
      s.camera.move = static_cast<CameraMove>(n % kMoves);
      const Canvas c{48, 27, 24, 48, Quality::final};
      const paint::Scene made(s, c, on_threads(1));
      for (const int frame : {0, 47}) {
        const paint::Image light = made.paint(made.shot(frame));
        for (int y = 0; y < light.height; ++y)
          for (int x = 0; x < light.width; ++x)
            for (int k = 0; k < 4; ++k)
              ASSERT_TRUE(std::isfinite(light.row(y)[x][k])) << time << " " << weather << " at " << x << "," << y;
      }
      const Bytes rgb = frame_of(s, c, 20);
      EXPECT_GT(spread_of(rgb), 40) << "time " << time << " weather " << weather << " style " << n % kStyles << " seed "
                                    << s.seed;
      EXPECT_GT(luma_of(rgb), 6) << "time " << time << " weather " << weather << " style " << n % kStyles;
      EXPECT_LT(luma_of(rgb), 240) << "time " << time << " weather " << weather << " style " << n % kStyles;
    }
}

TEST_P(EveryWorld, NightIsDarkerThanDawnAndDawnThanDay) {
  const Canvas c{64, 36, 24, 24, Quality::final};
  double mean[3] = {};
  for (std::uint64_t seed = 1; seed <= 6; ++seed)
    for (int time = 0; time < 3; ++time) {
      SceneSpec s = scene(world(), seed * 77);
      s.time = static_cast<TimeOfDay>(time);
      mean[time] += luma_of(frame_of(s, c, 12));
    }
  EXPECT_LT(mean[0] * 1.15, mean[1]);
  EXPECT_LT(mean[1], mean[2]);
}

TEST_P(EveryWorld, MovesWhenAskedTo) {
  const Canvas c{96, 54, 24, 48, Quality::final};
  for (int move = 0; move < kMoves; ++move) {
    SceneSpec s = scene(world(), 5);
    s.camera.move = static_cast<CameraMove>(move);
    const Painter painter(s, c, on_threads(1));
    Bytes last = frame_of(painter, c, 0);
    for (int f = 1; f < 4; ++f) {
      const Bytes next = frame_of(painter, c, f);
      EXPECT_GT(difference(last, next), 0.05) << "move " << move << " frame " << f;
      EXPECT_LT(difference(last, next), 14) << "move " << move << " frame " << f;
      last = next;
    }
  }
}

// Alpha tells what is covered: a plate that a camera lifts off the ground, or whose edge it passes, leaves a hole.
TEST_P(EveryWorld, NoCameraMoveUncoversWhatIsBehind) {
  const Canvas c{192, 108, 24, 144, Quality::final};
  for (int move = 0; move < kMoves; ++move)
    for (const std::uint64_t seed : {3u, 8u, 17u, 26u}) {
      SceneSpec s = scene(world(), seed);
      s.camera.move = static_cast<CameraMove>(move), s.camera.speed = 2;
      s.camera.lens = seed % 2 ? 1.f : 0.7f;
      if (seed == 26) s.subjects = {thing("boat")};  // water instead of a meadow or a street
      if (seed == 17) s.subjects = {thing("dog")};
      const paint::Scene made(s, c, on_threads(1));
      for (const int frame : {0, 143}) {
        const paint::Image picture = made.paint(made.shot(frame));
        int holes = 0, x0 = c.width, y0 = c.height;
        for (int y = 0; y < picture.height; ++y)
          for (int x = 0; x < picture.width; ++x)
            if (picture.row(y)[x][3] < 0.97f) ++holes, x0 = std::min(x0, x), y0 = std::min(y0, y);
        EXPECT_EQ(holes, 0) << "move " << move << " seed " << seed << " frame " << frame << " from " << x0 << "," << y0;
      }
    }
}

TEST_P(EveryWorld, StandsStillWhenAskedTo) {
  const Canvas c{96, 54, 24, 48, Quality::final};
  SceneSpec s = scene(world(), 5);
  s.motion = 0, s.weather = Weather::snow;
  s.subjects = {thing("boat"), thing("bird", 3)};
  const Painter painter(s, c, on_threads(1));
  const Bytes first = frame_of(painter, c, 0);
  EXPECT_EQ(first, frame_of(painter, c, 1));
  EXPECT_EQ(first, frame_of(painter, c, 40));
}

TEST_P(EveryWorld, SeedsGiveOtherCompositions) {
  const Canvas c{96, 54, 24, 24, Quality::final};
  std::vector<Bytes> seen;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) seen.push_back(frame_of(scene(world(), seed), c, 10));
  for (std::size_t a = 0; a < seen.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) EXPECT_GT(difference(seen[a], seen[b]), 8) << a << " and " << b;
}

TEST_P(EveryWorld, RedPaletteMakesItRedder) {
  const Canvas c{64, 36, 24, 24, Quality::final};
  const auto red_share = [&](const SceneSpec& s) {
    const Bytes rgb = frame_of(s, c, 10);
    double red = 0, all = 1;
    for (std::size_t i = 0; i < rgb.size(); i += 3) red += rgb[i], all += rgb[i] + rgb[i + 1] + rgb[i + 2];
    return red / all;
  };
  for (std::uint64_t seed : {3u, 8u, 15u}) {
    SceneSpec plain = scene(world(), seed), red = plain;
    red.palette = {{{40, 4, 6}, {120, 14, 18}, {190, 30, 34}, {226, 72, 60}, {250, 196, 180}}};
    red.palette_asked = true;
    EXPECT_GT(red_share(red), red_share(plain) + 0.04) << seed;
  }
}

TEST(Painter, SubjectsAreLargeEnoughToRead) {
  const Canvas c{320, 180, 24, 24, Quality::final};
  for (const World world :
       {World::sea, World::mountains, World::desert, World::snow, World::countryside, World::abstract}) {
    SceneSpec without = scene(world, 9), with = without;
    without.motion = with.motion = 0;
    with.subjects = {thing("dog")};
    const Bytes a = frame_of(without, c, 0), b = frame_of(with, c, 0);
    int top = c.height, bottom = 0;
    for (int y = 0; y < c.height; ++y) {
      int changed = 0;
      for (int x = 0; x < c.width; ++x)
        changed += std::abs(int{a[static_cast<std::size_t>((y * c.width + x) * 3)]} -
                            int{b[static_cast<std::size_t>((y * c.width + x) * 3)]}) > 24;
      if (changed > 1) top = std::min(top, y), bottom = std::max(bottom, y);
    }
    EXPECT_GT(bottom - top, c.height * 17 / 100) << kWorldNames[static_cast<int>(world)];
  }
}

// Where the subjects of `with` change the picture of `without`.
struct Area {
  double x = 0, y = 0;  // their middle
  int left = 1 << 20, right = -1, n = 0;
};
Area changed_area(const SceneSpec& without, const SceneSpec& with, const Canvas& c, int frame) {
  const Bytes a = frame_of(without, c, frame), b = frame_of(with, c, frame);
  Area out;
  for (int y = 0; y < c.height; ++y)
    for (int x = 0; x < c.width; ++x) {
      const auto i = static_cast<std::size_t>((y * c.width + x) * 3);
      int d = 0;
      for (std::size_t k = 0; k < 3; ++k) d = std::max(d, std::abs(int{a[i + k]} - int{b[i + k]}));
      if (d < 40) continue;
      out.x += x, out.y += y, ++out.n, out.left = std::min(out.left, x), out.right = std::max(out.right, x);
    }
  out.x /= std::max(out.n, 1), out.y /= std::max(out.n, 1);
  return out;
}

TEST(Painter, WhatPassesCrossesThePicture) {
  const Canvas c{240, 135, 24, 144, Quality::draft};
  struct Mover {
    World world;
    const char* kind;
    double share;  // of the width, from one quarter of the scene to three quarters
  };
  for (const auto& [world, kind, share] :
       {Mover{World::space, "rocket", 0.35}, Mover{World::desert, "car", 0.35}, Mover{World::sea, "bird", 0.3},
        Mover{World::desert, "horse", 0.10}, Mover{World::sea, "boat", 0.06}})
    for (const std::uint64_t seed : {4u, 9u}) {
      SceneSpec without = scene(world, seed), with = without, resting = without;
      without.camera.move = with.camera.move = resting.camera.move = CameraMove::hold;
      with.subjects = resting.subjects = {thing(kind)};
      with.subjects[0].action = Action::pass, resting.subjects[0].action = Action::rest;
      const double way = changed_area(without, with, c, 108).x - changed_area(without, with, c, 36).x;
      EXPECT_GT(std::abs(way), c.width * share) << kind << " seed " << seed;
      const double rest = changed_area(without, resting, c, 108).x - changed_area(without, resting, c, 36).x;
      EXPECT_LT(std::abs(rest), c.width * 0.03) << kind << " seed " << seed;
    }
}

TEST(Painter, WhatRisesAndFallsGoesUpAndDown) {
  const Canvas c{240, 135, 24, 144, Quality::draft};
  for (const auto action : {Action::rise, Action::fall}) {
    SceneSpec without = scene(World::countryside, 4), with = without;
    without.camera.move = with.camera.move = CameraMove::hold;
    with.subjects = {thing("hot_air_balloon")};
    with.subjects[0].action = action;
    const double down = changed_area(without, with, c, 120).y - changed_area(without, with, c, 24).y;
    EXPECT_GT(action == Action::rise ? -down : down, c.height * 0.1);
  }
}

TEST(Painter, CarsThatPassKeepTheirDistance) {
  const Canvas c{240, 135, 24, 144, Quality::draft};
  SceneSpec one = scene(World::desert, 4), two = one;
  one.camera.move = two.camera.move = CameraMove::hold;
  one.subjects = {thing("car")}, two.subjects = {thing("car", 2)};
  one.subjects[0].action = two.subjects[0].action = Action::pass;
  SceneSpec none = one;
  none.subjects.clear();
  // Two cars that go opposite ways: their common middle stays, and they are far apart at the ends.
  const Area early = changed_area(none, two, c, 30), late = changed_area(none, two, c, 114);
  EXPECT_GT(early.right - early.left, c.width * 6 / 10);
  EXPECT_GT(late.right - late.left, c.width * 6 / 10);
}

TEST(Painter, WhatIsOnATableStandsOnIt) {
  const Canvas c{240, 135, 24, 24, Quality::draft};
  for (const std::uint64_t seed : {2u, 3u, 4u, 11u}) {
    SceneSpec table = scene(World::countryside, seed), both = table, none = table;
    none.motion = table.motion = both.motion = 0;
    table.subjects = {thing("table")};
    both.subjects = {thing("table"), thing("cat")};
    both.subjects[1].relation = Relation::on, both.subjects[1].by = "table";
    const Area under = changed_area(none, table, c, 0), on = changed_area(table, both, c, 0);
    ASSERT_GT(on.n, 20) << seed;
    EXPECT_GE(on.left, under.left - 4) << seed;
    EXPECT_LE(on.right, under.right + 4) << seed;
    EXPECT_LT(on.y, under.y) << seed;
  }
}

TEST(Painter, AStormAtSeaIsDarkAndWild) {
  const Canvas c{320, 180, 24, 96, Quality::final};
  for (const std::uint64_t seed : {2u, 5u, 9u}) {
    SceneSpec calm = scene(World::sea, seed), storm = calm;
    storm.weather = Weather::storm, storm.negative = {"rain drops", "lightning"};
    const auto measure = [&](const SceneSpec& s, double& sky, double& rough) {
      const paint::Scene made(s, c, on_threads(1));
      const int horizon = static_cast<int>(made.shot(30).horizon_row());
      const Bytes rgb = frame_of(s, c, 30);
      const auto at = [&](int x, int y) { return double(rgb[static_cast<std::size_t>((y * c.width + x) * 3 + 1)]); };
      sky = rough = 0;
      for (int y = 0; y < horizon; ++y)
        for (int x = 0; x < c.width; ++x) sky += at(x, y) / (horizon * c.width);
      // Waves that stand up hide others: brightness jumps between rows near the eye.
      int n = 0;
      for (int y = horizon + 12; y + 3 < c.height; ++y)
        for (int x = 0; x < c.width; ++x, ++n) rough += std::abs(at(x, y + 3) - at(x, y)) / (at(x, y) + 20);
      rough /= n;
    };
    double sky0 = 0, rough0 = 0, sky1 = 0, rough1 = 0;
    measure(calm, sky0, rough0), measure(storm, sky1, rough1);
    EXPECT_LT(sky1, sky0 * 0.72) << seed;
    EXPECT_GT(rough1, rough0 * 1.25) << seed;
  }
}

TEST(Painter, LightningComesOutOfTheTopOfThePicture) {
  const Canvas c{160, 90, 24, 96, Quality::final};
  for (const auto move : {CameraMove::tilt_up, CameraMove::crane_up, CameraMove::pull, CameraMove::push}) {
    SceneSpec s = scene(World::sea, 5);
    s.weather = Weather::storm, s.camera.move = move, s.camera.speed = 2;
    const paint::Scene made(s, c, on_threads(1));
    int flashes = 0;
    for (int frame = 0; frame < c.frames; ++frame) {
      const paint::Shot shot = made.shot(frame);
      if (shot.flash < 0.6f) continue;
      ++flashes;
      const paint::Image picture = made.paint(shot);
      float brightest = 0, sum = 0;
      for (int x = 0; x < picture.width; ++x) {
        const float l = paint::luma(picture.row(0)[x]);
        brightest = std::max(brightest, l), sum += l;
      }
      EXPECT_GT(brightest, 2.2f * sum / static_cast<float>(picture.width)) << static_cast<int>(move) << " " << frame;
    }
    EXPECT_GT(flashes, 0);
  }
}

TEST(Painter, AForestInAutumnIsGoldAndOneInSummerGreen) {
  const Canvas c{160, 90, 24, 24, Quality::final};
  for (const std::uint64_t seed : {1u, 4u, 7u})
    for (const Mood mood : {Mood::calm, Mood::melancholic}) {
      SceneSpec summer = scene(World::forest, seed), autumn = summer;
      summer.mood = autumn.mood = mood, autumn.sights = {"leaves"};
      const auto warmth = [&](const SceneSpec& s) {
        const Bytes rgb = frame_of(s, c, 12);
        double red = 0, green = 0, blue = 0;
        for (std::size_t i = 0; i < rgb.size(); i += 3) red += rgb[i], green += rgb[i + 1], blue += rgb[i + 2];
        return std::pair{red / green, green / blue};
      };
      EXPECT_GT(warmth(autumn).first, 1.04) << seed;   // more red than green,
      EXPECT_GT(warmth(autumn).second, 1.10) << seed;  // and less blue: gold, not pink
      EXPECT_GT(warmth(autumn).first, warmth(summer).first + 0.1) << seed;
    }
}

TEST(Painter, CountsAreKept) {
  const Canvas c{320, 180, 24, 24, Quality::final};
  SceneSpec none = scene(World::desert, 4), one = none, five = none;
  none.motion = one.motion = five.motion = 0;
  one.subjects = {thing("dog")}, five.subjects = {thing("dog", 5)};
  const auto changed = [&](const SceneSpec& s) { return difference(frame_of(none, c, 0), frame_of(s, c, 0)); };
  EXPECT_GT(changed(five), changed(one) * 1.4);
}

TEST(Painter, NegativesAreHonoured) {
  const Canvas c{96, 54, 24, 24, Quality::final};
  SceneSpec rain = scene(World::countryside, 6), banned = rain, dry = rain;
  rain.weather = banned.weather = Weather::rain, dry.weather = Weather::cloudy;
  banned.negative = {"rain"};
  EXPECT_EQ(frame_of(banned, c, 5), frame_of(dry, c, 5));
  EXPECT_NE(frame_of(rain, c, 5), frame_of(dry, c, 5));
  SceneSpec dogs = scene(World::countryside, 6);
  dogs.subjects = {thing("dog")};
  SceneSpec no_dogs = dogs;
  no_dogs.negative = {"dogs"};
  EXPECT_EQ(frame_of(no_dogs, c, 5), frame_of(scene(World::countryside, 6), c, 5));
}

TEST(Painter, UnknownSubjectsAreLeftOut) {
  const Canvas c{96, 54, 24, 24, Quality::final};
  SceneSpec s = scene(World::sea, 6);
  s.subjects = {thing("no such thing")};
  EXPECT_EQ(frame_of(s, c, 5), frame_of(scene(World::sea, 6), c, 5));
}

TEST(Painter, NoirIsGrey) {
  const Canvas c{96, 54, 24, 24, Quality::final};
  SceneSpec s = scene(World::city, 2);
  s.style = Style::noir, s.time = TimeOfDay::night;
  const Bytes rgb = frame_of(s, c, 3);
  for (std::size_t i = 0; i < rgb.size(); i += 3) {
    ASSERT_NEAR(rgb[i], rgb[i + 1], 2);
    ASSERT_NEAR(rgb[i], rgb[i + 2], 2);
  }
}

}  // namespace
}  // namespace storyteller
