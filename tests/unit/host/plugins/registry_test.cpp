#include "host/plugins/registry.hpp"

#include <rushes/abi/host.h>

#include <gmock/gmock.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <ostream>
#include <thread>

namespace rushes::host {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

// A host that lends a log and remembers its lines as "plugin: text".
struct FakeHost {
  struct Table {
    rushes_host host{};
    std::string plugin;
    FakeHost* fake = nullptr;
  };
  std::map<std::string, std::unique_ptr<Table>> tables;
  std::mutex mutex;
  std::vector<std::string> lines;
  std::function<void()> on_find;
  static inline FakeHost* current = nullptr;  // for "test.find", which carries no pointer

  const rushes_host* host_for(const std::string& id) {
    const std::lock_guard lock(mutex);
    auto& t = tables[id];
    if (!t) {
      t = std::make_unique<Table>();
      t->plugin = id;
      t->fake = this;
      t->host = {sizeof(rushes_host),
                 0,
                 t.get(),
                 "test",
                 "1",
                 [](const rushes_host*, const char* service) noexcept -> const void* {
                   static const rushes_host_log log{sizeof(rushes_host_log), 0,
                                                    [](const rushes_host* h, std::int32_t, const char* text) noexcept {
                                                      auto& table = *static_cast<Table*>(h->ctx);
                                                      const std::lock_guard locked(table.fake->mutex);
                                                      table.fake->lines.push_back(table.plugin + ": " + text);
                                                    }};
                   if (std::strcmp(service, RUSHES_HOST_LOG) == 0) return &log;
                   if (std::strcmp(service, "test.find") == 0)
                     return reinterpret_cast<const void*>(+[] { current->on_find(); });
                   return nullptr;
                 }};
    }
    return &t->host;
  }
};

class RegistryTest : public testing::Test {
 protected:
  void SetUp() override {
    root = fs::path(testing::TempDir()) /
           ("rushes-registry-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
    fs::create_directories(root);
    FakeHost::current = &fake;
  }
  void TearDown() override { fs::remove_all(root); }

  static std::string entry(const std::string& id, const std::string& more = "") {
    return R"({"id": ")" + id +
           R"(", "kind": "effect", "version": 1, "traits": 2, "params": [{"id": "amount", "type": 1}])" + more + "}";
  }
  fs::path bundle(const std::string& folder, const std::string& name, const std::string& plugins,
                  const std::string& library = "good") {
    const fs::path b = root / folder / (name + ".rushes");
    fs::create_directories(b / "lib");
    if (!library.empty()) fs::copy_file(fs::path(ODD_FOLDER) / (library + ".so"), b / "lib/x.so");
    std::ofstream(b / "manifest.json") << R"({"rushes_manifest": 1, "abi": "1.0", "library": "lib/x.so", "plugins": [)"
                                       << plugins << "]}";
    return b;
  }
  std::unique_ptr<Registry> open(std::vector<std::string> folders) {
    for (auto& f : folders) f = (root / f).string();
    return std::make_unique<Registry>(
        Registry::Options{folders, [this](const std::string& id) { return fake.host_for(id); }});
  }

  static inline std::atomic<int> counter = 0;
  fs::path root;
  FakeHost fake;
};

TEST_F(RegistryTest, ListsWithoutRunningAnyCode) {
  bundle("a", "x", entry("test.odd"));
  const auto plugins = open({"a"});
  ASSERT_EQ(plugins->rows().size(), 1u);
  const PluginRow row = plugins->rows()[0];
  EXPECT_EQ(row.id, "test.odd");
  EXPECT_EQ(row.state, PluginState::ok);
  EXPECT_EQ(row.bundle, (root / "a/x.rushes").string());
  EXPECT_FALSE(row.loaded);
  EXPECT_TRUE(fake.lines.empty());
}

TEST_F(RegistryTest, LoadsOnceWhenFirstAskedForAndEndsWithTheLastOwner) {
  bundle("a", "x", entry("test.odd"));
  auto plugins = open({"a"});
  auto loaded = plugins->find("test.odd");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_STREQ(loaded->info->id, "test.odd");
  EXPECT_TRUE(plugins->row("test.odd")->loaded);
  ASSERT_TRUE(plugins->find("test.odd"));
  auto instance = PluginInstance::create(*loaded);
  EXPECT_TRUE(instance);
  plugins.reset();
  EXPECT_THAT(fake.lines, ElementsAre("test.odd: init"));  // `loaded` and `instance` still hold it
  instance = Error{};
  loaded = Error{};
  EXPECT_THAT(fake.lines, ElementsAre("test.odd: init", "test.odd: deinit"));
}

TEST_F(RegistryTest, EndsInTheReverseOrderOfLoading) {
  // Three bundles of one library: the code does not match these ids, which leaves each loaded all the same.
  for (const char* name : {"a", "b", "c"}) bundle("f", name, entry(std::string("test.") + name));
  auto plugins = open({"f"});
  for (const char* name : {"b", "a", "c"}) EXPECT_FALSE(plugins->find(std::string("test.") + name));
  plugins.reset();
  EXPECT_THAT(fake.lines, ElementsAre("test.b: init", "test.a: init", "test.c: init", "test.c: deinit",
                                      "test.a: deinit", "test.b: deinit"));
}

TEST_F(RegistryTest, IsStartedOnceByManyThreads) {
  bundle("a", "x", entry("test.odd"));
  const auto plugins = open({"a"});
  std::atomic<int> found = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { found += plugins->find("test.odd").has_value(); });
  }
  EXPECT_EQ(found, 8);
  EXPECT_THAT(fake.lines, ElementsAre("test.odd: init"));
}

TEST_F(RegistryTest, TheFirstOnThePathWinsAndTheOtherIsListed) {
  bundle("a", "x", entry("test.odd"));
  bundle("b", "x", entry("test.odd"));
  const auto plugins = open({"b", "a"});
  const auto rows = plugins->rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].bundle, (root / "b/x.rushes").string());
  EXPECT_EQ(rows[0].state, PluginState::ok);
  EXPECT_EQ(rows[1].state, PluginState::shadowed);
  EXPECT_THAT(rows[1].reason, HasSubstr((root / "b/x.rushes").string()));
  EXPECT_EQ(plugins->row("test.odd")->bundle, rows[0].bundle);
}

TEST_F(RegistryTest, ABrokenBundleDoesNotShadowAWorkingOne) {
  bundle("a", "x", entry("test.odd"), "");
  bundle("b", "x", entry("test.odd"));
  const auto plugins = open({"a", "b"});
  EXPECT_THAT(plugins->rows()[0].reason, HasSubstr("lib/x.so is missing"));
  EXPECT_TRUE(plugins->find("test.odd"));
}

TEST_F(RegistryTest, ALibraryThatDoesNotLoadGivesWayToTheNextWithItsId) {
  const auto broken = bundle("a", "x", entry("test.odd"), "");
  std::ofstream(broken / "lib/x.so") << "this is no library";
  bundle("b", "x", entry("test.odd"));
  bundle("c", "x", entry("test.odd"));
  std::vector<std::string> told;
  Registry::Options options{{(root / "a").string(), (root / "b").string(), (root / "c").string()},
                            [this](const std::string& id) { return fake.host_for(id); },
                            [&](const PluginRow& row) { told.push_back(row.bundle + ": " + row.reason); }};
  Registry plugins(std::move(options));
  EXPECT_EQ(plugins.rows()[1].state, PluginState::shadowed);
  ASSERT_TRUE(plugins.find("test.odd"));
  ASSERT_TRUE(plugins.find("test.odd"));
  const auto rows = plugins.rows();
  EXPECT_EQ(rows[0].state, PluginState::failed);
  EXPECT_THAT(rows[0].reason, HasSubstr("cannot be loaded"));
  EXPECT_EQ(rows[1].state, PluginState::ok);
  EXPECT_TRUE(rows[1].loaded);
  EXPECT_EQ(rows[2].state, PluginState::shadowed);
  EXPECT_EQ(plugins.row("test.odd")->bundle, rows[1].bundle);
  EXPECT_THAT(told, ElementsAre(HasSubstr(rows[0].bundle)));
}

TEST_F(RegistryTest, BrokenManifestsAreListedAndStopNobody) {
  fs::create_directories(root / "a/none.rushes");
  fs::create_directories(root / "a/broken.rushes");
  std::ofstream(root / "a/broken.rushes/manifest.json") << "{";
  std::ofstream(root / "a/file.rushes") << "not a folder";
  bundle("a", "works", entry("test.odd"));
  const auto plugins = open({"missing", "a"});
  const auto rows = plugins->rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].id, "broken");
  EXPECT_THAT(rows[0].reason, HasSubstr("cannot be read"));
  EXPECT_EQ(rows[1].id, "none");
  EXPECT_THAT(rows[1].reason, HasSubstr("no manifest.json"));
  EXPECT_TRUE(plugins->find("test.odd"));
}

TEST_F(RegistryTest, ALibraryBehindALinkOutOfTheBundleIsRefused) {
  const auto b = bundle("a", "x", entry("test.odd"), "");
  fs::create_symlink(fs::path(ODD_FOLDER) / "good.so", b / "lib/x.so");
  const auto plugins = open({"a"});
  EXPECT_THAT(plugins->rows()[0].reason, HasSubstr("outside the bundle"));
}

TEST_F(RegistryTest, AServiceThatIsNotLentIsNamed) {
  bundle("a", "x", entry("test.odd", R"(, "requires": ["rushes.host.log/1", "rushes.host.teleport/1"])"));
  const auto plugins = open({"a"});
  EXPECT_EQ(plugins->rows()[0].state, PluginState::failed);
  EXPECT_THAT(plugins->rows()[0].reason, HasSubstr("rushes.host.teleport/1"));
}

TEST_F(RegistryTest, AnUnknownIdNamesTheFoldersThatWereSearched) {
  const auto plugins = open({"a", "b"});
  const auto none = plugins->find("test.nothing");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Errc::not_found);
  EXPECT_THAT(none.error().message, HasSubstr((root / "a").string()));
}

TEST_F(RegistryTest, APluginThatAsksForItselfWhileStartingDoesNotHang) {
  bundle("a", "x", entry("test.odd"), "reenters");
  const auto plugins = open({"a"});
  std::string said;
  fake.on_find = [&] { said = plugins->find("test.odd").error().message; };
  EXPECT_TRUE(plugins->find("test.odd"));
  EXPECT_THAT(said, HasSubstr("asked for itself"));
}

struct Odd {
  const char* library;
  const char* reason;
};
void PrintTo(const Odd& o, std::ostream* out) { *out << o.library; }
class OddPlugin : public RegistryTest, public testing::WithParamInterface<Odd> {};

TEST_P(OddPlugin, IsListedWithItsReasonAndStopsNobody) {
  bundle("a", "odd", entry("test.odd"), GetParam().library);
  const auto plugins = open({"a"});
  for (int i = 0; i < 2; ++i) {
    const auto found = plugins->find("test.odd");
    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().message, HasSubstr(GetParam().reason));
  }
  EXPECT_EQ(plugins->rows()[0].state, PluginState::failed);
  EXPECT_THAT(plugins->rows()[0].reason, HasSubstr(GetParam().reason));
}
INSTANTIATE_TEST_SUITE_P(
    Registry, OddPlugin,
    testing::Values(Odd{"no_entry", "does not export rushes_entry_1"}, Odd{"wrong_major", "built for ABI 7"},
                    Odd{"small_entry", "entry of wrong size"}, Odd{"null_init", "incomplete entry"},
                    Odd{"init_fails", "the moon is in the wrong phase"}, Odd{"null_factory", "incomplete factory"},
                    Odd{"small_factory", "incomplete factory"}, Odd{"null_create", "incomplete factory"},
                    Odd{"other_id", "holds no plugin test.odd"},
                    Odd{"other_kind", "differ in the kind (storage, effect)"},
                    Odd{"other_version", "differ in the version (2, 1)"},
                    Odd{"more_params", "differ in the number of parameters"},
                    Odd{"undefined_symbol", "nobody_defines_this"}),
    [](const auto& tested) { return tested.param.library; });

TEST(SearchPaths, TakeTheEnvironmentFirstThenTheFolderBesideTheProgram) {
  EXPECT_THAT(default_search_paths("/opt/rushes/bin/rushes", ":/x::y:"),
              ElementsAre("/x", "y", "/opt/rushes/lib/rushes/plugins"));
  EXPECT_THAT(default_search_paths("/opt/rushes/bin/rushes", nullptr), ElementsAre("/opt/rushes/lib/rushes/plugins"));
}

TEST(SearchPaths, FollowALinkToTheProgram) {
  const auto root = fs::path(testing::TempDir()) / ("rushes-paths-" + std::to_string(::getpid()));
  fs::create_directories(root / "real/bin");
  std::ofstream(root / "real/bin/rushes") << "";
  fs::create_symlink(root / "real/bin/rushes", root / "rushes");
  EXPECT_THAT(default_search_paths((root / "rushes").string(), nullptr),
              ElementsAre(fs::canonical(root / "real").string() + "/lib/rushes/plugins"));
  fs::remove_all(root);
}

}  // namespace
}  // namespace rushes::host
