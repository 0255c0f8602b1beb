#include "host/services/media_encode.hpp"

#include "core/base/files.hpp"
#include "core/media/source.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include <unistd.h>

using namespace rushes;
using namespace rushes::host;

namespace {

struct Free {
  void operator()(std::uint8_t* p) const { std::free(p); }
};

}  // namespace

// A plugin paints each frame into the same memory: what it gave must not change under the encoder.
TEST(MediaEncode, TakesACopyOfEachImage) {
  const auto folder = std::filesystem::temp_directory_path() / ("rushes-encode-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto pool = FramePool::create();
  ASSERT_TRUE(pool);
  constexpr int w = 64, h = 48, stride = 192, frames = 60;
  const std::unique_ptr<std::uint8_t, Free> pixels(static_cast<std::uint8_t*>(std::aligned_alloc(64, stride * h + 64)));
  rushes_image image{};
  image.size = sizeof image;
  image.n_planes = 1;
  image.format = {RUSHES_FAMILY_RGB, RUSHES_SAMPLE_UINT, 8, 1, 0, 0, RUSHES_ALPHA_NONE, 1, 1, 1, 0, 1, 0, 0, {0, 0}};
  image.bounds = image.full = {0, 0, w, h};
  image.pixel_aspect = {1, 1};
  image.plane[0] = {pixels.get(), stride};
  rushes_encode_spec spec{};
  spec.size = sizeof spec;
  spec.width = w;
  spec.height = h;
  spec.rate = {24, 1};
  spec.format = image.format;
  auto session = media_encoder(*pool, folder)(spec);
  ASSERT_TRUE(session) << session.error().message;
  for (int n = 0; n < frames; ++n) {
    std::memset(pixels.get(), 4 * n, stride * h);
    ASSERT_TRUE((*session)->video(image));
  }
  std::string film;
  auto mime = (*session)->finish([&](std::string_view bytes) -> Result<void> {
    film += bytes;
    return {};
  });
  ASSERT_TRUE(mime) << mime.error().message;
  EXPECT_EQ(*mime, "video/mp4");
  const std::string path = folder / "film.mp4";
  ASSERT_TRUE(write_file(path, film));
  auto source = open_media(*pool, path);
  ASSERT_TRUE(source) << source.error().message;
  for (const int n : {0, 1, 2, 30, 59}) {
    auto frame = (*source)->frame(n);
    ASSERT_TRUE(frame);
    const int luma = static_cast<int>((*frame)->planes[0].data[0]);
    EXPECT_NEAR(luma, 16 + 219 * 4 * n / 255, 2) << "frame " << n;
  }
  session->reset();
  source->reset();
  std::size_t left = 0;
  for ([[maybe_unused]] const auto& f : std::filesystem::directory_iterator(folder)) ++left;
  EXPECT_EQ(left, 1u);  // the session's own file is gone
  std::filesystem::remove_all(folder);
}
