#include "host/cli/progress.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <unistd.h>

namespace rushes::cli {

ProgressStyle progress_style(bool quiet) {
  if (quiet) return ProgressStyle::quiet;
  return isatty(STDERR_FILENO) ? ProgressStyle::bar : ProgressStyle::json;
}

void Progress::update(const std::string& stage, double done, double total, const std::string& unit) {
  if (style_ == ProgressStyle::quiet || !(total > 0)) return;
  const auto now = Clock::now();
  if (!open_ || stage != stage_) {
    end();
    stage_ = stage, unit_ = unit, began_ = now, open_ = true;
  } else if (done < total && now - drawn_ < std::chrono::milliseconds(style_ == ProgressStyle::bar ? 100 : 500)) {
    return;
  }
  drawn_ = now;
  draw(std::clamp(done, 0.0, total), total, std::chrono::duration<double>(now - began_).count());
}

void Progress::draw(double done, double total, double elapsed) {
  const double share = done / total, speed = elapsed > 0.2 ? done / elapsed : 0;
  const bool known = share > 0.005 && elapsed > 0.2;
  const double eta = known ? elapsed * (1 - share) / share : 0;
  if (style_ == ProgressStyle::json) {
    std::fprintf(stderr, "{\"progress\":\"%s\",\"done\":%.6g,\"total\":%.6g", stage_.c_str(), done, total);
    if (!unit_.empty()) std::fprintf(stderr, ",\"unit\":\"%s\",\"per_second\":%.4g", unit_.c_str(), speed);
    if (known) std::fprintf(stderr, ",\"eta_s\":%.3g", eta);
    std::fprintf(stderr, ",\"elapsed_s\":%.3g}\n", elapsed);
    return;
  }
  constexpr int width = 28;
  const int filled = static_cast<int>(std::floor(share * width));
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < filled ? "\u2588" : "\u2591";
  std::fprintf(stderr, "\r\x1b[K%-12s %s %3.0f %%", stage_.c_str(), bar.c_str(), share * 100);
  if (!unit_.empty()) std::fprintf(stderr, "  %.0f/%.0f %s  %.1f/s", done, total, unit_.c_str(), speed);
  if (share >= 1)
    std::fprintf(stderr, "  %.1f s", elapsed);
  else if (known)
    std::fprintf(stderr, "  %d:%02d left", static_cast<int>(eta) / 60, static_cast<int>(eta) % 60);
  std::fflush(stderr);
}

void Progress::end() {
  if (open_ && style_ == ProgressStyle::bar) std::fputs("\n", stderr);
  open_ = false;
}

}  // namespace rushes::cli
