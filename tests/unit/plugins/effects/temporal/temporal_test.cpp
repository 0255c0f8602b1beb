#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <limits>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

struct Case {
  const char* name;
  const char* plugin;
  Call call;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

const Case cases[] = {
    {"echo", "temporal/time_echo", {.frame = 9}},
    {"echo_lighten", "temporal/time_echo", {.texts = {{"style", "lighten"}}, .frame = 9}},
    {"echo_start", "temporal/time_echo", {}},
    {"echo_wild",
     "temporal/time_echo",
     {.numbers = {{"echoes", {inf}}, {"spacing", {nan}}, {"decay", {nan}}}, .frame = 100}},
    {"speed_slow", "temporal/speed", {.numbers = {{"speed", {37}}}, .frame = 5, .duration = 50}},
    {"speed_fast", "temporal/speed", {.numbers = {{"speed", {350}}}, .frame = 5, .duration = 50}},
    {"speed_wild", "temporal/speed", {.numbers = {{"speed", {inf}}}, .frame = 7}},
    {"speed_before", "temporal/speed", {.numbers = {{"speed", {nan}}}, .frame = -7}},
    {"deinterlace", "temporal/deinterlace", {.frame = 3, .duration = 9}},
    {"deinterlace_bottom", "temporal/deinterlace", {.texts = {{"first", "bottom"}}, .frame = 0, .duration = 1}},
    {"deinterlace_second", "temporal/deinterlace", {.texts = {{"keep", "second"}}, .frame = 8, .duration = 9}},
};

class TemporalConformance : public testing::TestWithParam<Case> {};
TEST_P(TemporalConformance, Holds) { EXPECT_THAT(conformance(GetParam().plugin, GetParam().call), testing::IsEmpty()); }
INSTANTIATE_TEST_SUITE_P(Effects, TemporalConformance, testing::ValuesIn(cases),
                         [](const auto& c) { return std::string(c.param.name); });

// Frames whose red is their number over 100.
struct Numbered {
  std::deque<Picture> frames;
  explicit Numbered(int n) {
    for (int i = 0; i < n; ++i) {
      frames.emplace_back(rgba(32), 4, 4);
      frames.back().fill([&](int, int x, int) { return x % 4 == 0 ? i / 100.0 : x % 4 == 3 ? 1 : 0; });
    }
  }
  double shown(const char* effect, Call call) const {
    const Plugin plugin(effect);
    call.frame_of = [this](std::uint32_t, std::int64_t f) { return &frames.at(static_cast<std::size_t>(f)); };
    if (call.duration == 0) call.duration = static_cast<std::int64_t>(frames.size());
    Picture out(rgba(32), 4, 4);
    EXPECT_EQ(plugin.render(call, {&frames[0]}, out), "");
    EXPECT_NEAR(out.get(0, 3, 2), 1, 1e-6);
    return out.get(0, 0, 1) * 100;
  }
};

TEST(Speed, ShowsTheMomentItShould) {
  const Numbered film(40);
  for (int n = 0; n < 30; ++n) {
    // Half speed: between two frames, both.
    EXPECT_NEAR(film.shown("temporal/speed", {.numbers = {{"speed", {50}}}, .frame = n}), n * 0.5, 1e-4) << n;
    EXPECT_NEAR(film.shown("temporal/speed", {.numbers = {{"speed", {30}}, {"blend", {0}}}, .frame = n}),
                std::floor(n * 0.3 + 1e-6), 1e-4)
        << n;
  }
  // Three and a half times: the mean of all that pass.
  for (int n = 0; n < 10; ++n) {
    double sum = 0;
    for (int k = 0; k < 40; ++k)
      sum += k * std::max(0.0, std::min(k + 1.0, n * 3.5 + 3.5) - std::max<double>(k, n * 3.5));
    EXPECT_NEAR(film.shown("temporal/speed", {.numbers = {{"speed", {350}}}, .frame = n}), sum / 3.5, 1e-3) << n;
  }
  EXPECT_NEAR(film.shown("temporal/speed", {.numbers = {{"speed", {100}}}, .frame = 7}), 7, 1e-6);
  // Beyond the last frame is the last frame.
  EXPECT_NEAR(film.shown("temporal/speed", {.numbers = {{"speed", {200}}}, .frame = 35}), 39, 1e-4);
}

// Over a whole clip every frame counts as much as every other: blended speed loses and doubles nothing.
TEST(Speed, EveryFrameCountsTheSame) {
  const Numbered film(40);
  double sum = 0;
  for (int n = 0; n < 16; ++n) sum += film.shown("temporal/speed", {.numbers = {{"speed", {250}}}, .frame = n});
  EXPECT_NEAR(sum / 16, 19.5, 1e-3);
}

TEST(TimeEcho, IsItsSum) {
  const Numbered film(40);
  const Call call{.numbers = {{"echoes", {3}}, {"spacing", {4}}, {"decay", {0.5}}}, .frame = 20};
  EXPECT_NEAR(film.shown("temporal/time_echo", call), (20 + 16 * 0.5 + 12 * 0.25 + 8 * 0.125) / 1.875, 1e-4);
  // Near the beginning there is less to show, and it is as bright.
  EXPECT_NEAR(
      film.shown("temporal/time_echo", {.numbers = {{"echoes", {3}}, {"spacing", {4}}, {"decay", {0.5}}}, .frame = 5}),
      (5 + 1 * 0.5) / 1.5, 1e-4);
}

}  // namespace
}  // namespace rushes::test
