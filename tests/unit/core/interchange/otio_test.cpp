// OpenTimelineIO: what its objects become, that nothing of others gets lost, and hostile files.
#include "core/interchange/otio.hpp"
#include "core/interchange/times.hpp"
#include "tests/support/project_builder.hpp"
#include "tests/unit/core/interchange/support.hpp"

#include <random>

namespace rushes::interchange {
namespace {

constexpr std::int64_t second = Time::per_second;

std::string rational(double value, double rate) {
  return "{\"OTIO_SCHEMA\":\"RationalTime.1\",\"value\":" + std::to_string(value) +
         ",\"rate\":" + std::to_string(rate) + "}";
}
std::string range(double start, double duration, double rate) {
  return "{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":" + rational(start, rate) +
         ",\"duration\":" + rational(duration, rate) + "}";
}
std::string clip(const std::string& name, const std::string& source_range, const std::string& more = "",
                 const std::string& reference = "") {
  return "{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"" + name + "\",\"source_range\":" + source_range +
         ",\"media_references\":{\"DEFAULT_MEDIA\":" +
         (reference.empty()
              ? "{\"OTIO_SCHEMA\":\"ExternalReference.1\",\"target_url\":\"" + name + ".mov\",\"available_range\":null}"
              : reference) +
         "},\"active_media_reference_key\":\"DEFAULT_MEDIA\"" + more + "}";
}
std::string track(const std::string& children, const std::string& more = "") {
  return "{\"OTIO_SCHEMA\":\"Track.1\",\"name\":\"V\",\"kind\":\"Video\",\"children\":[" + children + "]" + more + "}";
}
std::string timeline(const std::string& tracks, const std::string& more = "") {
  return "{\"OTIO_SCHEMA\":\"Timeline.1\",\"name\":\"film\",\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\"name\":"
         "\"tracks\",\"children\":[" +
         tracks + "]" + more + "}}";
}
const Clip& clip_at(const Project& p, std::size_t track, std::size_t item) {
  return std::get<Clip>(p.timeline.tracks.at(track).items.at(item));
}

void expect_identity(const std::string& text) {
  const Read first = must_read(text, Format::otio, {.find = everything(), .title = "t"});
  const std::string again = must_write(first.project, Format::otio);
  const Read second = must_read(again, Format::otio, {.find = everything(), .title = "t"});
  EXPECT_EQ(first.project, second.project) << again;
  // What was not edited is written without a word of ours.
  EXPECT_EQ(again.find("\"rushes\""), std::string::npos);
}

TEST(Otio, ClipsGapsAndTransitionsBecomeItems) {
  const std::string text =
      timeline(track(clip("a", range(10, 48, 24)) +
                     ",{\"OTIO_SCHEMA\":\"Transition.1\",\"name\":\"x\",\"transition_type\":"
                     "\"SMPTE_Dissolve\",\"in_offset\":" +
                     rational(6, 24) + ",\"out_offset\":" + rational(12, 24) + "}," + clip("b", range(0, 24, 24)) +
                     ",{\"OTIO_SCHEMA\":\"Gap.1\",\"source_range\":" + range(0, 12, 24) + "}"));
  const Project p = must_read(text, Format::otio).project;
  ASSERT_EQ(p.timeline.tracks.size(), 1u);
  ASSERT_EQ(p.timeline.tracks[0].items.size(), 4u);
  EXPECT_EQ(clip_at(p, 0, 0).source_range, (TimeRange{{10 * second / 24}, {58 * second / 24}}));
  const auto& t = std::get<Transition>(p.timeline.tracks[0].items[1]);
  EXPECT_EQ(t.plugin, "org.rushes.dissolve");
  EXPECT_EQ(t.in_offset, Time{second / 4});
  EXPECT_EQ(t.out_offset, Time{second / 2});
  EXPECT_EQ(duration(p.timeline), Time{84 * second / 24});
  EXPECT_EQ(p.canvas.rate, (Rate{24, 1}));
  expect_identity(text);
}

TEST(Otio, FloatingRatesAreExact) {
  EXPECT_EQ(rate_from(23.976), (Rate{24000, 1001}));
  EXPECT_EQ(rate_from(23.98), (Rate{24000, 1001}));
  EXPECT_EQ(rate_from(24000.0 / 1001), (Rate{24000, 1001}));
  EXPECT_EQ(rate_from(29.97), (Rate{30000, 1001}));
  EXPECT_EQ(rate_from(59.94), (Rate{60000, 1001}));
  EXPECT_EQ(rate_from(119.88), (Rate{120000, 1001}));
  EXPECT_EQ(rate_from(12.5), (Rate{25, 2}));
  EXPECT_EQ(rate_from(44100), (Rate{44100, 1}));
  const Project p = must_read(timeline(track(clip("a", range(0, 30000, 29.97)))), Format::otio).project;
  EXPECT_EQ(clip_at(p, 0, 0).duration, Time{1001 * second});
}

TEST(Otio, TimeWarpsAndFreezesAreSpeeds) {
  const std::string warp = ",\"effects\":[{\"OTIO_SCHEMA\":\"LinearTimeWarp.1\",\"time_scalar\":0.5}]";
  const std::string freeze = ",\"effects\":[{\"OTIO_SCHEMA\":\"FreezeFrame.1\",\"time_scalar\":0}]";
  const std::string text =
      timeline(track(clip("a", range(0, 48, 24), warp) + "," + clip("b", range(24, 48, 24), freeze)));
  const Project p = must_read(text, Format::otio).project;
  EXPECT_EQ(clip_at(p, 0, 0).speed, (Speed{1, 2}));
  EXPECT_EQ(clip_at(p, 0, 0).source_range.duration(), Time{second});
  EXPECT_EQ(clip_at(p, 0, 0).duration, Time{2 * second});
  EXPECT_EQ(clip_at(p, 0, 1).speed.num, 0);
  expect_identity(text);
}

TEST(Otio, AvailableRangesAndSequences) {
  const std::string external =
      "{\"OTIO_SCHEMA\":\"ExternalReference.1\",\"target_url\":\"file:///m/a%20b.mov\",\"available_range\":" +
      range(86400, 240, 24) + "}";
  const std::string sequence =
      "{\"OTIO_SCHEMA\":\"ImageSequenceReference.1\",\"target_url_base\":\"seq\",\"name_prefix\":\"f.\",\"name_"
      "suffix\":\".exr\","
      "\"start_frame\":101,\"frame_step\":1,\"rate\":24,\"frame_zero_padding\":4,\"missing_frame_policy\":\"error\","
      "\"available_range\":" +
      range(0, 50, 24) + "}";
  const std::string text =
      timeline(track(clip("a", range(86424, 24, 24), "", external) + "," + clip("s", range(1, 24, 24), "", sequence)));
  const Project p = must_read(text, Format::otio).project;
  EXPECT_EQ(clip_at(p, 0, 0).source_range.start, Time{second});
  ASSERT_EQ(p.assets.size(), 2u);
  EXPECT_EQ(p.assets[0].uri, "/m/a b.mov");
  EXPECT_EQ(p.assets[1].uri, "seq/f.%04d.exr");
  EXPECT_EQ(clip_at(p, 0, 1).source_range.start, Time{second / 24});
  expect_identity(text);
}

TEST(Otio, NestedCompositionsBecomeTimelines) {
  const std::string stack = "{\"OTIO_SCHEMA\":\"Stack.1\",\"name\":\"inner\",\"source_range\":" + range(5, 10, 24) +
                            ",\"children\":[" + track(clip("a", range(0, 24, 24))) + "," +
                            clip("lone", range(0, 24, 24)) + "]}";
  const std::string text = timeline(track(stack + "," + track(clip("b", range(0, 6, 24)))));
  const Project p = must_read(text, Format::otio).project;
  ASSERT_EQ(p.timelines.size(), 2u);
  EXPECT_EQ(clip_at(p, 0, 0).source.kind, SourceKind::timeline);
  EXPECT_EQ(clip_at(p, 0, 0).duration, Time{10 * second / 24});
  EXPECT_EQ(p.timelines[0].timeline.tracks.size(), 2u);
  EXPECT_EQ(clip_at(p, 0, 1).duration, Time{6 * second / 24});
  expect_identity(text);
}

TEST(Otio, MarkersLieOnTheTimelineAndGoBackToTheirOwners) {
  const std::string marker =
      ",\"markers\":[{\"OTIO_SCHEMA\":\"Marker.2\",\"name\":\"here\",\"color\":\"RED\",\"metadata\":{\"x\":[1.50,2]},"
      "\"marked_range\":" +
      range(34, 2, 24) + "}]";
  const std::string text = timeline(track(clip("z", range(0, 24, 24)) + "," + clip("a", range(24, 24, 24), marker)));
  const Project p = must_read(text, Format::otio).project;
  ASSERT_EQ(p.timeline.markers.size(), 1u);
  EXPECT_EQ(p.timeline.markers[0].range.start, Time{34 * second / 24});
  EXPECT_EQ(p.timeline.markers[0].colour, "RED");
  expect_identity(text);
  const auto again = json::parse(must_write(p, Format::otio));
  const Tree& back = (*list_of(get((*list_of(get(*get(*again, "tracks"), "children")))[0], "children")))[1];
  EXPECT_EQ(list_of(get(back, "markers"))->size(), 1u);
}

TEST(Otio, UnknownObjectsAndMetadataSurvive) {
  const std::string odd =
      "{\"OTIO_SCHEMA\":\"Wobble.7\",\"deep\":{\"a\":[1,2.50,1e40,null],\"z\":0,\"b\":18446744073709551615}}";
  const std::string text = timeline(
      track(clip("a", range(0, 24, 24), ",\"metadata\":{\"other\":{\"k\":[3,1.0,\"x\"]}},\"effects\":[" + odd + "]") +
            "," + odd),
      ",\"metadata\":{\"stack\":1.10}");
  const Read read = must_read(text, Format::otio);
  EXPECT_TRUE(says(read.notices, "Wobble"));
  const std::string again = must_write(read.project, Format::otio);
  for (const char* kept : {"Wobble.7", "2.50", "18446744073709551615", "1.10", "\"other\""})
    EXPECT_NE(again.find(kept), std::string::npos) << kept;
  expect_identity(text);
}

TEST(Otio, EditedDocumentsKeepWhatOthersSay) {
  Project p = must_read(timeline(track(clip("a", range(10, 48, 24), ",\"metadata\":{\"other\":\"mine\"}") + "," +
                                       clip("b", range(0, 24, 24)))),
                        Format::otio)
                  .project;
  Clip& c = std::get<Clip>(p.timeline.tracks[0].items[0]);
  c.duration = {second};
  c.source_range.end = c.source_range.start + c.duration;
  c.effects.push_back(testing::effect("e9", "org.rushes.blur", {{"radius", testing::constant(3)}}));
  const std::string text = must_write(p, Format::otio);
  EXPECT_NE(text.find("\"other\": \"mine\""), std::string::npos);
  // What stands in the notes for writing is new; what it says is the same.
  const Project again = must_read(text, Format::otio).project;
  Clip back = std::get<Clip>(again.timeline.tracks[0].items[0]);
  back.extra = c.extra;
  EXPECT_EQ(back, c);
  EXPECT_EQ(must_read(must_write(again, Format::otio), Format::otio).project, again);
}

TEST(Otio, OurOwnProjectsComeBackWhole) {
  using namespace testing;
  Clip fast = testing::clip("c2", "a1", 24, 12);
  fast.speed = {2, 1};
  fast.source_range.end = fast.source_range.start + Time{fast.duration.ticks * 2};
  Clip titled = generator("c3", "org.rushes.title", 24, {{"text", constant("Hi \"there\"")}});
  Project p = ProjectBuilder()
                  .canvas(640, 360, {30000, 1001})
                  .asset("a1", 240, "media/a b.mp4")
                  .scene("s1", "sea", 24)
                  .track("v1", {testing::clip("c1", "a1", 24), dissolve("x1", 6), fast, gap(10), titled});
  p.timeline.tracks[0].effects.push_back(effect("e1", "org.rushes.fade", {{"amount", constant(0.25)}}));
  p.timeline.tracks[0].blend = "screen";
  p.timeline.markers.push_back({"m1", "look", "BLUE", "here", {frames(3), frames(5)}, {}});
  p.extra = "{\"x\":[1,2.50]}";
  NestedTimeline inner;
  inner.id = "n1";
  inner.timeline = testing::timeline({testing::track("v1", {testing::clip("c1", "a1", 24)})});
  inner.timeline.markers.push_back({"m1", "inside", "", "", {}, {}});
  p.timelines.push_back(inner);
  Clip shown = testing::clip("c4", "n1", 12);
  shown.source.kind = SourceKind::timeline;
  p.timeline.tracks[0].items.emplace_back(shown);
  ASSERT_TRUE(validate(p)) << validate(p).error().message;
  const std::string text = must_write(p, Format::otio);
  const Project again = must_read(text, Format::otio).project;
  EXPECT_EQ(to_json(again), to_json(p));
}

TEST(Otio, ChangesOfOthersWinOverOurNotes) {
  Project p = testing::ProjectBuilder().asset("a1", 240, "a.mp4").track("v1", {testing::clip("c1", "a1", 24)});
  std::get<Clip>(p.timeline.tracks[0].items[0]).link = "l1";
  std::string text = must_write(p, Format::otio);
  const auto at = text.find("\"value\": 24");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 11, "\"value\": 12");
  const Project again = must_read(text, Format::otio).project;
  EXPECT_EQ(clip_at(again, 0, 0).duration, Time{second / 2});
  EXPECT_EQ(clip_at(again, 0, 0).link, "l1");
}

TEST(Otio, BareObjectsAndCollections) {
  const std::string alone = clip("a", range(0, 24, 24));
  EXPECT_EQ(duration(must_read(alone, Format::otio).project.timeline), Time{second});
  EXPECT_EQ(duration(must_read(track(alone), Format::otio).project.timeline), Time{second});
  const std::string all =
      "{\"OTIO_SCHEMA\":\"SerializableCollection.1\",\"children\":[" + alone + "," + timeline(track(alone)) + "]}";
  EXPECT_EQ(must_read(all, Format::otio).project.title, "film");
}

TEST(Otio, WhatIsWrongIsSaid) {
  for (const std::string& text :
       {std::string("{}"), std::string("[]"), std::string("{\"OTIO_SCHEMA\":\"Marker.1\"}"), std::string("{\"OTIO"),
        timeline(track(clip("a", range(0, -5, 24)))), timeline(track(clip("a", range(0, 1e18, 24)))),
        timeline(track(clip("a", range(0, 5, -24)))), std::string(100000, '[')}) {
    const auto done = read(text, Format::otio);
    ASSERT_FALSE(done) << text.substr(0, 200);
    EXPECT_FALSE(done.error().message.empty());
    EXPECT_LT(done.error().message.size(), 420u);
  }
}

TEST(Otio, MutatedFilesNeverCrash) {
  std::string seed = timeline(
      track(clip("a", range(10, 48, 24), ",\"effects\":[{\"OTIO_SCHEMA\":\"LinearTimeWarp.1\",\"time_scalar\":0.5}]") +
            "," + track(clip("b", range(0, 6, 24)))));
  std::mt19937 random(11);
  int good = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string text = seed;
    for (unsigned n = 1 + random() % 3; n > 0; --n) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0:
          text[at] = static_cast<char>("0123456789-.e\"{}[],:ntx"[random() % 23]);
          break;
        case 1:
          text.erase(at, 1 + random() % 6);
          break;
        case 2:
          text.insert(at, std::to_string(static_cast<int>(random())));
          break;
        default:
          text.insert(at, text.substr(random() % text.size(), random() % 40));
      }
    }
    const auto done = read(text, Format::otio);
    if (!done) continue;
    ++good;
    EXPECT_TRUE(validate(done->project));
    EXPECT_TRUE(write(done->project, Format::otio));
  }
  EXPECT_GT(good, 30);
}

TEST(Otio, SharedTimelinesSurvive) {
  for (const char* name : {"timeline/effects.otio", "timeline/nested_example.otio", "timeline_tlrender/Markers.otio",
                           "timeline_tlrender/MovieAndSeq.otio", "timeline_tlrender/MultipleRates.otio",
                           "timeline_tlrender/Transition.otio"}) {
    const std::string text = shared_file(name);
    if (text.empty()) GTEST_SKIP() << "no shared media";
    SCOPED_TRACE(name);
    expect_identity(text);
    const auto before = json::parse(text);
    const auto after =
        json::parse(must_write(must_read(text, Format::otio, {.find = everything()}).project, Format::otio));
    ASSERT_TRUE(before && after);
    EXPECT_TRUE(equal(*before, *after));
  }
}

}  // namespace
}  // namespace rushes::interchange
