// render_timeline PROJECT: opens a project, asks for one frame, a range of frames and a stretch of sound, and edits it.
#include <rushes/framework.hpp>

#include <cmath>
#include <cstdio>

using namespace rushes;

int fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return 1;
}

int main(int argc, char** argv) {
  const std::string path = argc > 1 ? argv[1] : "project.json";
  auto session = host::Session::open({.plugin_paths = {PLUGINS}});
  if (!session) return fail(session.error());
  auto project = load_project(path);
  if (!project) return fail(project.error());

  // Undo is keeping the old value: an edit gives a new timeline.
  auto halved = trim_end(project->timeline, "c1", Time{-Time::per_second}, TrimMode::ripple);
  if (!halved) return fail(halved.error());
  project->timeline = *halved;

  auto graph = (*session)->compile_project(*project, path);
  if (!graph) return fail(graph.error());
  auto evaluator = (*session)->evaluate(*std::move(graph), {});
  if (!evaluator) return fail(evaluator.error());

  auto still = (*evaluator)->frame(0);
  if (!still) return fail(still.error());
  std::printf("frame 0 is %dx%d, key %s\n", (*still)->bounds.x2, (*still)->bounds.y2,
              to_string((*evaluator)->key(0)).c_str());

  // In order, on this thread; later frames are made meanwhile on others.
  double light = 0;
  const auto look = [&](std::int64_t, const FramePtr& frame) -> Result<void> {
    light += std::to_integer<int>(frame->planes[0].data[0]);
    return {};
  };
  const std::int64_t length = (*evaluator)->graph().length;
  if (auto done = (*evaluator)->frames(0, length, look); !done) return fail(done.error());
  std::printf("%lld frames, luma of the corner %.0f on average\n", static_cast<long long>(length),
              light / static_cast<double>(length));

  auto sound = (*evaluator)->audio(0, 48000);
  if (!sound) return fail(sound.error());
  float peak = 0;
  for (int i = 0; i < sound->frames; ++i) peak = std::max(peak, std::abs(sound->channel(0)[i]));
  std::printf("the first second of sound peaks at %.3f\n", peak);
}
