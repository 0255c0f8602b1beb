#include "host/services/services.hpp"

#include "host/services/errors.hpp"

#include <rushes/plugin.hpp>

#include <gmock/gmock.h>
#include <tbb/parallel_for.h>
#include <tbb/task_group.h>

#include <atomic>
#include <cfenv>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

namespace rushes::host {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

template <class Table>
const Table* get(const rushes_host* host, const char* id) {
  return static_cast<const Table*>(host->get_interface(host, id));
}

TEST(Services, OneTablePerPluginAndTheSameEveryTime) {
  Services services({.version = "9.9"});
  const rushes_host* a = services.host_for("a");
  EXPECT_EQ(a, services.host_for("a"));
  EXPECT_NE(a, services.host_for("b"));
  EXPECT_EQ(a->size, sizeof(rushes_host));
  EXPECT_STREQ(a->version, "9.9");
  EXPECT_EQ(a->get_interface(a, RUSHES_HOST_LOG), a->get_interface(a, RUSHES_HOST_LOG));
}

TEST(Services, LendsNothingItCannotDo) {
  Services services({});
  const rushes_host* host = services.host_for("a");
  for (const char* id : {RUSHES_HOST_SCRATCH, RUSHES_HOST_RESOURCES, RUSHES_HOST_ENCODE, RUSHES_HOST_HTTP,
                         RUSHES_HOST_SECRETS, RUSHES_HOST_ANALYSIS, RUSHES_HOST_SAMPLER, "rushes.host.log/2", ""})
    EXPECT_EQ(host->get_interface(host, id), nullptr) << id;
  EXPECT_EQ(host->get_interface(host, nullptr), nullptr);
}

TEST(Log, SaysWhoAndHowAndKeepsToOneLine) {
  std::vector<std::string> lines;
  Services services({.log = [&](LogLevel level, std::string_view who, std::string_view text) {
    lines.push_back(std::to_string(int(level)) + " " + std::string(who) + " " + std::string(text));
  }});
  const rushes_host* host = services.host_for("org.x");
  const auto* log = get<rushes_host_log>(host, RUSHES_HOST_LOG);
  log->log(host, RUSHES_LOG_WARNING, "tab\tand\nline \x1b[31m");
  log->log(host, 77, "high");
  log->log(host, -5, "low");
  log->log(host, 0, nullptr);
  EXPECT_THAT(lines, ElementsAre("2 org.x tab and line  [31m", "3 org.x high", "0 org.x low"));
}

TEST(Log, AThrowingSinkDoesNotReachThePlugin) {
  Services services({.log = [](LogLevel, std::string_view, std::string_view) { throw std::runtime_error("disk"); }});
  const rushes_host* host = services.host_for("a");
  get<rushes_host_log>(host, RUSHES_HOST_LOG)->log(host, 0, "text");
}

TEST(Tasks, RunEachBodyOnce) {
  Services services({});
  const rushes_host* host = services.host_for("a");
  const auto* tasks = get<rushes_host_tasks>(host, RUSHES_HOST_TASKS);
  EXPECT_GE(tasks->concurrency(host), 1u);
  for (const std::uint32_t n : {0u, 1u, 2u, 1000u}) {
    std::vector<std::atomic<int>> seen(n);
    EXPECT_EQ(tasks->parallel(host, n, &seen,
                              [](void* user, std::uint32_t i) noexcept {
                                ++(*static_cast<std::vector<std::atomic<int>>*>(user))[i];
                              }),
              RUSHES_OK);
    for (const auto& s : seen) EXPECT_EQ(s, 1);
  }
  EXPECT_LT(tasks->parallel(host, 3, nullptr, nullptr), 0);
}

struct Nested {
  const rushes_host* host;
  const rushes_host_tasks* tasks;
  std::atomic<int> count{0};
};

TEST(Tasks, Nest) {
  Services services({});
  const rushes_host* host = services.host_for("a");
  Nested nested{host, get<rushes_host_tasks>(host, RUSHES_HOST_TASKS)};
  nested.tasks->parallel(host, 20, &nested, [](void* user, std::uint32_t) noexcept {
    auto& n = *static_cast<Nested*>(user);
    n.tasks->parallel(n.host, 20, &n, [](void* u, std::uint32_t) noexcept { ++static_cast<Nested*>(u)->count; });
  });
  EXPECT_EQ(nested.count, 400);
}

// A plugin that guards its state by a mutex and works in parallel inside: were its waiting thread to take up another
// render, it would lock the mutex twice.
TEST(Tasks, AWaitingCallerTakesNoForeignWork) {
  Services services({});
  const rushes_host* host = services.host_for("a");
  const auto* tasks = get<rushes_host_tasks>(host, RUSHES_HOST_TASKS);
  std::atomic<int> foreign = 0;
  tbb::task_group group;
  for (int frame = 0; frame < 64; ++frame)
    group.run([&] {
      static thread_local bool inside = false;
      if (inside) ++foreign;
      inside = true;
      tasks->parallel(host, 8, nullptr, [](void*, std::uint32_t) noexcept {
        volatile int spin = 0;
        for (int i = 0; i < 20000; ++i) spin = spin + 1;
      });
      inside = false;
    });
  group.wait();
  EXPECT_EQ(foreign, 0);
}

TEST(Tasks, CancellingTheOuterWorkLeavesNoBodyOut) {
  Services services({});
  const rushes_host* host = services.host_for("a");
  const auto* tasks = get<rushes_host_tasks>(host, RUSHES_HOST_TASKS);
  std::atomic<int> count = 0;
  tbb::task_group group;
  group.run_and_wait([&] {
    group.cancel();
    tasks->parallel(host, 100, &count,
                    [](void* user, std::uint32_t) noexcept { ++*static_cast<std::atomic<int>*>(user); });
  });
  EXPECT_EQ(count, 100);
}

TEST(Tasks, CarryTheFloatingPointModeOfTheCaller) {
  Services services({});
  const rushes_host* host = services.host_for("a");
  const auto* tasks = get<rushes_host_tasks>(host, RUSHES_HOST_TASKS);
  std::atomic<int> other = 0;
  const int before = std::fegetround();
  std::fesetround(FE_DOWNWARD);
  tasks->parallel(host, 500, &other, [](void* user, std::uint32_t) noexcept {
    if (std::fegetround() != FE_DOWNWARD) ++*static_cast<std::atomic<int>*>(user);
    std::this_thread::yield();
  });
  std::fesetround(before);
  EXPECT_EQ(other, 0);
}

TEST(Scratch, GivesEachPluginItsOwnFolderAndRemovesItAtTheEnd) {
  const fs::path root = fs::path(testing::TempDir()) / ("rushes-services-" + std::to_string(::getpid()));
  std::string a, b;
  {
    Services services({.scratch = root.string()});
    const auto folder = [&](const char* id) {
      const rushes_host* host = services.host_for(id);
      StringSink path;
      rushes_error error{};
      error.size = sizeof error;
      EXPECT_EQ(get<rushes_host_scratch>(host, RUSHES_HOST_SCRATCH)->folder(host, &path, &error), RUSHES_OK)
          << error.message;
      return path.text;
    };
    a = folder("a");
    b = folder("../b");
    EXPECT_EQ(a, folder("a"));
    EXPECT_NE(a, b);
    EXPECT_EQ(fs::path(a).parent_path(), fs::path(b).parent_path());
    std::ofstream(a + "/file") << "x";
    EXPECT_TRUE(fs::exists(a + "/file"));
    EXPECT_EQ(fs::status(fs::path(a).parent_path()).permissions(), fs::perms::owner_all);
  }
  EXPECT_FALSE(fs::exists(a));
  EXPECT_TRUE(fs::is_empty(root));
  fs::remove_all(root);
}

TEST(Scratch, AFolderThatCannotBeMadeIsASentence) {
  Services services({.scratch = "/proc/nowhere"});
  const rushes_host* host = services.host_for("a");
  StringSink path;
  rushes_error error{};
  error.size = sizeof error;
  EXPECT_EQ(get<rushes_host_scratch>(host, RUSHES_HOST_SCRATCH)->folder(host, &path, &error), RUSHES_E_IO);
  EXPECT_THAT(error.message, HasSubstr("/proc/nowhere"));
}

struct Reading : PluginBase {};

TEST(Resources, StreamTheContentOrSayThereIsNone) {
  Services services({.resource = [](std::string_view id, const TakeBytes& take) -> Result<void> {
    if (id != "lut") return Error{Errc::not_found, "no asset " + std::string(id)};
    if (auto r = take("first "); !r) return r;
    return take("second");
  }});
  Reading plugin;
  plugin.host = services.host_for("a");
  EXPECT_EQ(plugin.resource("lut"), "first second");
  try {
    plugin.resource("font");
    FAIL();
  } catch (const Failure& f) {
    EXPECT_EQ(f.status, RUSHES_E_NOT_FOUND);
    EXPECT_EQ(f.message, "no asset font");
  }
  const rushes_sink full{sizeof(rushes_sink), 0, nullptr,
                         [](void*, const void*, std::uint64_t) noexcept -> rushes_status { return RUSHES_E_NOMEM; }};
  EXPECT_EQ(get<rushes_host_resources>(plugin.host, RUSHES_HOST_RESOURCES)->read(plugin.host, "lut", &full, nullptr),
            RUSHES_E_NOMEM);
  EXPECT_EQ(get<rushes_host_resources>(plugin.host, RUSHES_HOST_RESOURCES)->read(plugin.host, "lut", nullptr, nullptr),
            RUSHES_E_INVALID);
}

TEST(Errors, AreCutBetweenCharacters) {
  rushes_error error{};
  error.size = sizeof error;
  std::string text(422, 'x');
  text += "\xC3\xA9\xC3\xA9";  // the first e-acute would fit by half
  EXPECT_EQ(give_error(&error, Error{Errc::invalid, text}), RUSHES_E_INVALID);
  EXPECT_EQ(std::string(error.message), std::string(422, 'x'));
  EXPECT_EQ(give_error(nullptr, Error{Errc::io, "x"}), RUSHES_E_IO);
}

}  // namespace
}  // namespace rushes::host
