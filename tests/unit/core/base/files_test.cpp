#include "core/base/files.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

namespace rushes {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  Files() : folder_(fs::temp_directory_path() / ("rushes_files_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~Files() override { fs::remove_all(folder_); }
  std::string path(const char* name) const { return (folder_ / name).string(); }
  std::set<std::string> names() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) out.insert(entry.path().filename().string());
    return out;
  }
  fs::path folder_;
};

TEST_F(Files, ReadsWhatWasWritten) {
  const std::string content = std::string("a\0b\n", 4) + std::string(200'000, 'x');
  ASSERT_TRUE(write_file(path("a"), content));
  EXPECT_EQ(*read_file(path("a")), content);
  ASSERT_TRUE(write_file(path("a"), ""));
  EXPECT_EQ(*read_file(path("a")), "");
  EXPECT_EQ(names(), std::set<std::string>{"a"});
}

TEST_F(Files, RefusesMoreThanTheLimit) {
  ASSERT_TRUE(write_file(path("a"), std::string(101, 'x')));
  EXPECT_TRUE(read_file(path("a"), 101));
  const auto refused = read_file(path("a"), 100);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::invalid);
  EXPECT_NE(refused.error().message.find(path("a")), std::string::npos);
  const auto endless = read_file("/dev/zero", 1 << 20);  // has no size to be asked for
  ASSERT_FALSE(endless);
}

TEST_F(Files, MissingOnesAreNotFound) {
  const auto missing = read_file(path("none"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Errc::not_found);
  EXPECT_FALSE(read_file(folder_.string()));
  EXPECT_FALSE(write_file(path("no/such/folder"), "x"));
}

TEST_F(Files, ADirectoryInTheWayLeavesNothingBehind) {
  fs::create_directory(path("taken"));
  const auto written = write_file(path("taken"), "x");
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("taken"), std::string::npos);
  EXPECT_EQ(names(), std::set<std::string>{"taken"});
  EXPECT_TRUE(fs::is_directory(path("taken")));
}

// A child may write 64 KiB to a file and no more, as on a full disk: the old file stays whole, nothing else is left.
TEST_F(Files, AFullDiskKeepsTheOldFile) {
  ASSERT_TRUE(write_file(path("a"), "old"));
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{64 << 10, 64 << 10};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(write_file(path("a"), std::string(1 << 20, 'x')) ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "writing beyond the limit must be an error";
  EXPECT_EQ(*read_file(path("a")), "old");
  EXPECT_EQ(names(), std::set<std::string>{"a"});
}

}  // namespace
}  // namespace rushes
