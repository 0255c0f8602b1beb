// Runs an effect as the host would: loads the bundle's library, makes pictures of any format with padded rows and
// canaries, fills parameters by id, plans, crops inputs to what the plan asked for, renders.
#pragma once

#include <rushes/effect.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rushes::test {

// A picture that owns its samples. Rows have padding, and there are canaries around everything that may be written.
class Picture {
 public:
  Picture(const rushes_video_format& format, rushes_rect full, rushes_rect bounds, unsigned char fill = 0);
  Picture(const rushes_video_format& format, int width, int height, unsigned char fill = 0)
      : Picture(format, {0, 0, width, height}, {0, 0, width, height}, fill) {}
  Picture(const Picture&);
  Picture& operator=(const Picture&) = delete;

  const rushes_video_format& format() const { return image_.format; }
  const rushes_rect& bounds() const { return image_.bounds; }
  rushes_image& image() { return image_; }
  const rushes_image& image() const { return image_; }

  int planes() const { return static_cast<int>(image_.n_planes); }
  int plane_width(int k) const;  // in samples; a packed pixel has four
  int plane_height(int k) const;
  // Sample (x, y) of plane k, counted from the corner of the bounds, as a number.
  double get(int k, int x, int y) const;
  void set(int k, int x, int y, double v);
  void fill(const std::function<double(int k, int x, int y)>& value);  // absolute plane coordinates

  Picture crop(const rushes_rect& bounds) const;  // what lies inside, as a picture of its own
  bool intact() const;                            // no canary was touched
  // Empty where both show the same samples, else a sentence on the first that differs by more than `tolerance`.
  std::string difference(const Picture& other, double tolerance = 0) const;

 private:
  rushes_image image_{};
  std::vector<std::vector<unsigned char>> storage_;
  void point();
};

// Noise over smooth ramps; alpha with empty, full and partial areas; colour within alpha where premultiplied.
Picture noise(const rushes_video_format& format, int width, int height, unsigned seed);
// Smooth opaque colours.
Picture gradient(const rushes_video_format& format, int width, int height);

// Concrete formats for a pattern that has RUSHES_ANY members: several subsamplings, depths and ranges.
std::vector<rushes_video_format> concrete(const rushes_video_format& pattern);
std::string name_of(const rushes_video_format& format);

rushes_video_format yuv(int bits, int sub_w, int sub_h, bool alpha = false, bool full_range = false, int matrix = 1);
rushes_video_format rgba(int bits);  // 8, 16, 32 = float

struct Call {
  std::map<std::string, std::array<double, 4>> numbers = {};
  std::map<std::string, std::string> texts = {};
  std::int64_t frame = 0, duration = 0;
  rushes_rational rate{25, 1};
  std::uint64_t seed = 0;
  // Other frames of an input, for effects that look around in time; without it every frame is the same.
  std::function<const Picture*(std::uint32_t input, std::int64_t frame)> frame_of = {};
};

class Plugin {
 public:
  // "bundle", or "bundle/effect" for org.rushes.effect of a bundle with several. Throws std::runtime_error.
  explicit Plugin(const std::string& which, unsigned threads = 1);
  ~Plugin();
  Plugin(const Plugin&) = delete;

  const rushes_plugin_info& info() const { return *info_; }
  std::vector<rushes_video_format> formats(std::uint32_t input) const;
  rushes_video_format output_format(const rushes_video_format& input0) const;

  struct Planned {
    std::vector<rushes_need> needs;
    int identity = -1;
  };
  Planned plan(const Call& call, const std::vector<const Picture*>& inputs, const Picture& out) const;
  // Plans, crops the inputs to the needs, renders into out. Empty, or the error's message. An identity plan is rendered
  // all the same, so that both answers can be compared.
  std::string render(const Call& call, const std::vector<const Picture*>& inputs, Picture& out) const;
  // The output shares its memory with input 0.
  std::string render_in_place(const Call& call, const std::vector<const Picture*>& inputs, Picture& out) const;

  // What the effect declares it does to samples, done to them one by one; false where it declares nothing.
  bool map(const Call& call, const Picture& in, Picture& out) const;
  // Its hints, where it gives them.
  std::optional<rushes_rect> extent(const Call& call, const std::vector<const Picture*>& inputs,
                                    const Picture& out) const;
  std::optional<std::int64_t> same_as(const Call& call, const Picture& out) const;

  // A render that can be repeated without planning and cropping again, for benchmarks; what it refers to must live.
  std::function<std::string()> prepare(const Call& call, const std::vector<const Picture*>& inputs, Picture& out,
                                       bool in_place) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
  const rushes_plugin_info* info_ = nullptr;
  std::string run(const Call&, const std::vector<const Picture*>&, Picture& out, bool in_place) const;
};

// Everything an effect promises by its traits, on odd sizes and every format it accepts; each finding is a sentence.
std::vector<std::string> conformance(const std::string& plugin, const Call& call);

// Writes an 8-bit preview over a background of the given grey; for people to look at.
void write_ppm(const Picture& picture, const std::string& path, double background = 0);

}  // namespace rushes::test
