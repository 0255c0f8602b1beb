// What the graph costs beside the pixels: a chain of effects that do nothing, keys, and cuts against plain decoding.
#include "core/graph/compile.hpp"
#include "core/graph/evaluator.hpp"
#include "tests/support/graph/fake_media.hpp"
#include "tests/support/graph/fake_plugins.hpp"
#include "tests/support/project_builder.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

namespace {

using namespace rushes;
using namespace rushes::testing;

struct Bench {
  std::shared_ptr<FramePool> pool = *FramePool::create();
  FakePlugins plugins;
  FakeMedia media{pool};

  std::unique_ptr<Evaluator> evaluator(const Project& p, bool files) {
    EvaluatorOptions o;
    o.pool = pool;
    o.plugins = &plugins;
    o.cache_bytes = 0;
    o.open = [this, files](const std::string& uri) { return files ? open_media(pool, uri) : media.open(uri); };
    return std::move(*Evaluator::open(*compile(p, {&plugins, [](const std::string& uri) { return uri; }}), o));
  }
};

Project chain(int effects, double amount) {
  Clip c = clip("c", "a1", 1000);
  for (int i = 0; i < effects; ++i)
    c.effects.push_back(effect("e" + std::to_string(i), "test.invert", {{"amount", constant(amount)}}));
  return ProjectBuilder().canvas(64, 36).asset("a1", 1000).track("v", {c});
}

void stream(benchmark::State& state, Evaluator& e, std::int64_t n) {
  for (auto _ : state)
    if (!e.frames(0, n, [](std::int64_t, const FramePtr& f) -> Result<void> {
          return benchmark::DoNotOptimize(f.get()), Result<void>();
        }))
      state.SkipWithError("a frame failed");
  state.counters["us/frame"] = benchmark::Counter(
      static_cast<double>(n), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// range(0) effects that do nothing.
void no_op_chain(benchmark::State& state) {
  Bench b;
  b.media.add("a1.mp4", {.frames = 1000});
  const auto e = b.evaluator(chain(static_cast<int>(state.range(0)), 0), false);
  stream(state, *e, 1000);
}
BENCHMARK(no_op_chain)->Arg(0)->Arg(20)->UseRealTime()->Unit(benchmark::kMillisecond);

// range(0) effects that are rendered, on pictures too small to matter.
void rendered_chain(benchmark::State& state) {
  Bench b;
  b.media.add("a1.mp4", {.width = 2, .height = 2, .frames = 1000});
  Project p = chain(static_cast<int>(state.range(0)), 1);
  p.canvas.width = p.canvas.height = 2;
  const auto e = b.evaluator(p, false);
  stream(state, *e, 1000);
}
BENCHMARK(rendered_chain)->Arg(0)->Arg(20)->UseRealTime()->Unit(benchmark::kMillisecond);

void key_of_a_frame(benchmark::State& state) {
  Bench b;
  b.media.add("a1.mp4", {.frames = 1000});
  const auto e = b.evaluator(chain(static_cast<int>(state.range(0)), 1), false);
  std::int64_t n = 0;
  for (auto _ : state) benchmark::DoNotOptimize(e->key(n++ % 1000));
}
BENCHMARK(key_of_a_frame)->Arg(0)->Arg(20)->Unit(benchmark::kMicrosecond);

// A 720p film of 240 frames, made once.
std::string film() {
  const auto folder = std::filesystem::temp_directory_path() / "rushes_bench";
  const std::string path = folder / "film.mp4";
  std::filesystem::create_directories(folder);
  if (!std::filesystem::exists(path) &&
      std::system(("ffmpeg -v error -y -f lavfi -i testsrc2=s=1280x720:r=24:d=10 -pix_fmt yuv420p -colorspace bt709 "
                   "-color_primaries bt709 -color_trc bt709 "
                   "-color_range tv -c:v libx264 -preset veryfast -g 48 " +
                   path)
                      .c_str()) != 0)
    std::exit(1);
  return path;
}

void plain_decode(benchmark::State& state) {
  const auto pool = *FramePool::create();
  const std::string path = film();
  for (auto _ : state) {
    const auto source = *open_media(pool, path);
    for (int n = 0; n < 240; ++n)
      if (!source->frame(n)) state.SkipWithError("a frame failed");
  }
  state.counters["us/frame"] =
      benchmark::Counter(240, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(plain_decode)->UseRealTime()->Unit(benchmark::kMillisecond);

// Ten cuts of one second, every frame of them from the same film.
void cuts(benchmark::State& state) {
  Bench b;
  std::vector<Item> items;
  for (int i = 0; i < 10; ++i) items.push_back(clip("c" + std::to_string(i), "a1", 24, i * 24));
  const Project p = ProjectBuilder().canvas(1280, 720).asset("a1", 240, film()).track("v", items);
  for (auto _ : state) {
    const auto e = b.evaluator(p, true);
    if (!e->frames(0, 240, [](std::int64_t, const FramePtr& f) -> Result<void> {
          return benchmark::DoNotOptimize(f.get()), Result<void>();
        }))
      state.SkipWithError("a frame failed");
    if (e->stats().nodes.contains("convert")) state.SkipWithError("a cut was converted");
  }
  state.counters["us/frame"] =
      benchmark::Counter(240, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(cuts)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
