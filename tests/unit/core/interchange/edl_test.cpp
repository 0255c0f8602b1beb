#include "core/interchange/times.hpp"
#include "tests/support/project_builder.hpp"
#include "tests/unit/core/interchange/support.hpp"

#include <random>

namespace rushes::interchange {
namespace {

constexpr std::int64_t second = Time::per_second;

const Clip& clip_at(const Project& p, std::size_t track, std::size_t item) {
  return std::get<Clip>(p.timeline.tracks.at(track).items.at(item));
}

// What is read, written and read again is the same; and so is the text from then on.
void expect_identity(const std::string& text, const ReadOptions& options) {
  const Project first = must_read(text, Format::edl, options).project;
  const std::string written = must_write(first, Format::edl);
  const Project second = must_read(written, Format::edl, options).project;
  EXPECT_EQ(to_json(first), to_json(second)) << written;
  EXPECT_EQ(must_write(second, Format::edl), written);
}

TEST(Timecode, DroppedNumbersKeepUpWithTheClock) {
  const Rate ntsc{30000, 1001};
  const auto frame = [&](const char* code) { return parse_timecode(code, ntsc, false)->frame; };
  EXPECT_EQ(frame("00:00:59;29"), 1799);
  EXPECT_EQ(frame("00:01:00;02"), 1800);
  EXPECT_EQ(frame("00:09:59;29"), 17981);
  EXPECT_EQ(frame("00:10:00;00"), 17982);
  EXPECT_EQ(frame("01:00:00;00"), 107892);
  EXPECT_EQ(frame("01:00:00:00"), 108000);
  EXPECT_EQ(parse_timecode("00:01:00;04", {60000, 1001}, false)->frame, 3600);
  // Every frame of a day there and back, by a step that meets all places within ten minutes.
  for (const Rate rate : {Rate{30000, 1001}, Rate{60000, 1001}})
    for (std::int64_t f = 0; f < 24 * 6 * 2 * 17982; f += 7) {
      const auto back = parse_timecode(format_timecode(f, rate, true), rate, true);
      ASSERT_TRUE(back);
      ASSERT_EQ(back->frame, f);
    }
  EXPECT_FALSE(parse_timecode("00:00:00:30", ntsc, false));
  EXPECT_FALSE(parse_timecode("00:60:00:00", ntsc, false));
  EXPECT_FALSE(parse_timecode("00:00:00", ntsc, false));
  EXPECT_EQ(format_timecode(107892, ntsc, true), "01:00:00;00");
}

TEST(Edl, CutsGapsAndReels) {
  const std::string text =
      "TITLE: Film\nFCM: NON-DROP FRAME\n"
      "001  REEL1 V C 00:00:01:00 00:00:03:00 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: sea\n"
      "002  REEL2 B C 00:00:00:12 00:00:01:12 01:00:03:00 01:00:04:00\n* SOURCE FILE: b.mov\n* A WORD\n";
  const Project p = must_read(text, Format::edl, {.find = everything()}).project;
  EXPECT_EQ(p.title, "Film");
  EXPECT_EQ(p.canvas.rate, (Rate{24, 1}));
  ASSERT_EQ(p.timeline.tracks.size(), 2u);
  EXPECT_EQ(clip_at(p, 0, 0).source_range, (TimeRange{{second}, {3 * second}}));
  EXPECT_EQ(duration(p.timeline.tracks[0].items[1]), Time{second});  // a gap
  EXPECT_EQ(clip_at(p, 0, 2).source_range.start, Time{second / 2});
  EXPECT_EQ(clip_at(p, 0, 2).link, clip_at(p, 1, 1).link);
  EXPECT_FALSE(clip_at(p, 0, 2).link.empty());
  expect_identity(text, {.find = everything()});
  EXPECT_NE(must_write(p, Format::edl).find("* A WORD"), std::string::npos);
}

TEST(Edl, DissolvesWipesAndBlack) {
  const std::string text =
      "TITLE: Film\nFCM: NON-DROP FRAME\n"
      "001  A V C      00:00:01:00 00:00:03:00 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: a\n"
      "002  A V C      00:00:03:00 00:00:03:00 01:00:02:00 01:00:02:00\n"
      "002  B V D 012  00:00:05:00 00:00:07:00 01:00:02:00 01:00:04:00\n"
      "* FROM CLIP NAME: a\n* TO CLIP NAME: b\n"
      "003  B V C      00:00:07:00 00:00:07:00 01:00:04:00 01:00:04:00\n"
      "003  C V W119 008 00:00:00:00 00:00:01:00 01:00:04:00 01:00:05:00\n* FROM CLIP NAME: b\n* TO CLIP NAME: c\n"
      "004  C V C      00:00:01:00 00:00:01:00 01:00:05:00 01:00:05:00\n"
      "004  BL V D 024 00:00:00:00 00:00:01:00 01:00:05:00 01:00:06:00\n* FROM CLIP NAME: c\n";
  const Project p = must_read(text, Format::edl, {.find = everything()}).project;
  ASSERT_EQ(p.timeline.tracks[0].items.size(), 7u);
  const auto& mix = std::get<Transition>(p.timeline.tracks[0].items[1]);
  EXPECT_EQ(mix.plugin, "org.rushes.dissolve");
  EXPECT_EQ(mix.in_offset, Time{});
  EXPECT_EQ(mix.out_offset, Time{second / 2});
  EXPECT_EQ(clip_at(p, 0, 2).source_range.start, Time{5 * second});
  const auto& wipe = std::get<Transition>(p.timeline.tracks[0].items[3]);
  EXPECT_EQ(wipe.plugin, "org.rushes.wipe");
  EXPECT_EQ(wipe.params.at("style").value.text, "iris");
  EXPECT_EQ(wipe.out_offset, Time{8 * second / 24});
  expect_identity(text, {.find = everything()});
}

TEST(Edl, SpeedsBackwardsAndFreezes) {
  const std::string text =
      "TITLE: Film\nFCM: NON-DROP FRAME\n"
      "001  A V C 00:00:01:00 00:00:02:00 01:00:00:00 01:00:02:00\nM2   A  012.0  00:00:01:00\n* FROM CLIP NAME: a\n"
      "002  A V C 00:00:01:00 00:00:03:00 01:00:02:00 01:00:04:00\nM2   A -024.0  00:00:01:00\n* FROM CLIP NAME: a\n"
      "003  A V C 00:00:01:00 00:00:01:01 01:00:04:00 01:00:05:00\nM2   A  000.0  00:00:01:00\n* FROM CLIP NAME: a\n";
  const Project p = must_read(text, Format::edl, {.find = everything()}).project;
  EXPECT_EQ(clip_at(p, 0, 0).speed, (Speed{1, 2}));
  EXPECT_EQ(clip_at(p, 0, 1).speed, (Speed{-1, 1}));
  EXPECT_EQ(clip_at(p, 0, 1).source_range, (TimeRange{{second}, {3 * second}}));
  EXPECT_EQ(clip_at(p, 0, 2).speed.num, 0);
  EXPECT_EQ(clip_at(p, 0, 2).source_range.start, Time{second});
  expect_identity(text, {.find = everything()});
}

FindMedia ntsc(std::int64_t first) {
  return [=](const std::string& reference) {
    Media m;
    m.uri = reference;
    m.width = 640, m.height = 360;
    m.rate = {30000, 1001};
    m.duration = frame_start(200'000, m.rate);
    m.timecode = frame_start(first, m.rate);
    return std::optional(m);
  };
}

TEST(Edl, DropFrameIsRightToTheFrame) {
  const std::string text =
      "TITLE: Film\nFCM: DROP FRAME\n"
      "001  A V C 01:00:59;29 01:01:00;03 00:59:59;28 01:00:00;00\n* FROM CLIP NAME: a\n"
      "002  A V C 01:10:00;00 01:20:00;00 01:00:00;00 01:10:00;00\n* FROM CLIP NAME: a\n";
  const ReadOptions options{.find = ntsc(107892)};
  const Project p = must_read(text, Format::edl, options).project;
  const Rate rate{30000, 1001};
  ASSERT_EQ(p.canvas.rate, rate);
  EXPECT_EQ(clip_at(p, 0, 0).source_range.start, frame_start(1799, rate));
  EXPECT_EQ(clip_at(p, 0, 0).duration, frame_start(2, rate));  // ;29 ;02, as ;00 and ;01 are dropped
  EXPECT_EQ(clip_at(p, 0, 1).source_range.start, frame_start(17982, rate));
  EXPECT_EQ(clip_at(p, 0, 1).duration, frame_start(17982, rate));
  expect_identity(text, options);
  EXPECT_NE(must_write(p, Format::edl).find("01:00:59;29 01:01:00;03"), std::string::npos);
}

TEST(Edl, TheRateComesFromTheMediaWhereTheTimecodesFitIt) {
  const std::string text =
      "TITLE: Film\nFCM: NON-DROP FRAME\n001  A V C 01:00:10:00 01:00:11:00 01:00:00:00 01:00:01:00\n";
  const Project p = must_read(text, Format::edl, {.find = ntsc(108000)}).project;
  EXPECT_EQ(p.canvas.rate, (Rate{30000, 1001}));
  EXPECT_EQ(clip_at(p, 0, 0).source_range.start, frame_start(300, {30000, 1001}));
  EXPECT_EQ(must_read(text, Format::edl, {.find = ntsc(90000), .title = "", .rate = Rate{25, 1}}).project.canvas.rate,
            (Rate{25, 1}));
  EXPECT_EQ(must_read(text, Format::edl).project.canvas.rate, (Rate{24, 1}));
}

TEST(Edl, MarkersComeFromLocators) {
  const std::string text =
      "TITLE: Film\nFCM: NON-DROP FRAME\n001  A V C 00:00:00:00 00:00:05:00 01:00:00:00 01:00:05:00\n"
      "* FROM CLIP NAME: a\n* LOC: 01:00:01:12 RED     FIX THIS\n* LOC: 00:00:00:00 BLUE lost\n";
  const Read done = must_read(text, Format::edl, {.find = everything()});
  ASSERT_EQ(done.project.timeline.markers.size(), 1u);
  EXPECT_EQ(done.project.timeline.markers[0].range.start, Time{3 * second / 2});
  EXPECT_EQ(done.project.timeline.markers[0].name, "FIX THIS");
  EXPECT_TRUE(says(done.notices, "lost"));
  expect_identity(text, {.find = everything()});
}

TEST(Edl, WhatItCannotSayIsTold) {
  using namespace testing;
  Project p = ProjectBuilder()
                  .canvas(640, 360, {24, 1})
                  .asset("a1", 240, "a.mp4")
                  .track("v1", {testing::clip("c1", "a1", 24), generator("c2", "org.rushes.title", 24, {})})
                  .track("v2", {testing::clip("c3", "a1", 24)});
  std::get<Clip>(p.timeline.tracks[0].items[0]).effects.push_back(effect("e1", "org.rushes.blur", {}));
  const auto done = write(p, Format::edl);
  ASSERT_TRUE(done);
  for (const char* said : {"effects", "generator", "one track of pictures"})
    EXPECT_TRUE(says(done->notices, said)) << said;
}

TEST(Edl, WhatIsWrongIsSaid) {
  const std::string head = "TITLE: x\n";
  for (const std::string& text :
       {std::string(), std::string("no edl"), head, head + "001 A V C 00:00:00:00 00:00:01:00 00:00:00:00\n",
        head + "001 A V C 00:00:00:00 00:00:01:00 00:00:02:00 00:00:01:00\n",
        head + "001 A V C 00:00:00:99 00:00:01:00 00:00:02:00 00:00:03:00\n",
        head + "001 A V C 99999999:00:00:00 00:00:01:00 00:00:02:00 00:00:03:00\n", std::string(100000, '0')}) {
    const auto done = read(text, Format::edl);
    ASSERT_FALSE(done) << text.substr(0, 100);
    EXPECT_LT(done.error().message.size(), 420u);
  }
}

TEST(Edl, MutatedFilesNeverCrash) {
  const std::string seed =
      "TITLE: Film\nFCM: DROP FRAME\n001  A V C 01:00:59;29 01:01:00;03 00:59:59;28 01:00:00;00\nM2 A 015.0 "
      "01:00:00;00\n"
      "002  A V C 01:00:00;00 01:00:00;00 01:00:00;00 01:00:00;00\n"
      "002  B B D 010 01:00:00;00 01:00:02;00 01:00:00;00 01:00:02;00\n* LOC: 01:00:01;00 RED x\n";
  std::mt19937 random(5);
  int good = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string text = seed;
    for (unsigned n = 1 + random() % 3; n > 0; --n) {
      const std::size_t at = random() % text.size();
      if (random() % 2)
        text[at] = static_cast<char>("0123456789:; VBADW\n-.*"[random() % 22]);
      else
        text.erase(at, 1 + random() % 4);
    }
    const auto done =
        read(text.substr(0, random() % 8 ? text.size() : random() % text.size()), Format::edl, {.find = everything()});
    if (!done) continue;
    ++good;
    EXPECT_TRUE(validate(done->project));
    EXPECT_TRUE(write(done->project, Format::edl));
  }
  EXPECT_GT(good, 100);
}

TEST(Edl, SharedFilesSurvive) {
  for (const char* name : {"timeline/dissolve_test.edl", "timeline/screening_example.edl"}) {
    const std::string text = shared_file(name);
    if (text.empty()) GTEST_SKIP() << "no shared media";
    SCOPED_TRACE(name);
    expect_identity(text, {});
    expect_identity(text, {.find = everything()});
  }
  const Project p = must_read(shared_file("timeline/dissolve_test.edl"), Format::edl).project;
  EXPECT_EQ(duration(p.timeline), frame_start(20, {24, 1}));
}

}  // namespace
}  // namespace rushes::interchange
