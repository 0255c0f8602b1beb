#include "host/generate/film.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace rushes;
using namespace rushes::host;

namespace {

Generated media(const char* name, const char* mime) {
  return {.path = name, .uri = name, .content_hash = name, .mime = mime, .meta = "{}", .params = "{}", .bytes = 1};
}

FilmPieces three_scenes() {
  FilmPieces p;
  p.script = {"Title",
              "",
              "calm",
              {{"one", "Said.", "wind", ""},
               {"two", "", "", "org.rushes.dissolve"},
               {"three", "More.", "", "org.rushes.dissolve"}}};
  p.cuts = cut_scenes(p.script, {2, 0, 2}, 18, {24, 1});
  p.pictures = {media("p1", "video/mp4"), media("p2", "video/mp4"), media("p3", "video/mp4")};
  p.speech = {media("n1", "audio/wav"), std::nullopt, media("n3", "audio/wav")};
  p.speech_length = {from_seconds(2), {}, from_seconds(2)};
  p.ambience = {media("amb", "audio/wav"), std::nullopt, std::nullopt};
  p.music = {media("music", "audio/wav")};
  p.cues = make_cues({{"Said.", from_seconds(3), from_seconds(4), true}});
  return p;
}

const Track* track(const Project& p, const char* name) {
  const auto it = std::ranges::find(p.timeline.tracks, name, &Track::name);
  return it == p.timeline.tracks.end() ? nullptr : &*it;
}

}  // namespace

TEST(AssembleFilm, LastsAsLongAsItsCuts) {
  const Project p = assemble_film({.prompt = "x"}, three_scenes());
  EXPECT_EQ(duration(p.timeline), from_seconds(18));
  EXPECT_EQ(p.storyboard.size(), 3u);
}

TEST(AssembleFilm, IsAValidDocument) {
  const Project p = assemble_film({.prompt = "x"}, three_scenes());
  auto back = project_from_json(to_json(p));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, p);
}

TEST(AssembleFilm, NarrationLiesWhereItsCutsSay) {
  const FilmPieces pieces = three_scenes();
  const Project p = assemble_film({.prompt = "x"}, pieces);
  const Track* t = track(p, "Narration");
  ASSERT_TRUE(t);
  std::vector<Time> starts;
  for (const Placed& placed : layout(*t))
    if (std::holds_alternative<Clip>(t->items[placed.index])) starts.push_back(placed.range.start);
  EXPECT_EQ(starts,
            (std::vector{frame_start(pieces.cuts[0].speech, {24, 1}), frame_start(pieces.cuts[2].speech, {24, 1})}));
}

TEST(AssembleFilm, MusicDucksUnderTheNarration) {
  const Project p = assemble_film({.prompt = "x"}, three_scenes());
  ASSERT_TRUE(track(p, "Music"));
  ASSERT_EQ(track(p, "Music")->effects.size(), 1u);
  EXPECT_EQ(track(p, "Music")->effects[0].inputs, std::vector{track(p, "Narration")->id});
}

TEST(AssembleFilm, PiecesOfMusicFillTheFilm) {
  FilmPieces pieces = three_scenes();
  pieces.music = {media("m1", "audio/wav"), media("m2", "audio/wav"), media("m3", "audio/wav")};
  const Project p = assemble_film({.prompt = "x"}, pieces);
  EXPECT_EQ(track(p, "Music")->items.size(), 3u);
  EXPECT_EQ(duration(*track(p, "Music")), from_seconds(18));
}

TEST(AssembleFilm, LeavesOutWhatIsOff) {
  FilmPieces pieces = three_scenes();
  pieces.speech.assign(3, std::nullopt);
  pieces.music.clear();
  pieces.ambience.assign(3, std::nullopt);
  const Project p = assemble_film({.prompt = "x", .captions = Captions::off}, pieces);
  for (const char* name : {"Narration", "Music", "Ambience", "Captions"}) EXPECT_EQ(track(p, name), nullptr) << name;
}
