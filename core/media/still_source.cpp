#include "core/media/content_key.hpp"
#include "core/media/still.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <list>
#include <mutex>

namespace rushes {

namespace {

Error no_sound(const std::string& path) { return {Errc::invalid, path + " has no sound"}; }

class StillSource final : public MediaSource {
 public:
  const MediaInfo& info() const override { return info_; }
  Key content_key() const override { return key_; }
  Result<FramePtr> frame(std::int64_t n, const CancelToken&) override {
    if (n < 0) return Error{Errc::invalid, info_.path + " has no frame " + std::to_string(n)};
    return frame_;
  }
  std::int64_t frame_at(Time) const override { return 0; }
  Time frame_time(std::int64_t) const override { return {}; }
  Result<AudioBlock> audio(std::int64_t, int, const CancelToken&) override { return no_sound(info_.path); }

  MediaInfo info_;
  Key key_;
  FramePtr frame_;
};

// "dir/name.####.exr" in parts; `digits` 0 means as many as the number has.
struct Pattern {
  std::string folder, before, after;
  int digits = 0;
};

bool parse(const std::string& path, Pattern& out) {
  const auto slash = path.rfind('/');
  out.folder = slash == path.npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  const std::string name = slash == path.npos ? path : path.substr(slash + 1);
  if (const auto hash = name.find('#'); hash != name.npos) {
    const auto end = name.find_first_not_of('#', hash);
    out.before = name.substr(0, hash);
    out.after = end == name.npos ? "" : name.substr(end);
    out.digits = static_cast<int>((end == name.npos ? name.size() : end) - hash);
    return out.after.find('#') == out.after.npos;
  }
  const auto percent = name.find('%');
  const auto d = percent == name.npos ? percent : name.find('d', percent);
  if (d == name.npos) return false;
  const std::string between = name.substr(percent + 1, d - percent - 1);
  if (!std::ranges::all_of(between, [](char c) { return c >= '0' && c <= '9'; }) || between.size() > 3) return false;
  out.before = name.substr(0, percent);
  out.after = name.substr(d + 1);
  out.digits = between.empty() ? 0 : std::stoi(between);
  return out.after.find('%') == out.after.npos;
}

std::string name_of(const Pattern& p, std::int64_t number) {
  std::string digits = std::to_string(number);
  if (static_cast<int>(digits.size()) < p.digits)
    digits.insert(0, static_cast<std::size_t>(p.digits) - digits.size(), '0');
  return p.folder + "/" + p.before + digits + p.after;
}

Result<std::vector<std::int64_t>> numbers_of(const Pattern& p, const std::string& pattern) {
  DIR* dir = ::opendir(p.folder.c_str());
  if (!dir) return Error{Errc::not_found, "cannot read " + pattern + ": there is no folder " + p.folder};
  std::vector<std::int64_t> numbers;
  while (const dirent* e = ::readdir(dir)) {
    const std::string_view name = e->d_name;
    if (name.size() <= p.before.size() + p.after.size() || !name.starts_with(p.before) || !name.ends_with(p.after))
      continue;
    const std::string_view middle = name.substr(p.before.size(), name.size() - p.before.size() - p.after.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(middle.data(), middle.data() + middle.size(), number);
    const bool padded = static_cast<int>(middle.size()) == p.digits ||
                        (static_cast<int>(middle.size()) > p.digits && middle[0] != '0') ||
                        (p.digits == 0 && (middle == "0" || middle[0] != '0'));
    if (error == std::errc{} && end == middle.data() + middle.size() && number >= 0 && padded)
      numbers.push_back(number);
  }
  ::closedir(dir);
  if (numbers.empty()) return Error{Errc::not_found, "cannot read " + pattern + ": no file has a name like that"};
  std::ranges::sort(numbers);
  if (numbers.back() - numbers.front() > 10'000'000)
    return Error{Errc::invalid, "cannot read " + pattern + ": its numbers are too far apart"};
  return numbers;
}

class SequenceSource final : public MediaSource {
 public:
  const MediaInfo& info() const override { return info_; }
  Key content_key() const override { return key_; }

  Result<FramePtr> frame(std::int64_t n, const CancelToken& cancel) override {
    const std::int64_t count = info_.video.front().frames;
    if (n < 0 || n >= count)
      return Error{Errc::invalid,
                   info_.path + " has no frame " + std::to_string(n) + "; it has " + std::to_string(count)};
    if (cancel.cancelled()) return Error{Errc::cancelled, "cancelled"};
    {
      const std::lock_guard hold(lock_);
      const auto it = std::ranges::find(recent_, n, &std::pair<std::int64_t, FramePtr>::first);
      if (it != recent_.end()) return it->second;
    }
    auto made = read_still(*pool_, name_of(pattern_, first_ + n));
    if (!made) return made;
    const std::lock_guard hold(lock_);
    recent_.emplace_front(n, *made);
    if (recent_.size() > 4) recent_.pop_back();
    return made;
  }
  std::int64_t frame_at(Time time) const override {
    return std::clamp<std::int64_t>(rushes::frame_at(time, info_.video.front().rate), 0,
                                    info_.video.front().frames - 1);
  }
  Time frame_time(std::int64_t n) const override {
    return frame_start(std::clamp<std::int64_t>(n, 0, info_.video.front().frames), info_.video.front().rate);
  }
  Result<AudioBlock> audio(std::int64_t, int, const CancelToken&) override { return no_sound(info_.path); }

  std::shared_ptr<FramePool> pool_;
  MediaInfo info_;
  Key key_;
  Pattern pattern_;
  std::int64_t first_ = 0;
  std::mutex lock_;  // guards recent_
  std::list<std::pair<std::int64_t, FramePtr>> recent_;
};

Result<MediaInfo> describe_sequence(const Pattern& p, const std::vector<std::int64_t>& numbers,
                                    const std::string& pattern, Rate rate) {
  auto info = probe_still(name_of(p, numbers.front()));
  if (!info) return info;
  info->kind = MediaKind::sequence;
  info->path = pattern;
  info->bytes = 0;
  for (const std::int64_t n : numbers) {
    struct stat file {};
    if (::stat(name_of(p, n).c_str(), &file) == 0) info->bytes += static_cast<std::uint64_t>(file.st_size);
  }
  VideoStreamInfo& v = info->video.front();
  v.rate = rate;
  v.frames = numbers.back() - numbers.front() + 1;
  v.duration = info->duration = frame_start(v.frames, rate);
  return info;
}

Result<std::pair<Pattern, std::vector<std::int64_t>>> find_files(const std::string& pattern) {
  Pattern p;
  if (!parse(pattern, p))
    return Error{Errc::invalid, "cannot read " + pattern + ": it names no sequence (name.####.exr or name.%04d.exr)"};
  auto numbers = numbers_of(p, pattern);
  if (!numbers) return std::move(numbers).error();
  return std::pair{std::move(p), std::move(*numbers)};
}

}  // namespace

bool is_sequence(const std::string& path) {
  Pattern p;
  struct stat info {};
  return parse(path, p) && ::stat(path.c_str(), &info) != 0;
}

Result<std::shared_ptr<MediaSource>> open_still(std::shared_ptr<FramePool> pool, const std::string& path) {
  auto source = std::make_shared<StillSource>();
  auto info = probe_still(path);
  if (!info) return std::move(info).error();
  source->info_ = std::move(*info);
  auto frame = read_still(*pool, path);
  if (!frame) return std::move(frame).error();
  source->frame_ = std::move(*frame);
  source->info_.video.front().format = source->frame_->format;
  auto key = content_key_of(path);
  if (!key) return std::move(key).error();
  source->key_ = *key;
  return std::shared_ptr<MediaSource>(std::move(source));
}

Result<MediaInfo> probe_sequence(const std::string& pattern, Rate rate) {
  auto files = find_files(pattern);
  if (!files) return std::move(files).error();
  return describe_sequence(files->first, files->second, pattern, rate);
}

Result<std::shared_ptr<MediaSource>> open_sequence(std::shared_ptr<FramePool> pool, const std::string& pattern,
                                                   Rate rate) {
  auto files = find_files(pattern);
  if (!files) return std::move(files).error();
  const auto& [p, numbers] = *files;
  auto info = describe_sequence(p, numbers, pattern, rate);
  if (!info) return std::move(info).error();
  auto source = std::make_shared<SequenceSource>();
  source->pool_ = std::move(pool);
  source->info_ = std::move(*info);
  source->pattern_ = p;
  source->first_ = numbers.front();
  Hasher hash;
  for (const std::int64_t n : numbers) {
    auto key = content_key_of(name_of(p, n));
    if (!key) return std::move(key).error();
    hash.add(n - numbers.front()).add(*key);
  }
  source->key_ = hash.key();
  auto first = source->frame(0, {});
  if (!first) return std::move(first).error();
  source->info_.video.front().format = (*first)->format;
  return std::shared_ptr<MediaSource>(std::move(source));
}

}  // namespace rushes
