// Time of one 1080p frame through each effect, as the host calls it.
#include <benchmark/benchmark.h>

#include "tests/support/effect_harness.hpp"

namespace {
using namespace rushes::test;

void run(benchmark::State& state, const char* plugin, const Call& call, bool in_place = false,
         rushes_video_format format = yuv(8, 1, 1)) {
  const Plugin effect(plugin);
  std::vector<Picture> pictures;
  for (std::uint32_t i = 0; i < effect.info().n_inputs; ++i) {
    if (i == 1 && std::string(plugin) == "blend") format.alpha = RUSHES_ALPHA_STRAIGHT;
    pictures.push_back(gradient(format, 1920, 1080));
  }
  format.alpha = RUSHES_ALPHA_NONE;
  std::vector<const Picture*> inputs;
  for (const auto& p : pictures) inputs.push_back(&p);
  Picture out(inputs.empty() ? effect.output_format(format) : effect.output_format(inputs[0]->format()), 1920, 1080);
  const auto prepared = effect.prepare(call, inputs, out, in_place);
  for (auto _ : state) {
    const std::string error = prepared();
    if (!error.empty()) return state.SkipWithError(error.c_str());
  }
}

const Call half{.numbers = {{"rushes.mix", {0.4}}, {"amount", {0.4}}, {"sigma", {8}}, {"contrast", {1.2}}}};
BENCHMARK_CAPTURE(run, dissolve, "dissolve", half)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, dissolve_in_place, "dissolve", half, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, fade, "fade", half)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, fade_in_place, "fade", half, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, blend_in_place, "blend", half, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, wipe, "wipe", half)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, blur_sigma_8, "blur", half)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, colour, "colour", half, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, transform_third, "transform", Call{.numbers = {{"scale", {0.3333, 0.3333}}}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, transform_turned, "transform", Call{.numbers = {{"rotation", {10}}}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, title_kept, "title",
                  Call{.texts = {{"text", "Somebody"}, {"subtitle", "of somewhere"}}, .frame = 60, .duration = 150})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, dissolve_rgba_float, "dissolve", half, false, rgba(32))->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
