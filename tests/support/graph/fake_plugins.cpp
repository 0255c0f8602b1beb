#include "tests/support/graph/fake_plugins.hpp"

#include <rushes/audio_effect.hpp>
#include <rushes/effect.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <thread>

namespace rushes::testing {

namespace {

std::mutex counts_mutex;
std::map<std::string, int> counts;
void count(const char* id) {
  const std::lock_guard lock(counts_mutex);
  ++counts[id];
}

constexpr std::uint64_t pure = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS | RUSHES_TRAIT_CONCURRENT;
constexpr ParamSpec amount(double initial, double max = 1) {
  return {.id = "amount", .initial = {initial}, .max = max, .flags = RUSHES_PF_ANIMATES};
}
std::vector<rushes_video_format> yuv_or_float(std::uint32_t input) {
  if (input == RUSHES_OUTPUT) return {};
  return {formats::yuv8, formats::rgba_float};
}

std::vector<rushes_video_format> yuv_only(std::uint32_t input) {
  if (input == RUSHES_OUTPUT) return {};
  return {formats::yuv8};
}

// body(in row, out row, samples) for the rows that out has, on images that lie on the same grid.
template <class T, class Body>
void each_row(const rushes_image& in, const rushes_image& out, const Body& body) {
  for (std::uint32_t k = 0; k < out.n_planes; ++k) {
    const auto a = rows<const T>(in, static_cast<int>(k));
    const auto b = rows<T>(out, static_cast<int>(k));
    const int sub = out.format.family == RUSHES_FAMILY_YUV && (k == 1 || k == 2) ? 1 : 0;
    const int channels = out.format.packed ? 4 : 1;
    const int dx = ((out.bounds.x1 >> (sub * out.format.sub_w)) - (in.bounds.x1 >> (sub * in.format.sub_w))) * channels;
    const int dy = (out.bounds.y1 >> (sub * out.format.sub_h)) - (in.bounds.y1 >> (sub * in.format.sub_h));
    for (int y = 0; y < b.height; ++y) body(a.row(y + dy) + dx, b.row(y), b.width * channels);
  }
}

struct Invert : Effect<Invert> {
  static constexpr PluginSpec spec{
      .id = "test.invert",
      .name = "i",
      .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_POINTWISE | RUSHES_TRAIT_IN_PLACE};
  static constexpr std::array params{amount(1)};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_or_float(i); }
  void plan(Plan& p) const {
    if (p.number("amount") == 0) p.pass(0);
  }
  void render(const Render& r) const {
    count("test.invert");
    const double k = r.number("amount");
    if (r.out().format.bytes == 1)
      each_row<std::uint8_t>(r.in(), r.out(), [&](const std::uint8_t* a, std::uint8_t* b, int n) {
        for (int x = 0; x < n; ++x) b[x] = static_cast<std::uint8_t>(a[x] + (255 - 2 * a[x]) * k + 0.5);
      });
    else
      each_row<float>(r.in(), r.out(), [&](const float* a, float* b, int n) {
        for (int x = 0; x < n; ++x) b[x] = x % 4 == 3 ? a[x] : static_cast<float>(a[x] + (a[x | 3] - 2 * a[x]) * k);
      });
  }
};

// Luma times two and a bit more, chroma as it is; says so as a table.
struct Levels : Effect<Levels> {
  static constexpr PluginSpec spec{
      .id = "test.levels",
      .name = "l",
      .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_POINTWISE | RUSHES_TRAIT_IN_PLACE};
  static constexpr std::array params{amount(3, 255)};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_only(i); }
  static std::uint16_t level(int v, double amount) {
    return static_cast<std::uint16_t>(std::min(255, v + v / 2 + static_cast<int>(amount)));
  }
  bool map(const Args& a, rushes_pointwise& out) const {
    for (std::uint32_t v = 0; v < out.entries; ++v) out.table[0][v] = level(static_cast<int>(v), a.number("amount"));
    return true;
  }
  void render(const Render& r) const {
    count("test.levels");
    int plane_row = 0;
    each_row<std::uint8_t>(r.in(), r.out(), [&](const std::uint8_t* a, std::uint8_t* b, int n) {
      const bool luma = plane_row++ < r.out().bounds.y2 - r.out().bounds.y1;
      for (int x = 0; x < n; ++x) b[x] = luma ? static_cast<std::uint8_t>(level(a[x], r.number("amount"))) : a[x];
    });
  }
};

// Mixes the two planes of chroma; says so as a matrix. Negative amounts are nothing that a matrix could say.
struct Turn : Effect<Turn> {
  static constexpr PluginSpec spec{
      .id = "test.turn",
      .name = "t",
      .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_POINTWISE | RUSHES_TRAIT_IN_PLACE};
  static constexpr std::array params{
      ParamSpec{.id = "amount", .initial = {0.25}, .min = -1, .max = 1, .flags = RUSHES_PF_ANIMATES}};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_only(i); }
  static std::int32_t part(double amount) { return static_cast<std::int32_t>(std::lround(amount * 16384)); }
  bool map(const Args& a, rushes_pointwise& out) const {
    if (a.number("amount") < 0) return false;
    const std::int32_t k = part(a.number("amount"));
    out.mixes = 1;
    for (const int row : {1, 2}) {
      out.mix[row][row] = 16384 - k;
      out.mix[row][3 - row] = k;
    }
    return true;
  }
  void render(const Render& r) const {
    count("test.turn");
    const std::int32_t k = part(std::fabs(r.number("amount")));
    std::vector<std::uint8_t> u, v;
    for (int plane : {0, 1, 2}) {
      const auto a = rows<const std::uint8_t>(r.in(), plane),
                 other = rows<const std::uint8_t>(r.in(), plane ? 3 - plane : 0);
      const auto b = rows<std::uint8_t>(r.out(), plane);
      const int sub = plane ? 1 : 0, dx = (r.out().bounds.x1 >> sub) - (r.in().bounds.x1 >> sub),
                dy = (r.out().bounds.y1 >> sub) - (r.in().bounds.y1 >> sub);
      for (int y = 0; y < b.height; ++y)
        for (int x = 0; x < b.width; ++x) {
          const int mine = a.row(y + dy)[x + dx];
          if (plane == 0) {
            b.row(y)[x] = static_cast<std::uint8_t>(mine);
            continue;
          }
          const std::size_t at = static_cast<std::size_t>(y * b.width + x);
          if (plane == 1) {  // in place, the second plane wants what the first one was
            u.resize(at + 1), v.resize(at + 1);
            u[at] = static_cast<std::uint8_t>(mine), v[at] = other.row(y + dy)[x + dx];
          }
          const int from = plane == 1 ? v[at] : u[at], own = plane == 1 ? u[at] : v[at];
          b.row(y)[x] = static_cast<std::uint8_t>(((16384 - k) * own + k * from + 8192) >> 14);
        }
    }
  }
};

// The same, but only on RGBA float.
struct FloatInvert : Effect<FloatInvert> {
  static constexpr PluginSpec spec{
      .id = "test.float_invert", .name = "f", .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_POINTWISE};
  void render(const Render& r) const {
    count("test.float_invert");
    each_row<float>(r.in(), r.out(), [](const float* a, float* b, int n) {
      for (int x = 0; x < n; ++x) b[x] = x % 4 == 3 ? a[x] : a[x | 3] - a[x];
    });
  }
};

struct Dissolve : Effect<Dissolve> {
  static constexpr PluginSpec spec{
      .id = "org.rushes.dissolve",
      .name = "d",
      .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_POINTWISE | RUSHES_TRAIT_TRANSITION,
      .inputs = 2};
  static constexpr std::array params{ParamSpec{.id = "rushes.mix", .initial = {0.5}, .flags = RUSHES_PF_ANIMATES}};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_or_float(i); }
  void render(const Render& r) const {
    count("org.rushes.dissolve");
    const double mix = r.number("rushes.mix");
    const bool bytes = r.out().format.bytes == 1;
    for (std::uint32_t side = 0; side < 2; ++side) {
      const double w = side ? mix : 1 - mix;
      if (bytes)
        each_row<std::uint8_t>(r.in(side), r.out(), [&](const std::uint8_t* a, std::uint8_t* b, int n) {
          for (int x = 0; x < n; ++x) b[x] = static_cast<std::uint8_t>((side ? b[x] : 0) + static_cast<int>(a[x] * w));
        });
      else
        each_row<float>(r.in(side), r.out(), [&](const float* a, float* b, int n) {
          for (int x = 0; x < n; ++x) b[x] = (side ? b[x] : 0.0f) + static_cast<float>(a[x] * w);
        });
    }
  }
};

struct Blend : Effect<Blend> {
  static constexpr PluginSpec spec{
      .id = "org.rushes.blend", .name = "b", .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_POINTWISE, .inputs = 2};
  static constexpr std::array params{
      ParamSpec{.id = "mode", .type = RUSHES_P_CHOICE, .text = "normal", .choices = "normal|add"}};
  void render(const Render& r) const {
    count("org.rushes.blend");
    const bool plus = r.text("mode") == "add";
    each_row<float>(r.in(0), r.out(), [](const float* a, float* b, int n) { std::copy_n(a, n, b); });
    each_row<float>(r.in(1), r.out(), [&](const float* a, float* b, int n) {
      for (int x = 0; x < n; ++x) b[x] = plus ? b[x] + a[x] : b[x] * (1 - a[x | 3]) + a[x];
    });
  }
};

// Puts the picture at (x, y) in its own size, on nothing.
struct Transform : Effect<Transform> {
  static constexpr PluginSpec spec{.id = "org.rushes.transform", .name = "t", .traits = pure | RUSHES_TRAIT_TILES};
  static constexpr std::array params{ParamSpec{.id = "position", .type = RUSHES_P_POINT, .flags = RUSHES_PF_ANIMATES},
                                     ParamSpec{.id = "opacity", .initial = {1}}};
  void plan(Plan& p) const { p.need(0, p.frame(), p.args->input_full[0]); }
  void render(const Render& r) const {
    count("org.rushes.transform");
    const int dx = static_cast<int>(r.number("position", 0)), dy = static_cast<int>(r.number("position", 1));
    const auto in = rows<const float>(r.in());
    const auto out = rows<float>(r.out());
    const float opacity = static_cast<float>(r.number("opacity"));
    for (int y = 0; y < out.height; ++y)
      for (int x = 0; x < out.width; ++x) {
        const int sx = x + r.out().bounds.x1 - dx, sy = y + r.out().bounds.y1 - dy;
        const bool inside = sx >= 0 && sy >= 0 && sx < in.width && sy < in.height;
        for (int c = 0; c < 4; ++c) out.row(y)[4 * x + c] = inside ? in.row(sy)[4 * sx + c] * opacity : 0;
      }
  }
};

// Mean of three frames. Knows no time, so it counts from the frame it makes.
struct Temporal : Effect<Temporal> {
  static constexpr PluginSpec spec{.id = "test.temporal", .name = "t", .traits = pure | RUSHES_TRAIT_TILES};
  std::vector<rushes_video_format> formats(std::uint32_t i) const {
    return i == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : std::vector<rushes_video_format>{formats::yuv8};
  }
  void plan(Plan& p) const {
    for (int d = -1; d <= 1; ++d) p.need(0, p.frame() + d, p.roi());
  }
  void render(const Render& r) const {
    count("test.temporal");
    each_row<std::uint8_t>(r.in(0), r.out(), [](const std::uint8_t* a, std::uint8_t* b, int n) {
      for (int x = 0; x < n; ++x) b[x] = static_cast<std::uint8_t>(a[x] / 3);
    });
    for (std::uint32_t i = 1; i < 3; ++i)
      each_row<std::uint8_t>(r.in(i), r.out(), [](const std::uint8_t* a, std::uint8_t* b, int n) {
        for (int x = 0; x < n; ++x) b[x] = static_cast<std::uint8_t>(b[x] + a[x] / 3);
      });
  }
};

// Mean of the rows around, in luma; needs more rows than it makes.
struct Box : Effect<Box> {
  static constexpr PluginSpec spec{.id = "test.box", .name = "b", .traits = pure | RUSHES_TRAIT_TILES};
  static constexpr std::array params{ParamSpec{.id = "radius", .type = RUSHES_P_INT, .initial = {5}, .max = 100}};
  std::vector<rushes_video_format> formats(std::uint32_t i) const {
    return i == RUSHES_OUTPUT ? std::vector<rushes_video_format>{} : std::vector<rushes_video_format>{formats::yuv8};
  }
  void plan(Plan& p) const {
    rushes_rect roi = p.roi();
    const int radius = static_cast<int>(p.number("radius"));
    roi.y1 = std::max(0, roi.y1 - radius);
    roi.y2 = std::min(p.full().y2, roi.y2 + radius);
    p.need(0, p.frame(), roi);
  }
  void render(const Render& r) const {
    count("test.box");
    each_row<std::uint8_t>(r.in(), r.out(),
                           [](const std::uint8_t* a, std::uint8_t* b, int n) { std::copy_n(a, n, b); });
    const auto in = rows<const std::uint8_t>(r.in());
    const auto out = rows<std::uint8_t>(r.out());
    const int radius = static_cast<int>(r.number("radius")), top = r.in().bounds.y1;
    for (int y = 0; y < out.height; ++y)
      for (int x = 0; x < out.width; ++x) {
        int sum = 0;
        for (int d = -radius; d <= radius; ++d)
          sum += in.row(std::clamp(y + r.out().bounds.y1 + d, 0, r.full().y2 - 1) - top)[x];
        out.row(y)[x] = static_cast<std::uint8_t>(sum / (2 * radius + 1));
      }
  }
};

struct Fail : Effect<Fail> {
  static constexpr PluginSpec spec{.id = "test.fail", .name = "f", .traits = pure};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_or_float(i); }
  void render(const Render&) const { throw Failure(RUSHES_E_FAILED, "the dog ate the lens"); }
};

struct PointFail : Effect<PointFail> {
  static constexpr PluginSpec spec{
      .id = "test.point_fail",
      .name = "p",
      .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_POINTWISE | RUSHES_TRAIT_IN_PLACE};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_only(i); }
  void render(const Render&) const { throw Failure(RUSHES_E_FAILED, "ran out of film"); }
};

struct Slow : Effect<Slow> {
  static constexpr PluginSpec spec{.id = "test.slow", .name = "s", .traits = pure};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_or_float(i); }
  void render(const Render& r) const {
    count("test.slow");
    for (int i = 0; i < 2000; ++i) {
      r.check();
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
};

// One call at a time, whatever the instance.
std::atomic<int> serial_now{0}, serial_most{0};
struct Serial : Effect<Serial> {
  static constexpr PluginSpec spec{
      .id = "test.serial", .name = "s", .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_only(i); }
  void render(const Render& r) const {
    count("test.serial");
    const int now = ++serial_now;
    int most = serial_most;
    while (now > most && !serial_most.compare_exchange_weak(most, now)) {
    }
    std::this_thread::sleep_for(std::chrono::microseconds(300));
    each_row<std::uint8_t>(r.in(), r.out(), [](const std::uint8_t* a, std::uint8_t* b, int n) {
      for (int x = 0; x < n; ++x) b[x] = a[x] ^ 3;
    });
    --serial_now;
  }
};

// Works in memory of its own: two calls of one instance at once would spoil it.
struct Scratch : Effect<Scratch> {
  static constexpr PluginSpec spec{
      .id = "test.scratch",
      .name = "s",
      .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS | RUSHES_TRAIT_INSTANCES};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_only(i); }
  std::vector<std::uint8_t> row;
  void render(const Render& r) {
    count("test.scratch");
    each_row<std::uint8_t>(r.in(), r.out(), [&](const std::uint8_t* a, std::uint8_t* b, int n) {
      row.assign(a, a + n);
      std::this_thread::yield();
      for (int x = 0; x < n; ++x) b[x] = row[static_cast<std::size_t>(x)] ^ 5;
    });
  }
};

// A trail: half of this frame, half of what it made before.
struct Trail : Effect<Trail> {
  static constexpr PluginSpec spec{
      .id = "test.trail", .name = "t", .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_INSTANCES};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_only(i); }
  std::vector<std::uint8_t> past;
  void render(const Render& r) {
    count("test.trail");
    std::size_t at = 0;
    each_row<std::uint8_t>(r.in(), r.out(), [&](const std::uint8_t* a, std::uint8_t* b, int n) {
      if (past.size() < at + static_cast<std::size_t>(n)) past.insert(past.end(), a, a + n);
      for (int x = 0; x < n; ++x)
        past[at + static_cast<std::size_t>(x)] = b[x] =
            static_cast<std::uint8_t>((a[x] + past[at + static_cast<std::size_t>(x)]) / 2);
      at += static_cast<std::size_t>(n);
    });
  }
};

struct Ramp : Effect<Ramp> {
  static constexpr PluginSpec spec{
      .id = "test.ramp",
      .name = "r",
      .traits = pure | RUSHES_TRAIT_TILES | RUSHES_TRAIT_USES_TIME | RUSHES_TRAIT_GENERATOR,
      .inputs = 0};
  std::vector<rushes_video_format> formats(std::uint32_t) const { return {formats::yuv8}; }
  void render(const Render& r) const {
    count("test.ramp");
    for (int k = 0; k < 3; ++k) {
      const auto out = rows<std::uint8_t>(r.out(), k);
      const int top = k ? r.out().bounds.y1 / 2 : r.out().bounds.y1;
      for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x)
          out.row(y)[x] = static_cast<std::uint8_t>(r.frame() * 3 + x + 2 * (y + top) + r.duration());
    }
  }
};

struct Grain : Effect<Grain> {
  static constexpr PluginSpec spec{
      .id = "test.grain", .name = "g", .traits = pure | RUSHES_TRAIT_USES_SEED | RUSHES_TRAIT_IN_PLACE};
  std::vector<rushes_video_format> formats(std::uint32_t i) const { return yuv_only(i); }
  void render(const Render& r) const {
    count("test.grain");
    std::uint64_t state = r.args->seed;
    each_row<std::uint8_t>(r.in(), r.out(), [&](const std::uint8_t* a, std::uint8_t* b, int n) {
      for (int x = 0; x < n; ++x) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        b[x] = static_cast<std::uint8_t>(a[x] ^ (state >> 62));
      }
    });
  }
};

// ---- sound
// --------------------------------------------------------------------------------------------------------------

struct Gain : AudioEffect<Gain> {
  static constexpr PluginSpec spec{
      .id = "test.gain", .name = "g", .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS};
  static constexpr std::array params{amount(1, 10)};
  void process(const Process& p) {
    count("test.gain");
    const float k = static_cast<float>(p.number("amount"));
    for (std::uint32_t c = 0; c < p.out().channels; ++c)
      for (std::uint32_t i = 0; i < p.out().frames; ++i) p.out().channel[c][i] = p.in().channel[c][i] * k;
  }
};

// Comes 1000 samples late, and says so.
struct Late : AudioEffect<Late> {
  static constexpr PluginSpec spec{.id = "test.late", .name = "l", .traits = RUSHES_TRAIT_DETERMINISTIC};
  static constexpr std::uint32_t preroll = 1000;
  std::vector<std::vector<float>> line;
  std::size_t at = 0;
  std::uint32_t latency() const { return 1000; }
  void reset(std::int64_t) { line.clear(), at = 0; }
  void process(const Process& p) {
    line.resize(p.out().channels, std::vector<float>(1000));
    for (std::uint32_t i = 0; i < p.out().frames; ++i) {
      for (std::uint32_t c = 0; c < p.out().channels; ++c) {
        const float in = p.in().channel[c][i];
        p.out().channel[c][i] = line[c][at];
        line[c][at] = in;
      }
      at = (at + 1) % 1000;
    }
  }
};

// A one-pole low pass: what it gives depends on all that came before.
struct Smooth : AudioEffect<Smooth> {
  static constexpr PluginSpec spec{.id = "test.smooth", .name = "s", .traits = RUSHES_TRAIT_DETERMINISTIC};
  static constexpr std::uint32_t preroll = 3000;
  float state[8]{};
  void reset(std::int64_t) { std::fill(std::begin(state), std::end(state), 0.0f); }
  void process(const Process& p) {
    count("test.smooth");
    for (std::uint32_t i = 0; i < p.out().frames; ++i)
      for (std::uint32_t c = 0; c < p.out().channels; ++c)
        p.out().channel[c][i] = state[c] += (p.in().channel[c][i] - state[c]) * 0.01f;
  }
};

// The sound less what the side says.
struct Duck : AudioEffect<Duck> {
  static constexpr PluginSpec spec{
      .id = "test.duck", .name = "d", .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS, .inputs = 2};
  void process(const Process& p) {
    for (std::uint32_t c = 0; c < p.out().channels; ++c)
      for (std::uint32_t i = 0; i < p.out().frames; ++i)
        p.out().channel[c][i] = p.in(0).channel[c][i] - p.in(1).channel[c][i];
  }
};

struct Tone : AudioEffect<Tone> {
  static constexpr PluginSpec spec{
      .id = "test.tone", .name = "t", .traits = RUSHES_TRAIT_DETERMINISTIC | RUSHES_TRAIT_STATELESS, .inputs = 0};
  void process(const Process& p) {
    for (std::uint32_t c = 0; c < p.out().channels; ++c)
      for (std::uint32_t i = 0; i < p.out().frames; ++i)
        p.out().channel[c][i] = static_cast<float>((p.out().start + i) % 100) / 100;
  }
};

using All = detail::Bundle<Invert, Levels, Turn, FloatInvert, Dissolve, Blend, Transform, Temporal, Box, Fail,
                           PointFail, Slow, Serial, Scratch, Trail, Ramp, Grain, Gain, Late, Smooth, Duck, Tone>;

const rushes_host host{
    sizeof(rushes_host), 0, nullptr, "test", "0", [](const rushes_host*, const char*) noexcept -> const void* {
      return nullptr;
    }};

}  // namespace

Result<LoadedPlugin> FakePlugins::find(std::string_view id) {
  if (missing.contains(id)) return Error{Errc::not_found, "there is no plugin " + std::string(id)};
  const rushes_factory* factory = All::factory();
  for (std::uint32_t i = 0; i < factory->count; ++i)
    if (factory->info(i)->id == id) return LoadedPlugin{factory->info(i), factory, i, &host, nullptr};
  return Error{Errc::not_found, "there is no plugin " + std::string(id)};
}

int renders(const std::string& id) {
  const std::lock_guard lock(counts_mutex);
  return counts[id];
}
void reset_renders() {
  const std::lock_guard lock(counts_mutex);
  counts.clear();
}
int most_serial_calls() { return serial_most; }

}  // namespace rushes::testing
