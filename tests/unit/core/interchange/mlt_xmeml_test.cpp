// MLT XML and Final Cut Pro 7 XML: what their elements become, and hostile files.
#include "tests/support/project_builder.hpp"
#include "tests/unit/core/interchange/support.hpp"

#include <random>

namespace rushes::interchange {
namespace {

constexpr std::int64_t second = Time::per_second;

const Clip& clip_at(const Project& p, std::size_t track, std::size_t item) {
  return std::get<Clip>(p.timeline.tracks.at(track).items.at(item));
}
Time at25(std::int64_t frames) { return frame_start(frames, {25, 1}); }

std::string mlt(const std::string& body) {
  return "<?xml version=\"1.0\"?><mlt root=\"/m\"><profile width=\"1280\" height=\"720\" frame_rate_num=\"25\" "
         "frame_rate_den=\"1\"/><producer id=\"a\" in=\"0\" out=\"249\"><property name=\"resource\">a.mp4</property>"
         "<property name=\"mlt_service\">avformat</property></producer>"
         "<producer id=\"b\" in=\"0\" out=\"249\"><property name=\"resource\">b.mp4</property></producer>" +
         body + "</mlt>";
}

TEST(Mlt, PlaylistsBecomeTracks) {
  const Project p =
      must_read(mlt("<playlist id=\"p\"><entry producer=\"a\" in=\"25\" out=\"74\"/><blank length=\"25\"/>"
                    "<entry producer=\"b\" in=\"00:00:01.000\" out=\"00:00:02.960\"><filter><property "
                    "name=\"mlt_service\">volume</property>"
                    "<property name=\"gain\">0.5</property></filter></entry></playlist>"
                    "<tractor><track producer=\"p\"/></tractor>"),
                Format::mlt, {.find = everything()})
          .project;
  EXPECT_EQ(p.canvas.rate, (Rate{25, 1}));
  EXPECT_EQ(p.canvas.width, 1280);
  ASSERT_EQ(p.timeline.tracks.size(), 2u);
  EXPECT_EQ(clip_at(p, 0, 0).source_range, (TimeRange{at25(25), at25(75)}));
  EXPECT_EQ(duration(p.timeline.tracks[0].items[1]), Time{second});
  EXPECT_EQ(clip_at(p, 0, 2).source_range, (TimeRange{at25(25), at25(75)}));
  ASSERT_EQ(clip_at(p, 1, 2).effects.size(), 1u);
  EXPECT_NEAR(clip_at(p, 1, 2).effects[0].params.at("gain").value.v[0], -6.02, 0.01);
}

TEST(Mlt, TimewarpsNestedTractorsAndLumas) {
  const Read done = must_read(
      mlt("<producer id=\"fast\"><property name=\"mlt_service\">timewarp</property><property "
          "name=\"resource\">2:c.mp4</property>"
          "<property name=\"length\">125</property></producer>"
          "<playlist id=\"low\"><entry producer=\"a\" in=\"0\" out=\"99\"/></playlist>"
          "<tractor id=\"inner\"><track producer=\"low\"/></tractor>"
          "<playlist id=\"one\"><entry producer=\"inner\" in=\"0\" out=\"99\"/></playlist>"
          "<playlist id=\"two\"><blank length=\"50\"/><entry producer=\"fast\" in=\"10\" out=\"59\"/></playlist>"
          "<tractor><track producer=\"one\"/><track producer=\"two\"/><transition in=\"50\" out=\"74\" a_track=\"0\" "
          "b_track=\"1\">"
          "<property name=\"mlt_service\">luma</property></transition></tractor>"),
      Format::mlt, {.find = everything()});
  const Project& p = done.project;
  ASSERT_EQ(p.timelines.size(), 1u);
  EXPECT_EQ(clip_at(p, 0, 0).source.kind, SourceKind::timeline);
  const Clip& fast = clip_at(p, 1, 1);
  EXPECT_EQ(fast.speed, (Speed{2, 1}));
  EXPECT_EQ(fast.source_range, (TimeRange{at25(20), at25(120)}));
  ASSERT_EQ(fast.effects.size(), 1u);
  const Param& opacity = fast.effects[0].params.at("opacity");
  EXPECT_EQ(value_at(opacity, {}).v[0], 0);
  EXPECT_EQ(value_at(opacity, at25(25)).v[0], 1);
}

TEST(Mlt, ClipsOverTheEndOfOthersDissolve) {
  const Project p =
      must_read(mlt("<playlist id=\"x\"><entry producer=\"a\" in=\"0\" out=\"99\"/></playlist>"
                    "<playlist id=\"y\"><blank length=\"90\"/><entry producer=\"b\" in=\"50\" out=\"99\"/></playlist>"
                    "<tractor id=\"t\"><property name=\"kdenlive:track_name\">V1</property><track producer=\"x\" "
                    "hide=\"audio\"/><track producer=\"y\" hide=\"audio\"/></tractor>"
                    "<tractor><track producer=\"t\"/><track producer=\"a\" hide=\"both\"/></tractor>"),
                Format::mlt, {.find = everything()})
          .project;
  ASSERT_EQ(p.timeline.tracks[0].items.size(), 3u);
  EXPECT_EQ(clip_at(p, 0, 0).duration, at25(90));
  EXPECT_EQ(std::get<Transition>(p.timeline.tracks[0].items[1]).out_offset, at25(10));
  EXPECT_EQ(clip_at(p, 0, 2).source_range.start, at25(50));
  EXPECT_EQ(duration(p.timeline), at25(140));
}

TEST(Mlt, HostileFilesAreRefusedOrRead) {
  const std::string loop =
      mlt("<tractor id=\"x\"><track producer=\"y\"/></tractor><playlist id=\"y\"><entry producer=\"x\" in=\"0\" "
          "out=\"9\"/></playlist>"
          "<tractor><track producer=\"y\"/></tractor>");
  for (const std::string& text :
       {std::string("<mlt/>"), loop, mlt("<playlist id=\"p\"><blank length=\"-3\"/></playlist>"),
        mlt("<playlist id=\"p\"><entry producer=\"a\" in=\"0\" out=\"999999999\" repeat=\"1000\"/></playlist>")}) {
    const auto done = read(text, Format::mlt, {.find = everything()});
    ASSERT_FALSE(done) << text;
    EXPECT_LT(done.error().message.size(), 420u);
  }
}

std::string xmeml(const std::string& tracks) {
  return "<?xml version=\"1.0\"?><!DOCTYPE xmeml><xmeml version=\"4\"><sequence "
         "id=\"s\"><name>Film</name><rate><timebase>30</timebase>"
         "<ntsc>TRUE</ntsc></rate><media><video><format><samplecharacteristics><width>1280</width><height>720</height>"
         "</samplecharacteristics></format>" +
         tracks + "</video></media></sequence></xmeml>";
}
std::string item(const std::string& name, int start, int end, int in, int out, const std::string& more = "") {
  const auto n = [](const char* tag, int v) {
    return "<" + std::string(tag) + ">" + std::to_string(v) + "</" + tag + ">";
  };
  return "<clipitem id=\"" + name + "\"><name>" + name +
         "</name><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate>" + n("start", start) + n("end", end) +
         n("in", in) + n("out", out) + "<file id=\"f" + name + "\"><name>" + name +
         ".mov</name><pathurl>file://localhost/m/" + name + ".mov</pathurl></file>" + more + "</clipitem>";
}
Time ntsc(std::int64_t frames) { return frame_start(frames, {30000, 1001}); }

TEST(Xmeml, ClipsGapsTransitionsAndMotion) {
  const std::string mix =
      "<transitionitem><start>90</start><end>110</end><alignment>center</alignment><effect><name>Cross "
      "Dissolve</name></effect></transitionitem>";
  const std::string motion =
      "<filter><effect><effectid>basic</effectid><parameter><parameterid>scale</parameterid><value>50</value></"
      "parameter></effect></filter>"
      "<filter><effect><effectid>timeremap</effectid><parameter><parameterid>speed</parameterid><value>200</value></"
      "parameter></effect></filter>";
  const Project p = must_read(xmeml("<track>" + item("a", 30, -1, 0, 80) + mix + item("b", -1, 200, 40, 150) +
                                    item("c", 200, 260, 60, 120, motion) + "</track>"),
                              Format::xmeml, {.find = everything()})
                        .project;
  EXPECT_EQ(p.canvas.rate, (Rate{30000, 1001}));
  const auto& items = p.timeline.tracks[0].items;
  ASSERT_EQ(items.size(), 5u);
  EXPECT_EQ(duration(items[0]), ntsc(30));
  EXPECT_EQ(clip_at(p, 0, 1).duration, ntsc(70));
  const auto& t = std::get<Transition>(items[2]);
  EXPECT_EQ(t.in_offset, ntsc(10));
  EXPECT_EQ(t.out_offset, ntsc(110) - ntsc(100));
  EXPECT_EQ(clip_at(p, 0, 3).source_range.start, ntsc(50));
  EXPECT_EQ(clip_at(p, 0, 3).duration, ntsc(200) - ntsc(100));
  EXPECT_EQ(clip_at(p, 0, 4).speed, (Speed{2, 1}));
  EXPECT_EQ(clip_at(p, 0, 4).source_range.start, ntsc(120));
  EXPECT_EQ(clip_at(p, 0, 4).effects.at(0).params.at("scale").value.v[0], 0.5);
}

TEST(Xmeml, HostileFilesAreRefused) {
  for (const std::string& text : {std::string("<xmeml/>"), xmeml("<track>" + item("a", 50, 10, 0, 80) + "</track>"),
                                  xmeml("<track>" + item("a", 0, 10, 0, 80, "<sequence id=\"s\"/>") + "</track>"),
                                  std::string("<xmeml><sequence><media>")}) {
    const auto done = read(text, Format::xmeml, {.find = everything()});
    ASSERT_FALSE(done) << text;
    EXPECT_LT(done.error().message.size(), 420u);
  }
}

TEST(XmlFormats, TruncatedAndMutatedFilesNeverCrash) {
  const std::string mlt_seed =
      mlt("<playlist id=\"p\"><entry producer=\"a\" in=\"25\" out=\"74\"/><blank length=\"25\"/><entry producer=\"b\" "
          "in=\"0\" out=\"9\"/>"
          "</playlist><tractor><track producer=\"p\"/></tractor>");
  const std::string xmeml_seed =
      xmeml("<track>" + item("a", 30, 100, 0, 80) + item("b", 100, 200, 40, 150) + "</track>");
  std::mt19937 random(9);
  for (const auto& [format, seed] : {std::pair{Format::mlt, mlt_seed}, std::pair{Format::xmeml, xmeml_seed}}) {
    int good = 0;
    for (std::size_t n = 0; n < seed.size(); n += 11) (void)read(seed.substr(0, n), format);
    for (int i = 0; i < 1500; ++i) {
      std::string text = seed;
      const std::size_t at = random() % text.size();
      if (random() % 3)
        text[at] = static_cast<char>("0123456789/-<>\"= abp"[random() % 20]);
      else
        text.insert(at, text.substr(random() % text.size(), random() % 80));
      const auto done = read(text, format, {.find = everything()});
      if (!done) continue;
      ++good;
      EXPECT_TRUE(validate(done->project));
    }
    EXPECT_GT(good, 100);
  }
}

TEST(XmlFormats, SharedFilesAreRead) {
  struct Case {
    const char* file;
    Format format;
    std::size_t tracks;
  };
  for (const Case& c :
       {Case{"timeline/premiere_example.xml", Format::xmeml, 4},
        Case{"timeline/kdenlive_example_v221170.kdenlive", Format::mlt, 4}, Case{"timeline/new.mlt", Format::mlt, 1}}) {
    const std::string text = shared_file(c.file);
    if (text.empty()) GTEST_SKIP() << "no shared media";
    EXPECT_EQ(detect(text), c.format) << c.file;
    const Read done = must_read(text, c.format);
    EXPECT_GE(done.project.timeline.tracks.size(), c.tracks) << c.file;
    EXPECT_GT(duration(done.project.timeline), Time{second}) << c.file;
    // What came out of it can be told to others.
    for (const Format format : {Format::otio, Format::edl, Format::fcpxml})
      EXPECT_TRUE(write(done.project, format)) << c.file;
  }
}

}  // namespace
}  // namespace rushes::interchange
