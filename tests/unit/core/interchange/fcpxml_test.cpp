// FCPXML in and out: what its elements become, that what it can say comes back, and hostile files.
#include "tests/support/project_builder.hpp"
#include "tests/unit/core/interchange/support.hpp"

#include <random>

namespace rushes::interchange {
namespace {

constexpr std::int64_t second = Time::per_second;

std::string document(const std::string& spine, const std::string& resources = "") {
  return "<?xml version=\"1.0\"?><!DOCTYPE fcpxml><fcpxml version=\"1.9\"><resources>"
         "<format id=\"r1\" frameDuration=\"1001/30000s\" width=\"1920\" height=\"1080\"/>"
         "<asset id=\"a1\" name=\"sea\" src=\"file:///m/sea%20b.mov\" start=\"3600s\" duration=\"60s\" hasVideo=\"1\" "
         "hasAudio=\"1\" format=\"r1\"/>"
         "<asset id=\"a2\" name=\"song\" src=\"song.wav\" start=\"0s\" duration=\"60s\" hasAudio=\"1\"/>" +
         resources +
         "</resources><library><event><project name=\"Film\"><sequence format=\"r1\" tcStart=\"0s\"><spine>" + spine +
         "</spine></sequence></project></event></library></fcpxml>";
}
const Clip& clip_at(const Project& p, std::size_t track, std::size_t item) {
  return std::get<Clip>(p.timeline.tracks.at(track).items.at(item));
}
void expect_identity(const std::string& text) {
  const ReadOptions options{.find = everything(), .title = "t"};
  const Project first = must_read(text, Format::fcpxml, options).project;
  const std::string written = must_write(first, Format::fcpxml);
  const Project second = must_read(written, Format::fcpxml, options).project;
  EXPECT_EQ(to_json(first), to_json(second)) << written;
  EXPECT_EQ(must_write(second, Format::fcpxml), written);
}

void without_links(Project& p) {
  std::vector<Timeline*> all{&p.timeline};
  for (NestedTimeline& n : p.timelines) all.push_back(&n.timeline);
  for (Timeline* t : all)
    for (Track& track : t->tracks)
      for (Item& item : track.items)
        if (auto* c = std::get_if<Clip>(&item)) c->link.clear();
}

constexpr const char* two_clips =
    "<asset-clip ref=\"a1\" name=\"one\" offset=\"0s\" start=\"3601s\" duration=\"2002/1000s\"/>"
    "<transition name=\"Cross Dissolve\" offset=\"1501/1000s\" duration=\"1001/1000s\"/>"
    "<asset-clip ref=\"a1\" name=\"two\" offset=\"2002/1000s\" start=\"3610s\" duration=\"3003/1000s\" "
    "srcEnable=\"video\"/>";

TEST(Fcpxml, ASpineBecomesTracksOfPictureAndSound) {
  const Project p = must_read(document(two_clips), Format::fcpxml, {.find = everything()}).project;
  EXPECT_EQ(p.title, "Film");
  EXPECT_EQ(p.canvas.rate, (Rate{30000, 1001}));
  EXPECT_EQ(p.canvas.width, 1920);
  ASSERT_EQ(p.timeline.tracks.size(), 2u);
  EXPECT_EQ(clip_at(p, 0, 0).source_range.start, Time{second});  // 3601 s less the medium's own beginning
  EXPECT_EQ(clip_at(p, 0, 0).duration, frame_start(60, p.canvas.rate));
  EXPECT_EQ(clip_at(p, 0, 0).link, clip_at(p, 1, 0).link);
  const auto& mix = std::get<Transition>(p.timeline.tracks[0].items[1]);
  EXPECT_EQ(mix.in_offset + mix.out_offset, Time{1001 * second / 1000});
  EXPECT_EQ(clip_at(p, 0, 2).source_range.start, Time{10 * second});
  EXPECT_EQ(p.assets[0].uri, "file:///m/sea%20b.mov");
}

TEST(Fcpxml, ConnectedClipsAndStorylinesLieOnTracksOfTheirOwn) {
  const std::string text = document(
      "<asset-clip ref=\"a1\" name=\"one\" offset=\"0s\" start=\"3600s\" duration=\"10s\" srcEnable=\"video\">"
      "<asset-clip lane=\"1\" ref=\"a1\" name=\"over\" offset=\"3602s\" start=\"3620s\" duration=\"2s\" "
      "srcEnable=\"video\"/>"
      "<spine lane=\"2\" offset=\"3601s\"><asset-clip ref=\"a1\" name=\"high\" offset=\"0s\" start=\"3600s\" "
      "duration=\"1s\" srcEnable=\"video\"/>"
      "<asset-clip ref=\"a1\" name=\"higher\" offset=\"1s\" start=\"3600s\" duration=\"1s\" "
      "srcEnable=\"video\"/></spine>"
      "<asset-clip lane=\"-1\" ref=\"a2\" name=\"song\" offset=\"3600s\" duration=\"10s\"/></asset-clip>");
  const Project p = must_read(text, Format::fcpxml, {.find = everything()}).project;
  ASSERT_EQ(p.timeline.tracks.size(), 4u);
  EXPECT_EQ(duration(p.timeline.tracks[1].items[0]), Time{2 * second});
  EXPECT_EQ(clip_at(p, 1, 1).name, "over");
  EXPECT_EQ(clip_at(p, 2, 2).name, "higher");
  EXPECT_EQ(p.timeline.tracks[3].kind, TrackKind::audio);
  expect_identity(text);
}

TEST(Fcpxml, SpeedsFreezesAndCurves) {
  const std::string text = document(
      "<asset-clip ref=\"a1\" name=\"slow\" offset=\"0s\" start=\"0s\" duration=\"4s\" srcEnable=\"video\"><timeMap>"
      "<timept time=\"0s\" value=\"3602s\" interp=\"linear\"/><timept time=\"4s\" value=\"3604s\" "
      "interp=\"linear\"/></timeMap></asset-clip>"
      "<asset-clip ref=\"a1\" name=\"back\" offset=\"4s\" start=\"0s\" duration=\"2s\" srcEnable=\"video\"><timeMap>"
      "<timept time=\"0s\" value=\"3606s\" interp=\"linear\"/><timept time=\"2s\" value=\"3604s\" "
      "interp=\"linear\"/></timeMap></asset-clip>"
      "<asset-clip ref=\"a1\" name=\"still\" offset=\"6s\" start=\"0s\" duration=\"2s\" srcEnable=\"video\"><timeMap>"
      "<timept time=\"0s\" value=\"3606s\" interp=\"linear\"/><timept time=\"2s\" value=\"3606s\" "
      "interp=\"linear\"/></timeMap></asset-clip>"
      "<asset-clip ref=\"a1\" name=\"curve\" offset=\"8s\" start=\"0s\" duration=\"4s\" srcEnable=\"video\"><timeMap>"
      "<timept time=\"0s\" value=\"3600s\"/><timept time=\"2s\" value=\"3601s\"/><timept time=\"4s\" "
      "value=\"3605s\"/></timeMap></asset-clip>");
  const Project p = must_read(text, Format::fcpxml, {.find = everything()}).project;
  EXPECT_EQ(clip_at(p, 0, 0).speed, (Speed{1, 2}));
  EXPECT_EQ(clip_at(p, 0, 0).source_range, (TimeRange{{2 * second}, {4 * second}}));
  EXPECT_EQ(clip_at(p, 0, 1).speed, (Speed{-1, 1}));
  EXPECT_EQ(clip_at(p, 0, 1).source_range, (TimeRange{{4 * second}, {6 * second}}));
  EXPECT_EQ(clip_at(p, 0, 2).speed.num, 0);
  ASSERT_EQ(clip_at(p, 0, 3).retime.size(), 3u);
  EXPECT_EQ(clip_at(p, 0, 3).retime[1].source, Time{second});
  expect_identity(text);
}

TEST(Fcpxml, CompoundClipsTitlesMarkersAndCaptions) {
  const std::string text = document(
      "<ref-clip ref=\"m1\" name=\"inner\" offset=\"0s\" duration=\"4s\"><marker start=\"1s\" duration=\"1/30s\" "
      "value=\"here\" note=\"why\"/>"
      "<chapter-marker start=\"2s\" duration=\"1/30s\" value=\"Two\"/></ref-clip>"
      "<title ref=\"e1\" name=\"Basic Title\" offset=\"4s\" duration=\"2s\"><text><text-style ref=\"ts1\">Hello "
      "</text-style>"
      "<text-style ref=\"ts1\">world</text-style></text></title>"
      "<gap offset=\"6s\" duration=\"4s\" start=\"3600s\"><caption lane=\"1\" offset=\"3601s\" duration=\"2s\"><text>"
      "<text-style>said</text-style></text></caption></gap>",
      "<effect id=\"e1\" name=\"Basic Title\"/><media id=\"m1\" name=\"inner\"><sequence format=\"r1\" "
      "duration=\"4s\"><spine>"
      "<asset-clip ref=\"a1\" name=\"one\" offset=\"0s\" start=\"3600s\" duration=\"4s\"/></spine></sequence></media>");
  const Project p = must_read(text, Format::fcpxml, {.find = everything()}).project;
  ASSERT_EQ(p.timelines.size(), 1u);
  EXPECT_EQ(clip_at(p, 0, 0).source.kind, SourceKind::timeline);
  EXPECT_EQ(clip_at(p, 0, 1).source.params.at("text").value.text, "Hello world");
  ASSERT_EQ(p.timeline.markers.size(), 2u);
  EXPECT_EQ(p.timeline.markers[1].range.start, Time{2 * second});
  EXPECT_EQ(p.timeline.markers[0].comment, "why");
  expect_identity(text);
  const std::string words = must_write(p, Format::srt);
  EXPECT_NE(words.find("00:00:07,000 --> 00:00:09,000\nsaid"), std::string::npos) << words;
}

TEST(Fcpxml, PlacementOpacityAndLoudness) {
  const std::string text = document(
      "<asset-clip ref=\"a1\" name=\"one\" offset=\"0s\" start=\"3600s\" duration=\"4s\" enabled=\"0\">"
      "<adjust-transform position=\"10 -20\" scale=\"0.5 0.5\" rotation=\"-15\"/><adjust-blend amount=\"0.25\"/>"
      "<adjust-volume amount=\"-6dB\"/></asset-clip>");
  const Project p = must_read(text, Format::fcpxml, {.find = everything()}).project;
  const Clip& c = clip_at(p, 0, 0);
  EXPECT_FALSE(c.enabled);
  ASSERT_EQ(c.effects.size(), 1u);
  EXPECT_NEAR(c.effects[0].params.at("position").value.v[0], 0.5 + 0.1 * 1080 / 1920, 1e-9);
  EXPECT_NEAR(c.effects[0].params.at("position").value.v[1], 0.7, 1e-9);
  EXPECT_EQ(c.effects[0].params.at("rotation").value.v[0], 15);
  EXPECT_EQ(clip_at(p, 1, 0).effects[0].params.at("gain").value.v[0], -6);
  expect_identity(text);
}

TEST(Fcpxml, WhatItCannotSayIsTold) {
  using namespace testing;
  Project p = ProjectBuilder()
                  .canvas(640, 360, {24, 1})
                  .asset("a1", 240, "media/a b.mp4")
                  .track("v1", {testing::clip("c1", "a1", 24), generator("c2", "org.rushes.noise", 24, {})});
  std::get<Clip>(p.timeline.tracks[0].items[0]).effects.push_back(effect("e1", "org.rushes.blur", {}));
  const auto done = write(p, Format::fcpxml);
  ASSERT_TRUE(done);
  EXPECT_TRUE(says(done->notices, "org.rushes.blur"));
  EXPECT_TRUE(says(done->notices, "org.rushes.noise"));
  EXPECT_NE(done->text.find("media/a%20b.mp4"), std::string::npos) << done->text;
  EXPECT_NE(done->text.find("frameDuration=\"1/24s\""), std::string::npos);
}

TEST(Fcpxml, HostileXmlIsRefused) {
  std::string deep = "<fcpxml>", closed;
  for (int i = 0; i < 100'000; ++i) deep += "<spine>", closed += "</spine>";
  closed = deep + closed + "</fcpxml>";
  const std::string wide = document("<asset-clip ref=\"a1\" duration=\"" + std::string(100'000, '9') + "s\"/>");
  const std::string itself =
      document("<ref-clip ref=\"m1\" duration=\"4s\"/>",
               "<media id=\"m1\"><sequence><spine><ref-clip ref=\"m1\" duration=\"4s\"/></spine></sequence></media>");
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE fcpxml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;\">]><fcpxml>&b;</fcpxml>";
  for (const std::string& text :
       {std::string(), std::string("<"), std::string("<fcpxml"), std::string("<fcpxml/>"), deep, closed, wide, itself,
        bomb, document("<asset-clip ref=\"a1\" duration=\"-4s\"/>"),
        document("<asset-clip ref=\"a1\" offset=\"x\" duration=\"4s\"/>"),
        document("<asset-clip ref=\"a1\" duration=\"4/0s\"/>")}) {
    const auto done = read(text, Format::fcpxml, {.find = everything()});
    ASSERT_FALSE(done) << text.substr(0, 300);
    EXPECT_LT(done.error().message.size(), 420u);
  }
}

TEST(Fcpxml, TruncatedAndMutatedFilesNeverCrash) {
  const std::string seed = document(two_clips);
  for (std::size_t n = 0; n < seed.size(); n += 7) (void)read(seed.substr(0, n), Format::fcpxml);
  std::mt19937 random(7);
  int good = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string text = seed;
    for (unsigned n = 1 + random() % 2; n > 0; --n) {
      const std::size_t at = random() % text.size();
      if (random() % 2)
        text[at] = static_cast<char>("0123456789/s-<>\"= abre"[random() % 22]);
      else
        text.insert(at, text.substr(random() % text.size(), random() % 60));
    }
    const auto done = read(text, Format::fcpxml, {.find = everything()});
    if (!done) continue;
    ++good;
    EXPECT_TRUE(validate(done->project));
    EXPECT_TRUE(write(done->project, Format::fcpxml));
  }
  EXPECT_GT(good, 100);
}

TEST(Fcpxml, TheSharedFileSurvives) {
  const std::string text = shared_file("timeline/fcpx_example.fcpxml");
  if (text.empty()) GTEST_SKIP() << "no shared media";
  // Its sound lies on lanes of its own: the links go, and that is told; all else stays.
  Project first = must_read(text, Format::fcpxml, {.find = everything()}).project;
  const auto out = write(first, Format::fcpxml);
  ASSERT_TRUE(out);
  EXPECT_TRUE(says(out->notices, "no longer linked"));
  Project second = must_read(out->text, Format::fcpxml, {.find = everything()}).project;
  without_links(first), without_links(second);
  EXPECT_EQ(to_json(first), to_json(second)) << out->text;
  expect_identity(out->text);
  const Read done = must_read(text, Format::fcpxml);
  EXPECT_FALSE(done.missing.empty());
  EXPECT_EQ(done.project.title, "OpenTimeline_Project");
}

}  // namespace
}  // namespace rushes::interchange
