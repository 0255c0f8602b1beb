// Progress for people and programs: a bar with speed and ETA on a terminal, one JSON object a line elsewhere, nothing
// when quiet.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace rushes::cli {

enum class ProgressStyle { bar, json, quiet };
// A bar when stderr is a terminal, else JSON lines. `quiet` silences both.
ProgressStyle progress_style(bool quiet);

// One stage of work after the other; written to stderr, at most ten times a second. Calls come one at a time.
class Progress {
 public:
  explicit Progress(ProgressStyle style) : style_(style) {}
  ~Progress() { end(); }
  Progress(const Progress&) = delete;

  // done of total (total > 0). A new stage name begins a new bar. `unit` names what is counted ("frames"); empty = a
  // share.
  void update(const std::string& stage, double done, double total, const std::string& unit = {});
  void end();  // leaves the last bar as it stands

 private:
  using Clock = std::chrono::steady_clock;
  void draw(double done, double total, double elapsed);

  ProgressStyle style_;
  std::string stage_, unit_;
  Clock::time_point began_, drawn_;
  bool open_ = false;
};

}  // namespace rushes::cli
