// Interlaced material made by ffmpeg, against the progressive film it was made of.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <deque>
#include <vector>

#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {

constexpr int w = 160, h = 120;

// Frames of 8-bit 4:2:0 that ffmpeg writes for a lavfi source.
std::deque<Picture> ffmpeg(const std::string& filter) {
  std::deque<Picture> out;
  const std::string command =
      "ffmpeg -v error -f lavfi -i \"" + filter + "\" -pix_fmt yuv420p -f rawvideo - </dev/null 2>/dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return out;
  std::vector<unsigned char> frame(w * h * 3 / 2);
  while (std::fread(frame.data(), 1, frame.size(), pipe) == frame.size()) {
    out.emplace_back(yuv(8, 1, 1), w, h);
    out.back().fill([&](int k, int x, int y) -> double {
      const std::size_t at = k == 0 ? 0 : static_cast<std::size_t>(w * h + (k - 1) * w * h / 4);
      return frame[at + static_cast<std::size_t>(y * (k ? w / 2 : w) + x)];
    });
  }
  pclose(pipe);
  return out;
}

double psnr(const Picture& a, const Picture& b) {
  double sum = 0;
  for (int y = 4; y < h - 4; ++y)
    for (int x = 4; x < w - 4; ++x) sum += std::pow(a.get(0, x, y) - b.get(0, x, y), 2);
  return sum == 0 ? 99 : 10 * std::log10(255.0 * 255 * (w - 8) * (h - 8) / sum);
}

// What a line of the kept field and the mean of its neighbours give.
Picture lines_doubled(const Picture& in, int kept) {
  Picture out(in.format(), w, h);
  out.fill([&](int k, int x, int y) {
    const int last = k ? h / 2 - 1 : h - 1;
    if (y % 2 == kept) return in.get(k, x, y);
    const int up = y > 0 ? y - 1 : y + 1, down = y < last ? y + 1 : y - 1;
    return std::round((in.get(k, x, up) + in.get(k, x, down)) / 2);
  });
  return out;
}

// A still picture with fine detail under something that moves fast.
const char* const source =
    "testsrc=size=160x120:rate=50:duration=0.6,format=yuv420p[a];color=white:size=30x50:rate=50:duration=0.6,"
    "format=yuv420p[b];[a][b]overlay=x='mod(n*5,150)':y='20+n'";

Picture deinterlaced(const std::deque<Picture>& frames, int n, const char* first, const char* keep) {
  const Plugin plugin("temporal/deinterlace");
  Call call{
      .texts = {{"first", first}, {"keep", keep}}, .frame = n, .duration = static_cast<std::int64_t>(frames.size())};
  call.frame_of = [&](std::uint32_t, std::int64_t f) { return &frames.at(static_cast<std::size_t>(f)); };
  Picture out(frames[0].format(), w, h);
  EXPECT_EQ(plugin.render(call, {&frames[0]}, out), "");
  return out;
}

// The criterion: 6 dB better than doubling lines and than leaving the fields woven, on moving material with detail.
TEST(Deinterlace, IsNearTheProgressiveOriginal) {
  const auto film = ffmpeg(source);
  if (film.empty()) GTEST_SKIP() << "there is no ffmpeg on the PATH";
  for (const bool top_first : {true, false}) {
    const auto woven =
        ffmpeg(std::string(source) + ",tinterlace=mode=" + (top_first ? "interleave_top" : "interleave_bottom"));
    ASSERT_GE(woven.size(), 14u);
    for (const bool second : {false, true}) {
      double ours = 0, doubled = 0, left = 0;
      for (int n = 3; n < 11; ++n) {
        // Frame n holds frame 2n in the field that comes first, frame 2n + 1 in the other.
        const Picture& truth = film[static_cast<std::size_t>(2 * n + (second ? 1 : 0))];
        const auto i = static_cast<std::size_t>(n);
        ours += psnr(deinterlaced(woven, n, top_first ? "top" : "bottom", second ? "second" : "first"), truth) / 8;
        doubled += psnr(lines_doubled(woven[i], top_first == second ? 1 : 0), truth) / 8;
        left += psnr(woven[i], truth) / 8;
      }
      std::printf("  [%s first, %s kept] ours %.1f dB, lines doubled %.1f, woven %.1f\n", top_first ? "top" : "bottom",
                  second ? "second" : "first", ours, doubled, left);
      EXPECT_GT(ours, doubled + 6);
      EXPECT_GT(ours, left + 6);
    }
  }
}

TEST(Deinterlace, WhatStandsStillKeepsEveryLine) {
  std::deque<Picture> frames;
  for (int i = 0; i < 3; ++i) {
    frames.emplace_back(yuv(8, 1, 1), w, h);
    // Smooth, with lines that only one of the fields has.
    frames.back().fill([](int, int x, int y) { return y % 8 == 3 ? 200.0 : std::floor(40 + x / 2.0); });
  }
  EXPECT_EQ(frames[1].difference(deinterlaced(frames, 1, "top", "first")), "");
  EXPECT_EQ(frames[1].difference(deinterlaced(frames, 1, "top", "second")), "");
}

}  // namespace
}  // namespace rushes::test
