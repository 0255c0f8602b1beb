// A process that is killed at any system call of a put leaves the old object or the new one, whole; and the calls come
// in the order that also survives a power cut. The process is watched by ptrace, one system call after the other.
#include "subject.hpp"

#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

namespace storage_suite {
namespace {

namespace fs = std::filesystem;

struct Watched {
  bool ended = false;  // by itself
  int exit_code = -1;
  std::vector<std::uint64_t> calls;  // numbers of the system calls that were entered
  std::vector<std::uint64_t> first;  // their first arguments
};

// Runs `body` in a child; kills it at its stop number `kill_at` (each call stops twice: going in and coming out).
// Nothing where this machine does not let a process be watched.
std::optional<Watched> watch(const std::function<bool()>& body, int kill_at) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(99);
    ::raise(SIGSTOP);
    ::_exit(body() ? 0 : 1);
  }
  Watched seen;
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status)) return std::nullopt;
  ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  for (int stop = 0;; ++stop) {
    if (stop == kill_at) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return seen;
    }
    ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      seen.ended = true;
      seen.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
      return seen;
    }
    __ptrace_syscall_info info{};
    if (::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) > 0 && info.op == PTRACE_SYSCALL_INFO_ENTRY) {
      seen.calls.push_back(info.entry.nr);
      seen.first.push_back(info.entry.args[0]);
    }
  }
}

class LocalCrash : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    folder = make_temporary_folder();
    store = std::make_unique<Store>(loaded, "org.rushes.local",
                                    std::vector<Param>{{"root", 0, folder}, {"attributes", 0, GetParam()}});
    ASSERT_THAT(store->configured(), Ok());
  }
  void TearDown() override {
    store.reset();
    fs::remove_all(folder);
  }
  std::string folder;
  Loaded loaded;
  std::unique_ptr<Store> store;
};
INSTANTIATE_TEST_SUITE_P(Storage, LocalCrash, testing::Values("auto", "sidecar"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST_P(LocalCrash, KilledAtAnySystemCallLeavesTheOldOrTheNewWhole) {  // 41
  const std::string old_bytes(10'000, 'o'), new_bytes(30'000, 'n');
  int old_seen = 0, new_seen = 0;
  for (int at = 1;; ++at) {
    ASSERT_LT(at, 1000);
    ASSERT_THAT(store->put("dir/k", old_bytes, {.metadata = R"({"is":"old"})"}), Ok());
    const auto seen = watch(
        [&] { return store->put("dir/k", new_bytes, {.metadata = R"({"is":"new"})", .piece = 10'000}).ok(); }, at);
    if (!seen) GTEST_SKIP() << "this machine does not let a process be watched";
    const Outcome now = store->get("dir/k"), info = store->stat("dir/k");
    ASSERT_THAT(now, Ok());
    const bool is_new = now.bytes == new_bytes;
    ASSERT_TRUE(is_new || now.bytes == old_bytes) << "killed at stop " << at;
    ASSERT_STREQ(info.info.metadata, is_new ? R"({"is":"new"})" : R"({"is":"old"})") << "killed at stop " << at;
    ++(is_new ? new_seen : old_seen);
    store->sweep(0);
    std::size_t left = 0;
    for (const auto& e : fs::recursive_directory_iterator(folder))
      left += e.is_regular_file() && e.path().filename() != "lock";
    ASSERT_EQ(left, GetParam() == std::string("sidecar") ? 2u : 1u) << "killed at stop " << at;
    if (seen->ended) {
      EXPECT_EQ(seen->exit_code, 0);
      break;
    }
  }
  EXPECT_GT(old_seen, 10);
  EXPECT_GT(new_seen, 1);
}

TEST_P(LocalCrash, TheFileIsOnDiskBeforeItsNameAndTheNameBeforeTheAnswer) {  // 42
  const auto seen = watch([&] { return store->put("dir/k", "bytes").ok(); }, -1);
  if (!seen) GTEST_SKIP() << "this machine does not let a process be watched";
  ASSERT_EQ(seen->exit_code, 0);
  int wrote = -1, file_synced = -1, renamed = -1, folder_synced = -1;
  std::uint64_t file = 0;
  for (int i = 0; i < static_cast<int>(seen->calls.size()); ++i) {
    const auto call = seen->calls[static_cast<std::size_t>(i)], first = seen->first[static_cast<std::size_t>(i)];
    if (call == SYS_pwrite64) wrote = i, file = first;
    if (call == SYS_renameat || call == SYS_renameat2) renamed = i;
    if (call == SYS_fsync && wrote >= 0 && first == file && renamed < 0) file_synced = i;
    if (call == SYS_fsync && renamed >= 0) folder_synced = i;
  }
  EXPECT_GE(wrote, 0);
  EXPECT_GT(file_synced, wrote);
  EXPECT_GT(renamed, file_synced);
  EXPECT_GT(folder_synced, renamed);
}

}  // namespace
}  // namespace storage_suite
