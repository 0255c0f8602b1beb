// Runs a program as a user would and keeps what it printed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rushes::test {

struct Ran {
  int code = -1;  // exit code; 128 + signal when it was killed
  std::string out, err;
};

// The program's standard input is empty. `environment`: additions as "NAME=value". Kills it after `timeout_s`.
Ran run(const std::vector<std::string>& command, const std::vector<std::string>& environment = {}, int timeout_s = 240);

// A folder of the test's own, removed with all that is in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string file_content(const std::string& path);  // empty when there is none
void put_file(const std::string& path, const std::string& content);

}  // namespace rushes::test
