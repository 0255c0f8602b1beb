// Paints frames of a scene to PNG files, for looking at: one frame, a strip of frames, or a measured run.
//   storyteller_view --world sea --time dusk --weather clear --seed 7 --frame 24 --size 1920x1080 -o out.png
//   storyteller_view --prompt "a red boat at dawn" --strip 0,24,48,72 -o strip.png
//   storyteller_view --world city --time night --bench 24
#include "plugins/engines/storyteller/paint/painter.hpp"
#ifdef STORYTELLER_PROMPT
#include "plugins/engines/storyteller/prompt/parse.hpp"
#endif

#include <png.h>
#include <time.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

using namespace storyteller;

namespace {

template <class E, std::size_t N>
bool choose(E& out, const std::string& word, const char* const (&names)[N]) {
  for (std::size_t k = 0; k < N; ++k)
    if (word == names[k]) return out = static_cast<E>(k), true;
  std::fprintf(stderr, "storyteller_view: no such choice: %s\n", word.c_str());
  return false;
}

constexpr const char* kWorlds[] = {"sea",  "mountains", "forest",   "desert",      "city",
                                   "snow", "space",     "interior", "countryside", "abstract"};
constexpr const char* kTimes[] = {"night", "dawn", "day", "dusk"};
constexpr const char* kWeathers[] = {"clear", "cloudy", "rain", "storm", "snow", "fog", "wind"};
constexpr const char* kMoods[] = {"calm", "joyful", "melancholic", "tense", "mysterious", "epic", "romantic"};
constexpr const char* kStyles[] = {"natural", "noir", "vintage", "pastel", "neon"};
constexpr const char* kMoves[] = {"hold", "pan_left", "pan_right",  "tilt_up", "tilt_down", "push",
                                  "pull", "crane_up", "crane_down", "orbit",   "handheld"};
constexpr const char* kQualities[] = {"draft", "preview", "final"};

Colour colour(const char* hex) {
  const auto v = std::strtoul(hex + (*hex == '#'), nullptr, 16);
  return {static_cast<std::uint8_t>(v >> 16), static_cast<std::uint8_t>(v >> 8), static_cast<std::uint8_t>(v)};
}

bool write_png(const char* path, const std::vector<std::uint8_t>& rgb, int width, int height) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width), image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGB;
  image.flags = PNG_IMAGE_FLAG_FAST;
  return png_image_write_to_file(&image, path, 0, rgb.data(), 0, nullptr) != 0;
}

void on_threads(int threads, int n, const std::function<void(int)>& body) {
  std::atomic<int> next{0};
  const auto work = [&] {
    for (int i; (i = next++) < n;) body(i);
  };
  std::vector<std::thread> others;
  for (int k = 1; k < threads; ++k) others.emplace_back(work);
  work();
  for (auto& t : others) t.join();
}

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
  SceneSpec spec;
  spec.world = World::sea, spec.time = TimeOfDay::dusk, spec.seed = 1;
  Canvas canvas{1920, 1080, 24, 96, Quality::final};
  std::string out = "out.png";
  std::vector<int> strip{24};
  int threads = 2, bench = 0, columns = 2;
  bool ok = true;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    const auto value = [&]() -> const char* { return i + 1 < argc ? argv[++i] : ""; };
    if (a == "--world")
      ok &= choose(spec.world, value(), kWorlds);
    else if (a == "--time")
      ok &= choose(spec.time, value(), kTimes);
    else if (a == "--weather")
      ok &= choose(spec.weather, value(), kWeathers);
    else if (a == "--mood")
      ok &= choose(spec.mood, value(), kMoods);
    else if (a == "--style")
      ok &= choose(spec.style, value(), kStyles);
    else if (a == "--camera")
      ok &= choose(spec.camera.move, value(), kMoves);
    else if (a == "--quality")
      ok &= choose(canvas.quality, value(), kQualities);
    else if (a == "--speed")
      spec.camera.speed = std::strtof(value(), nullptr);
    else if (a == "--lens")
      spec.camera.lens = std::strtof(value(), nullptr);
    else if (a == "--motion")
      spec.motion = std::strtof(value(), nullptr);
    else if (a == "--seed")
      spec.seed = std::strtoull(value(), nullptr, 10);
    else if (a == "--no")
      spec.negative.push_back(value());
    else if (a == "--palette") {
      const std::string five = value();
      for (std::size_t k = 0; k < 5 && k * 7 + 6 <= five.size(); ++k)
        spec.palette[k] = colour(five.substr(k * 7, 6).c_str());
      spec.palette_asked = true;
    } else if (a == "--subject") {  // kind[:count[:hex]]
      std::string s = value();
      Subject subject;
      const auto first = s.find(':'), second = first == std::string::npos ? first : s.find(':', first + 1);
      subject.kind = s.substr(0, first);
      if (first != std::string::npos) subject.count = std::max(1, std::atoi(s.c_str() + first + 1));
      if (second != std::string::npos) subject.tinted = true, subject.tint = colour(s.c_str() + second + 1);
      spec.subjects.push_back(subject);
    } else if (a == "--prompt") {
#ifdef STORYTELLER_PROMPT
      const std::string prompt = value();
      const auto seed = spec.seed;
      spec = parse_prompt(prompt, "", seed == 1 ? 0 : seed);
      std::fprintf(stderr, "%s\n", to_json(spec).c_str());
#else
      value();
      std::fprintf(stderr, "storyteller_view: built without the prompt parser\n");
      ok = false;
#endif
    } else if (a == "--frame")
      strip = {std::atoi(value())};
    else if (a == "--strip") {
      strip.clear();
      for (const char* p = value(); *p; p += std::strcspn(p, ",") + (p[std::strcspn(p, ",")] == ','))
        strip.push_back(std::atoi(p));
    } else if (a == "--columns")
      columns = std::max(1, std::atoi(value()));
    else if (a == "--frames")
      canvas.frames = std::atoi(value());
    else if (a == "--size")
      ok &= std::sscanf(value(), "%dx%d", &canvas.width, &canvas.height) == 2;
    else if (a == "--threads")
      threads = std::max(1, std::atoi(value()));
    else if (a == "--bench")
      bench = std::atoi(value());
    else if (a == "-o")
      out = value();
    else
      std::fprintf(stderr, "storyteller_view: unknown option %s\n", a.c_str()), ok = false;
  }
  if (!ok || strip.empty()) return 2;

  const double start = cpu_seconds();
  const Painter painter(spec, canvas,
                        [threads](int n, const std::function<void(int)>& body) { on_threads(threads, n, body); });
  const double made = cpu_seconds();
  const std::size_t stride = static_cast<std::size_t>(canvas.width) * 3;
  if (bench > 0) {
    std::vector<std::uint8_t> frame(stride * static_cast<std::size_t>(canvas.height));
    for (int f = 0; f < bench; ++f)
      painter.paint(f * canvas.frames / bench, frame.data(), static_cast<std::int64_t>(stride));
    std::printf("setup %.2f CPU s, %.4f CPU s a frame\n", made - start, (cpu_seconds() - made) / bench);
    return 0;
  }
  columns = std::min<int>(columns, static_cast<int>(strip.size()));
  const int lines = (static_cast<int>(strip.size()) + columns - 1) / columns;
  const std::size_t wide = stride * static_cast<std::size_t>(columns);
  std::vector<std::uint8_t> rgb(wide * static_cast<std::size_t>(canvas.height * lines));
  for (std::size_t k = 0; k < strip.size(); ++k) {
    const std::size_t column = k % static_cast<std::size_t>(columns), line = k / static_cast<std::size_t>(columns);
    painter.paint(strip[k], rgb.data() + line * static_cast<std::size_t>(canvas.height) * wide + column * stride,
                  static_cast<std::int64_t>(wide));
  }
  std::printf("setup %.2f CPU s, %.3f CPU s a frame\n", made - start,
              (cpu_seconds() - made) / static_cast<double>(strip.size()));
  return write_png(out.c_str(), rgb, canvas.width * columns, canvas.height * lines) ? 0 : 1;
}
