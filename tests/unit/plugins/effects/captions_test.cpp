// captions: SubRip and WebVTT as people write them, and what is seen of them.
#include <gtest/gtest.h>

#include <thread>

#include "captions/parse.hpp"
#include "tests/support/effect_harness.hpp"

namespace rushes::test {
namespace {
using namespace rushes::effects;

std::string text_of(const Cue& cue) {
  std::string text;
  for (const auto& w : cue.words) text += w.text;
  return text;
}

TEST(SubRip, ReadsCues) {
  const auto c = parse_srt(
      "\xEF\xBB\xBF"
      "1\r\n00:00:01,500 --> 00:00:02,750\r\nHello <i>you</i>\r\nthere\r\n\r\n2\r\n1:00:00,5 --> 1:00:01.5 X1:3\r\nB "
      "&amp; B\r\n");
  ASSERT_EQ(c.cues.size(), 2u);
  EXPECT_EQ(c.skipped, 0);
  EXPECT_EQ(c.cues[0].start, 1500);
  EXPECT_EQ(c.cues[0].end, 2750);
  EXPECT_EQ(text_of(c.cues[0]), "Hello {\\i1}you{\\i0}\\Nthere");
  EXPECT_EQ(c.cues[1].start, 3600500);
  EXPECT_EQ(text_of(c.cues[1]), "B & B");
}

TEST(SubRip, SkipsAndCountsWhatIsBad) {
  const auto c = parse_srt(
      "1\n00:00:01,000 --> 00:00:02,000\ngood\n\n"
      "2\n00:00:xx,000 --> 00:00:04,000\nbad time\n\n"
      "3\n00:00:09,000 --> 00:00:08,000\nends before it starts\n\n"
      "4\n00:00:05,000 --> 00:00:06,000\n\n"
      "--> \nno times\n\n"
      "00:00:10,000 --> 00:00:11,000\nno number\n7\n00:00:12,000 --> 00:00:13,000\nno empty line before");
  ASSERT_EQ(c.cues.size(), 3u);
  EXPECT_EQ(c.skipped, 4);
  EXPECT_EQ(text_of(c.cues[1]), "no number");
  EXPECT_EQ(text_of(c.cues[2]), "no empty line before");
}

TEST(SubRip, TextCannotBecomeACommand) {
  const auto c = parse_srt("1\n0:0:1,0 --> 0:0:2,0\na {b} \\N <font color=\"red\">c</font> {\\an8}d\n");
  ASSERT_EQ(c.cues.size(), 1u);
  EXPECT_EQ(text_of(c.cues[0]), "a \\{b\\} \\\xE2\x81\xA0N c d");
}

TEST(WebVtt, ReadsWordsAndPlaces) {
  const auto c = parse_vtt(
      "WEBVTT - title\n\nNOTE\n00:01.000 --> 00:02.000\nnot a cue\n\nSTYLE\n::cue { color: red }\n\nid\n00:03.000 --> "
      "00:05.000 align:start line:5%\n"
      "<v Ada><00:03.000>one <00:04.000><c.x>two</c>\n");
  ASSERT_EQ(c.cues.size(), 1u);
  EXPECT_EQ(c.skipped, 0);
  ASSERT_EQ(c.cues[0].words.size(), 2u);
  EXPECT_EQ(c.cues[0].words[0].start, 3000);
  EXPECT_EQ(c.cues[0].words[1].start, 4000);
  EXPECT_EQ(c.cues[0].words[1].text, "two");
  EXPECT_EQ(c.cues[0].place, 7);
}

TEST(Captions, FormatsAreRecognised) {
  EXPECT_EQ(detect("WEBVTT\n"), CaptionFormat::vtt);
  EXPECT_EQ(detect("\xEF\xBB\xBF[Script Info]\nDialogue: 0"), CaptionFormat::ass);
  EXPECT_EQ(detect("1\n00:00:01,000 --> 00:00:02,000\nx"), CaptionFormat::srt);
}

TEST(Captions, JunkIsNoCue) {
  for (const char* junk : {"", "\n\n\n", "-->", "-->-->-->\n-->", "1\n2\n3", "99999999999999:00:00,000 --> 1:0:0,0\nx",
                           "WEBVTT\n\n00:00 -->"}) {
    EXPECT_TRUE(parse_srt(junk).cues.empty()) << junk;
    EXPECT_TRUE(parse_vtt(junk).cues.empty()) << junk;
  }
}

constexpr const char* two_cues =
    "1\n00:00:01,000 --> 00:00:02,000\nFirst\n\n2\n00:00:03,000 --> 00:00:04,000\nA second, longer line\n";

struct Seen {
  int pixels = 0, top = 1 << 20, bottom = -1;
};
Seen seen(const Plugin& captions, const Call& call, int w = 640, int h = 360) {
  Picture out(captions.output_format(yuv(8, 1, 1)), w, h, 0x33);
  EXPECT_EQ(captions.render(call, {}, out), "");
  Seen s;
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x)
      if (out.get(3, x, y) > 200) ++s.pixels, s.top = std::min(s.top, y), s.bottom = std::max(s.bottom, y);
  return s;
}

TEST(Captions, ShowExactlyWhileTheyAreSpoken) {
  const Plugin captions("captions");
  for (const char* style : {"clean", "boxed", "word_highlight"}) {
    const auto at = [&](std::int64_t frame) {
      return seen(captions, {.texts = {{"text", two_cues}, {"style", style}}, .frame = frame}).pixels;
    };
    EXPECT_EQ(at(24), 0) << style;
    EXPECT_GT(at(25), 50) << style;
    EXPECT_GT(at(49), 50) << style;
    EXPECT_EQ(at(50), 0) << style;
    EXPECT_GT(at(80), at(30)) << style;
  }
}

TEST(Captions, StandInTheSafeAreaAndMoveUp) {
  const Plugin captions("captions");
  const Seen low = seen(captions, {.texts = {{"text", two_cues}}, .frame = 30});
  EXPECT_GT(low.top, 250);
  EXPECT_LT(low.bottom, 348);
  const Seen high = seen(captions, {.numbers = {{"position", {1}}}, .texts = {{"text", two_cues}}, .frame = 30});
  EXPECT_LT(high.bottom, 90);
  EXPECT_GE(high.top, 5);
  EXPECT_GT(high.pixels, 50);
}

TEST(Captions, TheSpokenWordIsLit) {
  const Plugin captions("captions");
  const char* vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\n<00:00.000>MMMM <00:01.000>MMMM\n";
  const auto lit = [&](std::int64_t frame) {  // mean column of what is coloured
    Picture out(captions.output_format(yuv(8, 1, 1)), 640, 360);
    EXPECT_EQ(captions.render({.numbers = {{"accent", {0, 0, 1, 1}}},
                               .texts = {{"text", vtt}, {"style", "word_highlight"}},
                               .frame = frame},
                              {}, out),
              "");
    double sum = 0;
    int n = 0;
    for (int y = 0; y < 180; ++y)
      for (int x = 0; x < 320; ++x)
        if (out.get(1, x, y) > 200) sum += x, ++n;
    return n ? sum / n : 0;
  };
  EXPECT_GT(lit(5), 0);
  EXPECT_LT(lit(5), 160);
  EXPECT_GT(lit(30), 160);
}

TEST(Captions, AssIsDrawnWithItsKaraoke) {
  const Plugin captions("captions");
  const char* ass =
      "[Script Info]\nPlayResX: 640\nPlayResY: 360\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, "
      "SecondaryColour, OutlineColour, BackColour, Bold, Italic, "
      "Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, "
      "MarginR, MarginV, Encoding\n"
      "Style: D,DejaVu "
      "Sans,40,&H00FF0000,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,0,0,5,0,0,0,1\n[Events]\n"
      "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nDialogue: "
      "0,0:00:01.00,0:00:03.00,D,,0,0,0,,{\\k100}MMMM{\\k100}MMMM\n";
  const auto blue = [&](std::int64_t frame) {
    Picture out(captions.output_format(yuv(8, 1, 1)), 640, 360);
    EXPECT_EQ(captions.render({.texts = {{"text", ass}}, .frame = frame}, {}, out), "");
    int n = 0;
    for (int y = 0; y < 180; ++y)
      for (int x = 0; x < 320; ++x) n += out.get(1, x, y) > 200;
    return n;
  };
  EXPECT_EQ(blue(10), 0);
  EXPECT_GT(blue(30), 20);
  EXPECT_GT(blue(60), blue(30) * 3 / 2);
}

TEST(Captions, AreTheSameFromManyThreads) {
  const Plugin captions("captions");
  const Call call{.texts = {{"text", two_cues}}, .frame = 30};
  Picture expected(yuv(8, 1, 1, true), 320, 180);
  ASSERT_EQ(captions.render(call, {}, expected), "");
  std::vector<std::thread> threads;
  std::vector<std::string> results(4);
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 8; ++i) {
        Picture out(yuv(8, 1, 1, true), 320, 180), other(yuv(8, 1, 1, true), 256, 144);
        results[t] += captions.render({.texts = {{"text", two_cues}}, .frame = 80}, {}, other);
        results[t] += captions.render(call, {}, out);
        results[t] += expected.difference(out);
      }
    });
  for (auto& t : threads) t.join();
  for (const auto& r : results) EXPECT_EQ(r, "");
}

}  // namespace
}  // namespace rushes::test
