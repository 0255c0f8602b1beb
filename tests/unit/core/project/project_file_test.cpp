#include "core/base/files.hpp"
#include "core/project/project.hpp"
#include "tests/support/project_builder.hpp"

#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace rushes {
namespace {

namespace fs = std::filesystem;

class ProjectFile : public ::testing::Test {
 protected:
  ProjectFile() : folder_(fs::temp_directory_path() / ("rushes_project_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~ProjectFile() override { fs::remove_all(folder_); }
  std::string path(const char* name) const { return (folder_ / name).string(); }
  fs::path folder_;
};

Project small() {
  return testing::ProjectBuilder().asset("a1", 240, "media/sea.mp4").track("v1", {testing::clip("c1", "a1", 48)});
}

TEST_F(ProjectFile, LoadsWhatItSaved) {
  ASSERT_TRUE(save_project(small(), path("film.json")));
  const auto loaded = load_project(path("film.json"));
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(*loaded, small());
  EXPECT_EQ(loaded->assets[0].uri, "media/sea.mp4");
}

TEST_F(ProjectFile, RefusesToSaveWhatCouldNotBeLoaded) {
  ASSERT_TRUE(save_project(small(), path("film.json")));
  Project broken = small();
  std::get<Clip>(broken.timeline.tracks[0].items[0]).source.id = "a9";
  const auto saved = save_project(broken, path("film.json"));
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.error().message.find("there is no asset \"a9\""), std::string::npos) << saved.error().message;
  EXPECT_EQ(*load_project(path("film.json")), small());

  broken = small();
  std::get<Clip>(broken.timeline.tracks[0].items[0]).effects = {
      testing::effect("e1", "p", {{"x", testing::constant(std::nan(""))}})};
  EXPECT_FALSE(save_project(broken, path("film.json")));
  broken = small();
  broken.title = "\xff";
  EXPECT_FALSE(save_project(broken, path("film.json")));
  broken = small();
  broken.generation_params = "not json";
  EXPECT_FALSE(save_project(broken, path("film.json")));
}

TEST_F(ProjectFile, ErrorsNameTheFile) {
  const auto missing = load_project(path("none.json"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Errc::not_found);
  EXPECT_NE(missing.error().message.find("none.json"), std::string::npos);
  ASSERT_TRUE(write_file(path("bad.json"), "{\"rushes_project\": 1, \"title\": 5}"));
  const auto bad = load_project(path("bad.json"));
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().message, path("bad.json") + ": title: is a number where text is expected");
  EXPECT_FALSE(load_project(folder_.string()));
}

TEST(ResolveUri, RelativePathsLieBesideTheProject) {
  EXPECT_EQ(resolve_uri("/films/sea/film.json", "media/a.mp4"), "/films/sea/media/a.mp4");
  EXPECT_EQ(resolve_uri("film.json", "media/a.mp4"), "media/a.mp4");
  EXPECT_EQ(resolve_uri("sub/film.json", "../a.mp4"), "sub/../a.mp4");
  EXPECT_EQ(resolve_uri("/films/film.json", "a:b/c.mp4"), "a:b/c.mp4");
  EXPECT_EQ(resolve_uri("/films/film.json", "1:2.mp4"), "/films/1:2.mp4");
}

TEST(ResolveUri, AbsolutePathsAndSchemesStay) {
  EXPECT_EQ(resolve_uri("/films/film.json", "/media/a.mp4"), "/media/a.mp4");
  EXPECT_EQ(resolve_uri("/films/film.json", "s3://bucket/a.mp4"), "s3://bucket/a.mp4");
  EXPECT_EQ(resolve_uri("/films/film.json", ""), "");
}

}  // namespace
}  // namespace rushes
