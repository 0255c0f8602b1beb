// Generator against an engine of the test's own, built on the SDK as any engine is.
#include "host/generate/generate.hpp"

#include "core/base/files.hpp"

#include <rushes/engine.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

using namespace rushes;
using namespace rushes::host;
namespace fs = std::filesystem;

namespace {

std::atomic<int> submits, fetches, polls_until_done;
std::atomic<bool> fail_fetch, lose_process;

struct Echo : rushes::Engine<Echo> {
  static constexpr rushes::PluginSpec spec{.id = "test.echo", .name = "Echo", .version = 3};
  static constexpr std::array params{
      rushes::ParamSpec{.id = "tone", .type = RUSHES_P_CHOICE, .text = "low", .choices = "low|high"},
      rushes::ParamSpec{.id = "gain", .initial = {1}, .min = 0, .max = 2}};
  std::string capabilities() { return "{}"; }
  rushes_job_state check(const Request& r, std::vector<std::string>& notes) {
    if (r.prompt() == "refuse") throw rushes::Failure(RUSHES_E_INVALID, "this prompt is refused");
    notes.push_back("made \"short\"");
    return state(RUSHES_JOB_QUEUED);
  }
  std::string submit(const Request& r, const rushes_call*, std::string_view, rushes_job_state& s) {
    ++submits;
    if (lose_process) throw rushes::Cancelled{};
    s = state(RUSHES_JOB_QUEUED);
    return std::string("\xFF\x00ticket:", 9) + std::string(r.prompt()) + ":" + std::string(r.text("tone"));
  }
  rushes_job_state poll(std::string_view, const rushes_call*) {
    auto s = state(polls_until_done-- > 0 ? RUSHES_JOB_RUNNING : RUSHES_JOB_SUCCEEDED);
    s.poll_after_ms = 1;
    return s;
  }
  void cancel(std::string_view, const rushes_call*) {}
  void fetch(std::string_view ticket, std::uint32_t, const rushes_call* call, const rushes_sink* data,
             const rushes_sink* meta) {
    ++fetches;
    rushes::write(data, ticket);
    if (fail_fetch) throw rushes::Failure(RUSHES_E_NETWORK, "the line went dead");
    rushes::progress(call, 1);
    rushes::write(meta, R"({"mime":"audio/wav"})");
  }
};

class OneEngine : public PluginLibrary {
 public:
  Result<LoadedPlugin> find(std::string_view id) override {
    if (id != "test.echo") return Error{Errc::not_found, "there is no plugin " + std::string(id)};
    const auto* factory = rushes::detail::Bundle<Echo>::factory();
    return LoadedPlugin{factory->info(0), factory, 0, nullptr, nullptr};
  }
};

class GeneratorTest : public testing::Test {
 protected:
  void SetUp() override {
    submits = fetches = polls_until_done = 0;
    fail_fetch = lose_process = false;
    folder = fs::temp_directory_path() / ("rushes-generate-" + std::to_string(::getpid()) + "-" +
                                          testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }
  GenerateRequest request(const char* prompt = "hello") {
    return {.engine = "test.echo", .mode = "speech", .prompt = prompt};
  }
  std::size_t files(const char* where) {
    std::size_t n = 0;
    for ([[maybe_unused]] const auto& f : fs::directory_iterator(folder / where)) ++n;
    return n;
  }
  OneEngine plugins;
  fs::path folder;
};

}  // namespace

TEST_F(GeneratorTest, ImportsTheResultUnderItsHash) {
  polls_until_done = 2;
  auto made = Generator(plugins, folder).run(request());
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->uri, "assets/" + made->content_hash + ".wav");
  auto content = read_file(made->path);
  ASSERT_TRUE(content);
  EXPECT_EQ(*content, std::string("\xFF\x00ticket:hello:low", 18));
  EXPECT_EQ(made->notes, std::vector<std::string>{"made \"short\""});
  EXPECT_EQ(files("assets"), 1u);
}

TEST_F(GeneratorTest, TheSameRequestIsAnsweredFromTheAsset) {
  Generator generator(plugins, folder);
  ASSERT_TRUE(generator.run(request()));
  auto again = generator.run(request());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->reused);
  EXPECT_EQ(submits, 1);
  auto other = request();
  other.params["tone"] = {.v = {}, .n = 0, .text = "high"};
  ASSERT_TRUE(generator.run(other));
  EXPECT_EQ(submits, 2);
}

TEST_F(GeneratorTest, TheSameRequestTwiceAtOnceIsPaidForOnce) {
  Generator generator(plugins, folder);
  polls_until_done = 20;
  std::vector<std::string> hashes(8), problems(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < hashes.size(); ++i)
      threads.emplace_back([&, i] {
        if (auto made = generator.run(request()))
          hashes[i] = made->content_hash;
        else
          problems[i] = made.error().message;
      });
  }
  EXPECT_THAT(problems, testing::Each(""));
  EXPECT_THAT(hashes, testing::Each(hashes[0]));
  EXPECT_EQ(submits, 1);
}

TEST_F(GeneratorTest, ADamagedAssetIsFetchedAgainWithoutSubmitting) {
  Generator generator(plugins, folder);
  auto made = generator.run(request());
  ASSERT_TRUE(made);
  ASSERT_TRUE(write_file(made->path, "junk of another size"));
  auto again = generator.run(request());
  ASSERT_TRUE(again);
  EXPECT_EQ(fetches, 2);
}

TEST_F(GeneratorTest, AFailedFetchKeepsItsTicketAndLeavesNoFile) {
  fail_fetch = true;
  auto failed = Generator(plugins, folder).run(request());
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, testing::HasSubstr("the line went dead"));
  EXPECT_EQ(files("assets"), 0u);
  fail_fetch = false;
  ASSERT_TRUE(Generator(plugins, folder).run(request()));  // another process
  EXPECT_EQ(submits, 1);
}

TEST_F(GeneratorTest, WrongParametersAreNamed) {
  auto r = request();
  r.params["volume"] = {};
  EXPECT_THAT(Generator(plugins, folder).run(r).error().message, testing::HasSubstr("volume"));
  r.params = {{"tone", {.v = {}, .n = 0, .text = "shrill"}}};
  EXPECT_THAT(Generator(plugins, folder).run(r).error().message, testing::HasSubstr("low, high"));
  r.params = {{"gain", {.v = {9}}}};
  EXPECT_THAT(Generator(plugins, folder).run(r).error().message, testing::HasSubstr("range"));
  EXPECT_EQ(submits, 0);
}

TEST_F(GeneratorTest, RefusalsAndMissingEnginesAreErrors) {
  EXPECT_THAT(Generator(plugins, folder).run(request("refuse")).error().message,
              testing::HasSubstr("this prompt is refused"));
  auto r = request();
  r.engine = "test.none";
  EXPECT_EQ(Generator(plugins, folder).run(r).error().code, Errc::not_found);
  EXPECT_FALSE(Generator(plugins, "/proc/nowhere").run(request()));
}

TEST_F(GeneratorTest, CancellingEndsThePolling) {
  polls_until_done = 1'000'000;
  const CancelToken cancel = CancelToken::make();
  cancel.cancel();
  EXPECT_EQ(Generator(plugins, folder).run(request(), {}, cancel).error().code, Errc::cancelled);
}
