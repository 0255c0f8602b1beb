// Uploads that end early: aborted, cancelled, resumed, swept.
#include "subject.hpp"

#include <rushes/plugin.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>

namespace storage_suite {
namespace {

using testing::IsEmpty;

class Uploads : public StorageTest {
 protected:
  // What a process that was killed in the middle of an upload leaves: its state text, if `bytes` were written.
  std::string abandoned(const std::string& key, const std::string& bytes, const Put& options = {}) {
    int pipe_ends[2];
    if (::pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
      Outcome out;
      rushes_upload* u = store->begin(key, options, out);
      rushes_error error = blank_error();
      rushes::StringSink state;
      if (!u || u->write(u, nullptr, bytes.data(), bytes.size(), &error) < 0 || u->state(u, &state, &error) < 0)
        ::_exit(1);
      if (::write(pipe_ends[1], state.text.data(), state.text.size()) < 0) ::_exit(1);
      ::_exit(0);
    }
    ::close(pipe_ends[1]);
    std::string state;
    char buffer[4096];
    for (ssize_t n; (n = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;)
      state.append(buffer, static_cast<std::size_t>(n));
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    return state;
  }
  rushes_upload* resume(const std::string& state, Outcome& out) {
    rushes_error error = blank_error();
    rushes_upload* u = nullptr;
    out.status = store->table().resume(store->raw(), nullptr, {state.data(), state.size()}, &u, &error);
    out.message = error.message;
    return out.ok() ? u : nullptr;
  }
};
FOR_EVERY_STORAGE(Uploads);

TEST_P(Uploads, NothingIsVisibleBeforeCommitNorAfterAbort) {  // 28
  ASSERT_THAT(store->put("k", "old"), Ok());
  for (const char* key : {"k", "new/key"}) {
    Outcome out;
    rushes_upload* u = store->begin(key, {}, out);
    ASSERT_TRUE(u) << out.message;
    rushes_error error = blank_error();
    ASSERT_EQ(u->write(u, nullptr, "half", 4, &error), RUSHES_OK);
    EXPECT_THAT(store->all(), testing::ElementsAre("k"));
    u->abort(u);
  }
  EXPECT_EQ(store->get("k").bytes, "old");
  EXPECT_THAT(store->stat("new/key"), Fails(RUSHES_E_NOT_FOUND));
  EXPECT_EQ(store->sweep(0), 0u);
}

TEST_P(Uploads, AnotherProcessGoesOnWhereOneWasKilled) {  // 29, F17
  if (!store->can(RUSHES_ST_RESUME)) GTEST_SKIP() << "this storage does not resume";
  const std::string bytes = noise(5'000'000, 9);
  const std::string state = abandoned(
      "k", bytes.substr(0, 3'000'000),
      {.content_type = "video/mp4", .metadata = R"({"a":"b"})", .length = 5'000'000, .sha256 = sha256(bytes)});
  EXPECT_THAT(store->stat("k"), Fails(RUSHES_E_NOT_FOUND));
  Outcome out;
  rushes_upload* u = resume(state, out);
  ASSERT_TRUE(u) << out.message;
  EXPECT_EQ(u->resumed_at, 3'000'000u);
  Outcome twice;
  EXPECT_EQ(resume(state, twice), nullptr);
  EXPECT_THAT(twice, Fails(RUSHES_E_CONFLICT));
  rushes_error error = blank_error();
  ASSERT_EQ(u->write(u, nullptr, bytes.data() + u->resumed_at, bytes.size() - u->resumed_at, &error), RUSHES_OK)
      << error.message;
  ASSERT_EQ(u->commit(u, nullptr, nullptr, &error), RUSHES_OK) << error.message;
  EXPECT_TRUE(store->get("k").bytes == bytes);
  EXPECT_STREQ(store->stat("k").info.content_type, "video/mp4");
  EXPECT_STREQ(store->stat("k").info.metadata, R"({"a":"b"})");
  EXPECT_EQ(resume(state, out), nullptr);
  EXPECT_THAT(out, Fails(RUSHES_E_NOT_FOUND));
}

TEST_P(Uploads, AStateThatIsNoneIsRefused) {
  if (!store->can(RUSHES_ST_RESUME)) GTEST_SKIP() << "this storage does not resume";
  const std::string good = abandoned("k", "x");
  std::vector<std::string> bad = {
      "", "x", "rushes-local-1 ", "rushes-local-1 99999:", good + "", std::string(1000, '9')};
  bad[4].replace(bad[4].find("1:k"), 3, "4:../k");
  for (std::size_t cut = 0; cut + 1 < good.size(); ++cut) bad.push_back(good.substr(0, cut));
  for (const auto& state : bad) {
    Outcome out;
    EXPECT_EQ(resume(state, out), nullptr) << state;
    EXPECT_THAT(out, Fails(RUSHES_E_INVALID)) << state;
  }
  EXPECT_THAT(store->all(), IsEmpty());
}

TEST_P(Uploads, SweepTakesOldOnesOnly) {  // 30
  if (!store->can(RUSHES_ST_RESUME)) GTEST_SKIP() << "here a crash leaves no upload";
  abandoned("k", "x");
  EXPECT_EQ(store->sweep(3600), 0u);
  Outcome out;
  rushes_upload* live = store->begin("live", {}, out);
  EXPECT_EQ(store->sweep(0), 1u);
  EXPECT_EQ(store->sweep(0), 0u);
  rushes_error error = blank_error();
  EXPECT_EQ(live->commit(live, nullptr, nullptr, &error), RUSHES_OK) << error.message;
  EXPECT_THAT(store->all(), testing::ElementsAre("live"));
}

TEST_P(Uploads, CancelEndsAPutAndLeavesTheOldObject) {  // 36
  ASSERT_THAT(store->put("k", "old"), Ok());
  struct Cancel {
    std::atomic<int> asked = 0;
  } cancel;
  rushes_call call{};
  call.size = sizeof call;
  call.ctx = &cancel;
  call.cancelled = [](const rushes_call* c) noexcept -> rushes_bool {
    return ++static_cast<Cancel*>(c->ctx)->asked > 3;
  };
  const std::string bytes = noise(40'000'000, 5);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(store->put("k", bytes, {}, &call), Fails(RUSHES_E_CANCELLED));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  EXPECT_EQ(store->get("k").bytes, "old");
  EXPECT_EQ(store->sweep(0), 0u);
}

}  // namespace
}  // namespace storage_suite
