// SubRip, WebVTT and ASS: cues in and out, files that are odd, and captions on a timeline.
#include "core/interchange/captions.hpp"
#include "tests/support/project_builder.hpp"
#include "tests/unit/core/interchange/support.hpp"

#include <random>

namespace rushes::interchange {
namespace {

constexpr const char* srt =
    "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i>\r\n- there\r\n\r\n"
    "2\r\n00:01:00,250 --> 00:01:02,000\r\n<font color=\"red\">a < b & c</font>\r\n";

TEST(Captions, SubRipBecomesCues) {
  const Cues cues = parse_cues(caption_text(srt), Format::srt);
  ASSERT_EQ(cues.cues.size(), 2u);
  EXPECT_EQ(cues.cues[0].start, 1000);
  EXPECT_EQ(cues.cues[0].end, 2500);
  EXPECT_EQ(cues.cues[0].text, "<i>Hello</i>\n- there");
  EXPECT_EQ(cues.cues[1].text, "a < b & c");
  EXPECT_TRUE(cues.styled);
}

TEST(Captions, WebVttHasNotesPlacesAndEntities) {
  const Cues cues = parse_cues(
      "WEBVTT\n\nNOTE\nnot --> shown\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 line:0 "
      "align:start\n"
      "<v Ann>Fish &amp; <b>chips</b></v>\n\n01:00:00.000 --> 01:00:01.500\nlate\n",
      Format::vtt);
  ASSERT_EQ(cues.cues.size(), 2u);
  EXPECT_EQ(cues.cues[0].text, "Fish & <b>chips</b>");
  EXPECT_EQ(cues.cues[0].start, 1000);
  EXPECT_EQ(cues.cues[1].start, 3'600'000);
}

TEST(Captions, AssHasColumnsAndCommands) {
  const Cues cues = parse_cues(
      "[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Text\n"
      "Dialogue: 0,0:00:05.00,0:00:06.50,Default,second, with a comma\n"
      "Dialogue: 0,0:00:01.20,0:00:02.00,Default,{\\pos(1,2)\\i1}first\\Nline{\\i0}\nComment: 0,0,0,Default,no\n",
      Format::ass);
  ASSERT_EQ(cues.cues.size(), 2u);
  EXPECT_EQ(cues.cues[0].start, 1200);
  EXPECT_EQ(cues.cues[0].text, "<i>first\nline</i>");
  EXPECT_EQ(cues.cues[1].text, "second, with a comma");
}

TEST(Captions, EachFormatSaysWhatTheOthersDo) {
  const Cues cues = parse_cues(caption_text(srt), Format::srt);
  for (const Format format : {Format::srt, Format::vtt, Format::ass}) {
    const Cues back = parse_cues(print_cues(cues.cues, format, 1280, 720), format);
    ASSERT_EQ(back.cues.size(), cues.cues.size()) << name(format);
    for (std::size_t i = 0; i < cues.cues.size(); ++i) {
      EXPECT_EQ(back.cues[i].start, cues.cues[i].start);
      EXPECT_EQ(back.cues[i].end, cues.cues[i].end);
      EXPECT_EQ(back.cues[i].text, cues.cues[i].text) << name(format);
    }
  }
}

TEST(Captions, OtherEncodingsAreRead) {
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("1\n00:00:01,000 --> 00:00:02,000\ncaf\xE9\n")) utf16 += c, utf16 += '\0';
  bool guessed = false;
  EXPECT_NE(caption_text(utf16, &guessed).find("caf\xC3\xA9"), std::string::npos);
  EXPECT_FALSE(guessed);
  EXPECT_EQ(caption_text("caf\xE9 \x80", &guessed), "caf\xC3\xA9 \xE2\x82\xAC");
  EXPECT_TRUE(guessed);
}

TEST(Captions, AFileBecomesAClipAndComesBackAsItWas) {
  for (const Format format : {Format::srt, Format::vtt, Format::ass}) {
    const std::string text = print_cues(parse_cues(srt, Format::srt).cues, format, 1280, 720);
    const Project p = must_read(text, format, {.title = "words"}).project;
    ASSERT_EQ(p.timeline.tracks.size(), 1u);
    const Clip& c = std::get<Clip>(p.timeline.tracks[0].items[0]);
    EXPECT_EQ(c.source.id, "org.rushes.captions");
    EXPECT_EQ(c.duration, Time{62 * Time::per_second});
    EXPECT_EQ(must_write(p, format), text);
    EXPECT_EQ(must_read(must_write(p, format), format, {.title = "words"}).project, p);
  }
}

TEST(Captions, TrimmedAndMovedClipsShiftTheirCues) {
  Project p = must_read(srt, Format::srt).project;
  Track& track = p.timeline.tracks[0];
  Clip& c = std::get<Clip>(track.items[0]);
  // From 1.5 s of the captions on, for 2 s, at 10 s of the timeline.
  c.source_range = {{3 * Time::per_second / 2}, {7 * Time::per_second / 2}};
  c.duration = c.source_range.duration();
  track.items.insert(track.items.begin(), Gap{{10 * Time::per_second}, {}});
  const Cues cues = parse_cues(must_write(p, Format::vtt), Format::vtt);
  ASSERT_EQ(cues.cues.size(), 1u);
  EXPECT_EQ(cues.cues[0].start, 10'000);
  EXPECT_EQ(cues.cues[0].end, 11'000);
}

TEST(Captions, WithoutCaptionsThereIsNothingToWrite) {
  const Project p = testing::ProjectBuilder().asset("a1", 240, "a.mp4").track("v1", {testing::clip("c1", "a1", 24)});
  const auto done = write(p, Format::srt);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::not_found);
  EXPECT_FALSE(read("nothing here", Format::srt));
  EXPECT_FALSE(read("1\n00:00:02,000 --> 00:00:01,000\nbackwards\n", Format::srt));
}

TEST(Captions, BadCuesAreSkippedAndCounted) {
  const Read done = must_read(
      "1\n00:00:0x --> 00:00:02,000\nbad\n\n2\n00:00:03,000 --> 00:00:04,000\ngood\n\n3\n00:00:05,000 --> "
      "00:00:06,000\n\n",
      Format::srt);
  EXPECT_TRUE(says(done.notices, "2 captions"));
}

TEST(Captions, MutatedFilesNeverCrash) {
  std::mt19937 random(3);
  for (const Format format : {Format::srt, Format::vtt, Format::ass}) {
    const std::string seed = print_cues(parse_cues(srt, Format::srt).cues, format, 1280, 720);
    for (int i = 0; i < 1000; ++i) {
      std::string text = seed;
      for (int n = 0; n < 3; ++n) {
        const std::size_t at = random() % text.size();
        if (random() % 2)
          text[at] = static_cast<char>(random());
        else
          text.erase(at, random() % 9);
        if (text.empty()) text = "x";
      }
      const auto done = read(text, format);
      if (!done) continue;
      EXPECT_TRUE(validate(done->project));
      (void)write(done->project, Format::srt);
    }
  }
}

TEST(Captions, SharedFilesAreRead) {
  struct Case {
    const char* file;
    Format format;
    std::size_t cues;
  };
  for (const Case& c :
       {Case{"subtitle/subrip_typical_with_tags.srt", Format::srt, 10},
        Case{"subtitle/subrip_typical_bad_timestamps.srt", Format::srt, 1},
        Case{"subtitle/webvtt_with_positioning.vtt", Format::vtt, 3}, Case{"subtitle/sub1.ass", Format::ass, 1},
        Case{"subtitle/ssa_overlapping_timecodes.ass", Format::ass, 7}}) {
    const std::string text = shared_file(c.file);
    if (text.empty()) GTEST_SKIP() << "no shared media";
    EXPECT_GE(parse_cues(caption_text(text), c.format).cues.size(), c.cues) << c.file;
    EXPECT_TRUE(read(text, c.format)) << c.file;
  }
}

}  // namespace
}  // namespace rushes::interchange
