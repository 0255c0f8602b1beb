// What the interchange tests share.
#pragma once

#include "core/interchange/interchange.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace rushes::interchange {

inline std::string shared_file(const std::string& name) {
  const char* folder = std::getenv("RUSHES_SHARED");
  std::ostringstream text;
  text << std::ifstream(std::string(folder ? folder : RUSHES_SHARED_DEFAULT) + "/media/" + name).rdbuf();
  return text.str();
}

inline Read must_read(const std::string& text, Format format, const ReadOptions& options = {}) {
  auto done = read(text, format, options);
  EXPECT_TRUE(done) << (done ? "" : done.error().message);
  return done ? *std::move(done) : Read{};
}

inline std::string must_write(const Project& project, Format format) {
  auto done = write(project, format);
  EXPECT_TRUE(done) << (done ? "" : done.error().message);
  return done ? done->text : std::string();
}

inline bool says(const std::vector<Notice>& notices, const std::string& part) {
  for (const Notice& n : notices)
    if (to_string(n).find(part) != std::string::npos) return true;
  return false;
}

// Every medium is there: 10 s of 640x360 at 24 fps with sound.
inline FindMedia everything() {
  return [](const std::string& reference) {
    Media m;
    m.uri = reference;
    m.width = 640, m.height = 360;
    m.rate = {24, 1};
    m.duration = {10 * Time::per_second};
    return std::optional(m);
  };
}

}  // namespace rushes::interchange
