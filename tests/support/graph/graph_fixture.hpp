// From a project to an evaluator over fakes, in one line.
#pragma once

#include "core/graph/compile.hpp"
#include "core/graph/evaluator.hpp"
#include "tests/support/graph/fake_media.hpp"
#include "tests/support/graph/fake_plugins.hpp"
#include "tests/support/project_builder.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>

namespace rushes::testing {

struct GraphFixture : ::testing::Test {
  std::shared_ptr<FramePool> pool = *FramePool::create();
  FakePlugins plugins;
  FakeMedia media{pool};

  GraphFixture() {
    for (const char* name : {"a1.mp4", "a2.mp4"}) media.add(name, {});
  }

  // A canvas of 64 x 36 with assets a1 and a2 of the same shape, 100 frames each.
  static ProjectBuilder small() { return ProjectBuilder().canvas(64, 36).asset("a1", 100).asset("a2", 100); }

  CompileOptions compile_options() {
    return {&plugins, [](const std::string& uri) { return uri; }};
  }
  EvaluatorOptions options() {
    EvaluatorOptions o;
    o.pool = pool;
    o.plugins = &plugins;
    o.open = [this](const std::string& uri) { return media.open(uri); };
    o.threads = 2;
    o.cache_bytes = 64 << 20;
    return o;
  }
  Graph compiled(const Project& project) {
    auto graph = compile(project, compile_options());
    EXPECT_TRUE(graph) << graph.error().message;
    return std::move(*graph);
  }
  std::unique_ptr<Evaluator> evaluator(const Project& project) { return evaluator(project, options()); }
  std::unique_ptr<Evaluator> evaluator(const Project& project, EvaluatorOptions o) {
    auto made = Evaluator::open(compiled(project), std::move(o));
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }
};

// One number for all the pixels (and the format) of a frame.
inline Key digest(const Frame& f) {
  Hasher h;
  h.bytes(&f.format, sizeof f.format).add(f.bounds.x1).add(f.bounds.y1).add(f.bounds.x2).add(f.bounds.y2);
  for (int k = 0; k < f.n_planes; ++k) {
    const Plane& p = f.planes[static_cast<std::size_t>(k)];
    const int bytes = plane_width(f.format, k, width(f.bounds)) * bytes_per_pixel(f.format, k);
    for (int y = 0; y < plane_height(f.format, k, height(f.bounds)); ++y)
      h.bytes(p.data + y * p.stride, static_cast<std::size_t>(bytes));
  }
  return h.key();
}
inline int luma(const Frame& f, int x, int y) { return static_cast<int>(f.planes[0].data[y * f.planes[0].stride + x]); }

}  // namespace rushes::testing
