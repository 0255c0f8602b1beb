#include "core/base/time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace rushes {
namespace {

using Wide = __int128;

std::int64_t pick(std::int64_t low, std::int64_t high) { return *rc::gen::inRange<std::int64_t>(low, high); }
Rate any_rate() { return {pick(1, 1'000'000'000), pick(1, 1'000'000)}; }

RC_GTEST_PROP(TimeLaws, FrameNumberAndStartAreInverseAtAnyRate, ()) {
  const Rate rate{pick(1, 120'000), pick(1, 1002)};
  RC_PRE(rate.num >= rate.den);
  const std::int64_t frame = pick(-1'000'000'000, 1'000'000'000);
  RC_ASSERT(frame_at(frame_start(frame, rate), rate) == frame);
  RC_ASSERT(frame_at(frame_start(frame, rate) - Time{1}, rate) == frame - 1);
}

RC_GTEST_PROP(TimeLaws, TheFrameAtATimeStartsBeforeItAndTheNextBehind, ()) {
  const Rate rate{pick(1, 120'000), pick(1, 1002)};
  const Time t{pick(-1'000'000'000'000'000, 1'000'000'000'000'000)};
  const std::int64_t frame = frame_at(t, rate);
  RC_ASSERT(frame_start(frame, rate) <= t);
  RC_ASSERT(t < frame_start(frame + 1, rate));
}

RC_GTEST_PROP(TimeLaws, FramesNeverGoBack, ()) {
  const Rate rate = any_rate();
  const Time a{*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000)},
      b = a + Time{pick(0, 1'000'000'000)};
  RC_ASSERT(frame_at(a, rate) <= frame_at(b, rate));
}

RC_GTEST_PROP(TimeLaws, MuldivAgreesWithWideArithmetic, ()) {
  const auto num = *rc::gen::nonZero<std::int64_t>();
  const auto den = *rc::gen::nonZero<std::int64_t>();
  const auto value = *rc::gen::arbitrary<std::int64_t>();
  const Wide product = Wide(value) * num;
  const Wide limit = Wide(INT64_MAX - 1) * (den < 0 ? -Wide(den) : Wide(den));
  RC_PRE(product <= limit && product >= -limit);
  const Wide floor = muldiv_floor(value, num, den), round = muldiv_round(value, num, den);
  const Wide d = den < 0 ? -Wide(den) : Wide(den), p = den < 0 ? -product : product;
  RC_ASSERT(floor * d <= p);
  RC_ASSERT(p < (floor + 1) * d);
  const Wide off = 2 * (round * d - p);
  RC_ASSERT(off <= d);
  RC_ASSERT(off >= -d);
}

RC_GTEST_PROP(TimeLaws, AWholeNumberOfFramesHasThatManyFrames, ()) {
  const Rate rate{pick(1, 120'000), pick(1, 1002)};
  RC_PRE(rate.num >= rate.den);
  const std::int64_t n = pick(0, 10'000'000);
  RC_ASSERT(frames_in(frame_start(n, rate), rate) == n);
}

RC_GTEST_PROP(TimeLaws, TimecodeReadsBack, ()) {
  const Rate rate =
      *rc::gen::element(Rate{24, 1}, Rate{25, 1}, Rate{30000, 1001}, Rate{24000, 1001}, Rate{60, 1}, Rate{60000, 1001});
  const Time t = frame_start(pick(0, 36'000 * 60), rate);
  Time again;
  RC_ASSERT(parse_time(timecode(t, rate), rate, again));
  RC_ASSERT(again == t);
}

RC_GTEST_PROP(TimeLaws, AnyTextIsReadOrRefused, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789:.-+/fsen ")));
  Time time;
  Rate rate;
  if (parse_time(text, {24, 1}, time)) RC_ASSERT(std::abs(time.seconds()) <= 1e9);
  if (parse_rate(text, rate)) RC_ASSERT(rate.num > 0 && rate.den > 0 && rate.num >= rate.den);
}

}  // namespace
}  // namespace rushes
