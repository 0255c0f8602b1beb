#include "core/base/time.hpp"

#include <ostream>

#include <gtest/gtest.h>

namespace rushes {
namespace {

constexpr std::int64_t second = Time::per_second;

const Rate rates[] = {{24000, 1001}, {24, 1}, {25, 1},  {30000, 1001}, {30, 1}, {48, 1}, {50, 1},
                      {60000, 1001}, {60, 1}, {120, 1}, {10, 1},       {15, 1}, {25, 2}};

// Every frame of ten hours at every common rate; at the fastest that is 4.3 million.
TEST(Frames, StartAndNumberAreInverseForTenHours) {
  for (const Rate rate : rates) {
    const std::int64_t last = frame_at({36'000 * second}, rate);
    for (std::int64_t n = 0; n <= last; ++n) {
      const Time start = frame_start(n, rate);
      ASSERT_EQ(frame_at(start, rate), n) << to_string(rate);
      ASSERT_EQ(frame_at(start - Time{1}, rate), n - 1) << to_string(rate);
    }
  }
}

TEST(Frames, CommonRatesLieOnTicksExactly) {
  for (const Rate rate : rates) EXPECT_EQ(second * rate.den % rate.num, 0) << to_string(rate);
}

TEST(Frames, ARateOffTheTicksIsRoundedUp) {
  const Rate odd{7, 1};  // 7 divides the tick; 11 does not
  EXPECT_EQ(frame_start(1, odd).ticks * 7, second);
  const Rate eleven{11, 1};
  EXPECT_EQ(frame_start(1, eleven).ticks, second / 11 + 1);
  EXPECT_EQ(frame_at(frame_start(1, eleven), eleven), 1);
}

TEST(Frames, InADurationAreThoseThatStartInIt) {
  EXPECT_EQ(frames_in({0}, {24, 1}), 0);
  EXPECT_EQ(frames_in({-5}, {24, 1}), 0);
  EXPECT_EQ(frames_in({1}, {24, 1}), 1);
  EXPECT_EQ(frames_in({second}, {24, 1}), 24);
  EXPECT_EQ(frames_in({second + 1}, {24, 1}), 25);
}

TEST(Samples, StartAndNumberAreInverse) {
  for (const int rate : {8000, 11025, 22050, 32000, 44100, 48000, 96000, 192000}) {
    EXPECT_EQ(second % rate, 0) << rate;
    for (const std::int64_t n : {0l, 1l, 12345l, 36'000l * rate}) {
      EXPECT_EQ(sample_at(sample_start(n, rate), rate), n);
      EXPECT_EQ(sample_at(sample_start(n, rate) - Time{1}, rate), n - 1);
    }
  }
}

TEST(Muldiv, DoesNotOverflowInBetween) {
  constexpr std::int64_t large = INT64_MAX;
  EXPECT_EQ(muldiv_floor(large, large, large), large);
  EXPECT_EQ(muldiv_round(-large, large, large), -large);
  EXPECT_EQ(muldiv_floor(-7, 1, 2), -4);
  EXPECT_EQ(muldiv_floor(7, -1, 2), -4);
  EXPECT_EQ(muldiv_floor(7, 1, -2), -4);
  EXPECT_EQ(muldiv_round(7, 1, 2), 4);
  EXPECT_EQ(muldiv_round(-7, 1, 2), -4);
  EXPECT_EQ(muldiv_round(7, 1, -2), -4);
  EXPECT_EQ(muldiv_round(1, 1, 3), 0);
  EXPECT_EQ(muldiv_round(2, 1, 3), 1);
}

TEST(Muldiv, EndsWhere64BitsEnd) {
  constexpr std::int64_t large = INT64_MAX;
  EXPECT_EQ(muldiv_floor(large, 2, 1), large);
  EXPECT_EQ(muldiv_floor(large, -2, 1), -large);
  EXPECT_EQ(muldiv_round(large, large, 3), large);
  EXPECT_EQ(muldiv_round(large, large, -3), -large);
  EXPECT_EQ(frame_start(std::int64_t{1} << 50, {1, 1}).ticks, large);
  EXPECT_EQ(frame_start(-(std::int64_t{1} << 50), {1, 1}).ticks, -large);
  EXPECT_EQ(sample_start(large, 8000).ticks, large);
}

TEST(Timecode, CountsFrames) {
  EXPECT_EQ(timecode({0}, {24, 1}), "00:00:00:00");
  EXPECT_EQ(timecode(frame_start(24 * 3723 + 4, {24, 1}), {24, 1}), "01:02:03:04");
  EXPECT_EQ(timecode(frame_start(30, {30000, 1001}), {30000, 1001}), "00:00:01:00");
  EXPECT_EQ(timecode(-frame_start(25, {24, 1}), {24, 1}), "-00:00:01:01");
}

struct TimeCase {
  const char* name;
  const char* text;
  Rate rate;
  std::int64_t ticks;  // -1: refused
};
void PrintTo(const TimeCase& c, std::ostream* out) { *out << c.name; }
class ParseTime : public ::testing::TestWithParam<TimeCase> {};

TEST_P(ParseTime, ReadsOrRefuses) {
  const TimeCase& c = GetParam();
  Time time{-77};
  const bool read = parse_time(c.text, c.rate, time);
  EXPECT_EQ(read, c.ticks != -1);
  EXPECT_EQ(time.ticks, c.ticks == -1 ? -77 : c.ticks) << "the value changes only when the text is read";
}

const TimeCase time_cases[] = {
    {"Seconds", "2.5", {24, 1}, second * 5 / 2},
    {"SecondsWithUnit", "2.5s", {24, 1}, second * 5 / 2},
    {"Negative", "-1", {24, 1}, -second},
    {"Frames", "90f", {24, 1}, second * 90 / 24},
    {"FramesNtsc", "30f", {30000, 1001}, second * 1001 / 1000},
    {"MinutesSeconds", "01:02", {24, 1}, second * 62},
    {"Clock", "00:01:02", {24, 1}, second * 62},
    {"ClockFraction", "00:01:02.500", {24, 1}, second * 125 / 2},
    {"Timecode", "00:01:02:03", {24, 1}, second * 62 + second / 8},
    {"TimecodeNtsc", "00:00:01:00", {30000, 1001}, second * 1001 / 1000},
    {"Empty", "", {24, 1}, -1},
    {"Minus", "-", {24, 1}, -1},
    {"TwoMinuses", "--1", {24, 1}, -1},
    {"Plus", "+1", {24, 1}, -1},
    {"Word", "now", {24, 1}, -1},
    {"Unit", "5m", {24, 1}, -1},
    {"OnlyUnit", "s", {24, 1}, -1},
    {"Infinite", "inf", {24, 1}, -1},
    {"NotANumber", "nan", {24, 1}, -1},
    {"Huge", "1e30", {24, 1}, -1},
    {"HugeFrames", "99999999999f", {24, 1}, -1},
    {"SecondsOver59", "00:00:60", {24, 1}, -1},
    {"MinutesOver59", "00:60:00", {24, 1}, -1},
    {"FrameBeyondRate", "00:00:00:24", {24, 1}, -1},
    {"FiveParts", "0:0:0:0:0", {24, 1}, -1},
    {"EmptyPart", "00::01", {24, 1}, -1},
    {"NegativePart", "00:-1:00", {24, 1}, -1},
    {"Blank", " 1", {24, 1}, -1},
};
INSTANTIATE_TEST_SUITE_P(Time, ParseTime, ::testing::ValuesIn(time_cases),
                         [](const auto& p) { return std::string(p.param.name); });

struct RateCase {
  const char* name;
  const char* text;
  Rate rate;  // 0/0: refused
};
void PrintTo(const RateCase& c, std::ostream* out) { *out << c.name; }
class ParseRate : public ::testing::TestWithParam<RateCase> {};

TEST_P(ParseRate, ReadsOrRefuses) {
  const Rate before{5, 7};
  Rate rate = before;
  const bool wanted = GetParam().rate.den != 0;
  EXPECT_EQ(parse_rate(GetParam().text, rate), wanted);
  EXPECT_EQ(rate, wanted ? GetParam().rate : before);
}

const RateCase rate_cases[] = {
    {"Whole", "24", {24, 1}},
    {"Film", "23.976", {24000, 1001}},
    {"FilmLong", "23.976024", {24000, 1001}},
    {"Ntsc", "29.97", {30000, 1001}},
    {"Double", "59.94", {60000, 1001}},
    {"Fraction", "30000/1001", {30000, 1001}},
    {"Reduced", "50/2", {25, 1}},
    {"Half", "12.5", {25, 2}},
    {"Empty", "", {0, 0}},
    {"Zero", "0", {0, 0}},
    {"Negative", "-24", {0, 0}},
    {"OverZero", "24/0", {0, 0}},
    {"TwoSlashes", "24/1/1", {0, 0}},
    {"Word", "pal", {0, 0}},
    {"TooFast", "1001", {0, 0}},
    {"TooSlow", "1/2", {0, 0}},
    {"NotANumber", "nan", {0, 0}},
    {"Huge", "99999999999999999999", {0, 0}},
    {"BothNegative", "-24/-1", {0, 0}},
};
INSTANTIATE_TEST_SUITE_P(Rate, ParseRate, ::testing::ValuesIn(rate_cases),
                         [](const auto& p) { return std::string(p.param.name); });

TEST(Rate, TextAndBack) {
  for (const Rate rate : rates) {
    Rate again;
    ASSERT_TRUE(parse_rate(to_string(rate), again));
    EXPECT_EQ(again, rate);
  }
}

}  // namespace
}  // namespace rushes
